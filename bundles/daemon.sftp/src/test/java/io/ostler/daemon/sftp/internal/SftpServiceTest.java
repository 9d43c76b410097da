package io.ostler.daemon.sftp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ostler.daemon.api.stream.Pace;
import io.ostler.daemon.api.stream.Settings;
import io.ostler.daemon.api.stream.SftpInfo;
import io.ostler.daemon.files.internal.FileTreesService;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.NodeSettings;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

@Timeout(300)
class SftpServiceTest {
    @TempDir
    Path folder;

    private FileTreesService trees;
    private final BlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile @Nullable SftpInfo info;
    private volatile @Nullable Consumer<NodeSettings> settings;

    @Test
    void aTakenPortIsTriedAgainUntilItIsFree() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var service = service(taken.getLocalPort());
            var retry = later.take();
            assertNull(info);
            retry.run();
            assertNull(info);
            var another = later.take();
            taken.close();
            another.run();
            opened.await();
            assertEquals(taken.getLocalPort(), info().door().port());
            assertEquals(0, later.size());
            service.close();
            assertNull(info);
        }
    }

    @Test
    void aDoorThatIsNotWantedAnyMoreIsNotTriedAgain() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var service = service(taken.getLocalPort());
            var retry = later.take();
            tell(false);
            retry.run();
            assertNull(later.poll());
            service.close();
        }
    }

    private SftpInfo info() {
        var there = info;
        assertNotNull(there);
        return there;
    }

    @BeforeEach
    void open() throws Exception {
        var files = Files.createDirectories(folder.resolve("files"));
        trees = new FileTreesService(
                new OneInstance(InstanceId.create(), files, () -> FilePolicy.FREE), folder.resolve("staging"));
    }

    @AfterEach
    void close() throws Exception {
        trees.close();
    }

    private void tell(boolean sftp) {
        var listener = settings;
        assertNotNull(listener);
        listener.accept(new NodeSettings(null, null, null, null, sftp));
    }

    private SftpService service(int port) {
        var keeper = new FakePanel(InstanceId.create());
        return new SftpService(
                context(),
                config(port),
                new OneSetting(),
                keeper,
                new FakeGrants(),
                trees,
                free(),
                (by, kind, values, refused) -> {},
                later::add);
    }

    private static Pace free() {
        return new Pace() {
            @Override
            public long take(UserId user, Direction direction, int bytes) {
                return 0;
            }

            @Override
            public int portion(UserId user, Direction direction) {
                return 1 << 16;
            }
        };
    }

    private final class OneSetting implements Settings {
        @Override
        public NodeSettings get() {
            return NodeSettings.DEFAULT;
        }

        @Override
        public void change(NodeSettings changed) {
            tell(changed.sftp());
        }

        @Override
        public AutoCloseable listen(Consumer<NodeSettings> listener) {
            settings = listener;
            listener.accept(NodeSettings.DEFAULT);
            return () -> settings = null;
        }
    }

    private static SftpConfig config(int port) {
        return (SftpConfig) Proxy.newProxyInstance(
                SftpConfig.class.getClassLoader(),
                new Class<?>[] {SftpConfig.class},
                (proxy, method, args) -> method.getName().equals("port") ? port : method.getDefaultValue());
    }

    /** A framework that knows the data folder and one service. */
    private BundleContext context() {
        var registration = Proxy.newProxyInstance(
                ServiceRegistration.class.getClassLoader(),
                new Class<?>[] {ServiceRegistration.class},
                (proxy, method, args) -> {
                    if (method.getName().equals("unregister")) {
                        info = null;
                    }
                    return null;
                });
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getProperty")) {
                        return args[0].equals("ostler.data") ? folder.toString() : null;
                    }
                    info = (SftpInfo) args[1];
                    opened.countDown();
                    return registration;
                });
    }
}
