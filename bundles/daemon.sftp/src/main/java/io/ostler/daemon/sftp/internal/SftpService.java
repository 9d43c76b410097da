package io.ostler.daemon.sftp.internal;

import io.ostler.daemon.api.act.ActLog;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.api.stream.Pace;
import io.ostler.daemon.api.stream.PanelLogins;
import io.ostler.daemon.api.stream.Settings;
import io.ostler.daemon.api.stream.SftpInfo;
import io.ostler.daemon.sftp.internal.login.Doorkeeper;
import io.ostler.daemon.sftp.internal.login.SignIns;
import io.ostler.daemon.sftp.internal.login.Visits;
import io.ostler.protocol.NodeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and closes the door as the node's settings say. Loading the library and making keys takes its time: that is done
 * on a thread of its own, one change after another. A door that can't be opened is tried again while it is wanted.
 * Thread-safe.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = SftpConfig.PID)
public final class SftpService {
    private static final Logger LOG = LoggerFactory.getLogger(SftpService.class);

    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final BundleContext context;
    private final Executor later;
    private final String host;
    private final Bounds bounds;
    private final Path keys;
    private final Doorkeeper keeper;
    private final SignIns signIns;
    private final AutoCloseable listening;
    private boolean wanted;
    private boolean closed;
    private boolean isTroubled;
    private boolean isRetrying;
    private @Nullable Door door;
    private @Nullable ServiceRegistration<SftpInfo> registration;

    @Activate
    public SftpService(
            BundleContext context,
            SftpConfig config,
            @Reference Settings settings,
            @Reference PanelLogins panel,
            @Reference Grants grants,
            @Reference FileTrees trees,
            @Reference Pace pace,
            @Reference ActLog acts) {
        this(
                context,
                config,
                settings,
                panel,
                grants,
                trees,
                pace,
                acts,
                CompletableFuture.delayedExecutor(PAUSE.toSeconds(), TimeUnit.SECONDS, SftpService::onThread));
    }

    /** @param later does something after a while, on a thread that may block */
    SftpService(
            BundleContext context,
            SftpConfig config,
            Settings settings,
            PanelLogins panel,
            Grants grants,
            FileTrees trees,
            Pace pace,
            ActLog acts,
            Executor later) {
        this.context = context;
        this.later = later;
        bounds = Bounds.of(config);
        host = host(context, config);
        keys = Path.of(Objects.requireNonNull(context.getProperty("ostler.data"), "ostler.data is not set"))
                .resolve("daemon");
        keeper = new Doorkeeper(
                new Doorkeeper.Places(bounds.sessions(), bounds.perUser(), bounds.perAddress(), bounds.waiting()),
                System::nanoTime);
        signIns = new SignIns(panel, grants, trees, pace, acts, keeper);
        listening = settings.listen(this::changed);
    }

    private static String host(BundleContext context, SftpConfig config) {
        var bind = context.getProperty("ostler.bind");
        return !config.host().isEmpty() ? config.host() : bind == null || bind.isEmpty() ? "127.0.0.1" : bind;
    }

    @Deactivate
    void close() {
        try {
            listening.close();
        } catch (Exception e) {
            // AutoCloseable may throw anything; there is nothing left to do about it.
            LOG.debug("The settings could not be left", e);
        }
        synchronized (this) {
            closed = true;
        }
        apply();
    }

    private void changed(NodeSettings settings) {
        synchronized (this) {
            if (wanted == settings.sftp()) {
                return;
            }
            wanted = settings.sftp();
        }
        onThread(this::apply);
    }

    private static void onThread(Runnable work) {
        Thread.ofPlatform().daemon().name("ostler-sftp-door").start(work);
    }

    private void retry() {
        synchronized (this) {
            isRetrying = false;
        }
        apply();
    }

    /** Whoever comes later sees what the one before has done. */
    private synchronized void apply() {
        boolean open = wanted && !closed;
        if (open && door == null) {
            open();
        } else if (!open && door != null) {
            shut(door);
        }
    }

    private void open() {
        try {
            var opened = Door.open(host, bounds, keys, new Visits(keeper, bounds.login()), signIns);
            door = opened;
            isTroubled = false;
            var address = opened.address();
            registration = context.registerService(
                    SftpInfo.class, () -> address, FrameworkUtil.asDictionary(Map.of("port", address.port())));
            LOG.info("SFTP answers on {} port {}, its key is {}", host, address.port(), address.fingerprint());
        } catch (IOException | IllegalStateException e) {
            tellOnce(e);
            if (!isRetrying) {
                isRetrying = true;
                later.execute(this::retry);
            }
        }
    }

    private void tellOnce(Exception trouble) {
        if (!isTroubled) {
            LOG.error(
                    "SFTP can't answer on {} port {}: {}. It is tried again every {} seconds; or choose another port in etc/{}.cfg",
                    host,
                    bounds.port(),
                    trouble.getMessage(),
                    PAUSE.toSeconds(),
                    SftpConfig.PID);
        }
        isTroubled = true;
    }

    private void shut(Door open) {
        var published = registration;
        door = null;
        registration = null;
        try {
            if (published != null) {
                published.unregister();
            }
            open.close();
            LOG.info("SFTP answers no more");
        } catch (IllegalStateException | IOException e) {
            LOG.warn("The door for SFTP did not close well: {}", e.toString());
        }
    }
}
