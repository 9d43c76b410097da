package io.ostler.panel.storage.derby.internal;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.storage.OpenDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the embedded database as {@code DataSource} and {@code OpenDatabase} with {@code ostler.storage=derby},
 * unless another one is chosen ({@code ostler.storage} of the framework).
 * Derby boots on a thread of its own, so that the rest of the panel starts meanwhile; what needs the database appears
 * on that thread as soon as it is there. Thread-safe.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.ostler.panel.storage.derby")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"javax.sql.DataSource\"",
        effective = "active")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.ostler.panel.api.storage.OpenDatabase\"",
        effective = "active")
public final class DerbyStorage {
    private static final Logger log = LoggerFactory.getLogger(DerbyStorage.class);
    private static final String CHOSEN = "derby";
    private static final long STOP_MILLIS = 30_000;

    /** {@code connections}: at most so many statements run at the same time. */
    public @interface Config {
        int connections() default 8;
    }

    private final BundleContext context;
    private final @Nullable Thread starter;
    private volatile @Nullable DerbyDatabase database;
    private final Queue<ServiceRegistration<?>> registrations = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    @Activate
    public DerbyStorage(BundleContext context, Config config) {
        this.context = context;
        var data = context.getProperty("ostler.data");
        if (data == null) {
            throw new IllegalStateException("The property ostler.data has to name the data folder.");
        }
        if (!CHOSEN.equals(Objects.requireNonNullElse(context.getProperty("ostler.storage"), CHOSEN))) {
            starter = null;
            return;
        }
        int connections = Math.clamp(config.connections(), 2, 64);
        starter = Thread.ofPlatform().name("ostler-derby-start").start(() -> start(Path.of(data), connections));
    }

    private void start(Path data, int connections) {
        try {
            var opened = DerbyDatabase.open(data.resolve("panel"), data.resolve("log"), connections);
            database = opened;
            if (!stopped) {
                var properties = FrameworkUtil.asDictionary(Map.of("ostler.storage", CHOSEN));
                registrations.add(context.registerService(OpenDatabase.class, opened, properties));
                registrations.add(context.registerService(DataSource.class, opened.dataSource(), properties));
            }
        } catch (OstlerException e) {
            log.error("{} {}", e.code(), e.parameters().get("explanation"));
            log.debug("The database did not open", e);
            giveUp(String.valueOf(e.parameters().get("explanation")));
        } catch (IllegalStateException e) {
            log.debug("Stopped while starting", e);
        }
    }

    /** Without its store the panel is of no use: who started the program says so and ends it. */
    @SuppressWarnings("unchecked") // the filter names what the launcher offers
    private void giveUp(String explanation) {
        try {
            for (var reference : context.getServiceReferences(Consumer.class, "(ostler.role=fatal)")) {
                var launcher = context.getService(reference);
                if (launcher != null) {
                    launcher.accept(explanation);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Deactivate
    void stop() throws InterruptedException {
        stopped = true;
        if (starter != null) {
            starter.join(STOP_MILLIS);
        }
        for (var registration : registrations) {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                log.debug("The framework took the service away already", e);
            }
        }
        var opened = database;
        if (opened != null) {
            opened.close();
        }
    }
}
