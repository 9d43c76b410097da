package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.FilePolicy;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.InstanceSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives confined trees; keeps what all users of an instance share. Thread-safe. */
@Component(service = FileTrees.class)
public final class FileTreesService implements FileTrees {
    private static final Logger LOG = LoggerFactory.getLogger(FileTreesService.class);

    private static final Duration FIRST_TIDYING = Duration.ofMinutes(2);
    private static final Duration TIDYING = Duration.ofMinutes(30);

    private final InstanceEngine engine;
    private final ExecutorService openers;
    private final AutoCloseable listening;
    private final ScheduledExecutorService background;
    private final TreeParts.Shared shared;
    private final Map<InstanceId, TreeParts> trees = new ConcurrentHashMap<>();

    @Activate
    public FileTreesService(@Reference InstanceEngine engine, BundleContext context) throws IOException {
        this(engine, Path.of(context.getProperty("ostler.data"), "daemon", "staging"));
    }

    /** @throws IOException when the platform has no folder handles or the staging folder can't be made */
    public FileTreesService(InstanceEngine engine, Path stagingFolder) throws IOException {
        this.engine = engine;
        var staging = new Staging(stagingFolder);
        this.openers = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("ostler-files-open-", 1).factory());
        this.background = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("ostler-files-tidy").factory());
        this.shared = new TreeParts.Shared(staging, new Listings(staging), openers, this::later, new GroupSync());
        background.scheduleWithFixedDelay(
                this::tidyUp, FIRST_TIDYING.toMillis(), TIDYING.toMillis(), TimeUnit.MILLISECONDS);
        this.listening = engine.listen(new InstanceEngine.Listener() {
            @Override
            public void changed(InstanceSnapshot snapshot) {}

            @Override
            public void removed(InstanceId id, long sequence) {
                trees.remove(id);
            }
        });
        warnOfNames();
    }

    @Override
    public FileTree of(InstanceId id, FileRights rights, @Nullable UserId user) {
        return new ConfinedTree(parts(id), rights, user);
    }

    private TreeParts parts(InstanceId id) {
        var root = engine.files(id);
        return trees.compute(
                id,
                (key, old) -> old != null && old.root().equals(root)
                        ? old
                        : new TreeParts(id, root, () -> policy(id), shared));
    }

    private FilePolicy policy(InstanceId id) {
        return engine.find(id).map(snapshot -> snapshot.definition().files()).orElse(FilePolicy.FREE);
    }

    /** What can as well be done by the next life of the daemon is left to it when this one ends. */
    private void later(Runnable work) {
        try {
            background.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("Not begun any more", e);
        }
    }

    /** What is too old goes, also of instances that nobody looks at. */
    private void tidyUp() {
        for (var snapshot : engine.snapshots()) {
            try {
                parts(snapshot.id()).tidyUp();
            } catch (IOException | RuntimeException e) { // the next instance and the next time must not suffer
                LOG.warn("Trash and old uploads of instance {} could not be tidied up", snapshot.id(), e);
            }
        }
    }

    private static void warnOfNames() {
        var encoding = System.getProperty("sun.jnu.encoding", "");
        if (!"UTF-8".equalsIgnoreCase(encoding)) {
            LOG.warn(
                    "File names beyond ASCII can't be read: Java was started with file names in {}. Start it with LC_ALL=C.UTF-8",
                    encoding);
        }
    }

    @Deactivate
    public void close() throws Exception {
        listening.close();
        background.shutdownNow();
        openers.shutdown();
    }
}
