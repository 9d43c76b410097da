package io.ostler.panel.storage.postgres.internal;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.storage.OpenDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the database on the server as {@code DataSource} and {@code OpenDatabase} with {@code
 * ostler.storage=postgres}, when that one is chosen; else does nothing. A server that doesn't answer yet is waited for;
 * one that refuses us ends the start. Thread-safe.
 */
@Component(
        service = {},
        immediate = true)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"javax.sql.DataSource\"",
        effective = "active")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.ostler.panel.api.storage.OpenDatabase\"",
        effective = "active")
public final class PostgresStorage {
    private static final Logger log = LoggerFactory.getLogger(PostgresStorage.class);
    private static final long AGAIN_SECONDS = 2;
    private static final long STOP_MILLIS = 30_000;

    private final BundleContext context;
    private final ComponentContext components;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final @Nullable Thread starter;
    private volatile @Nullable OpenDatabase database;
    private final Queue<ServiceRegistration<?>> registrations = new ConcurrentLinkedQueue<>();

    @Activate
    public PostgresStorage(BundleContext context, ComponentContext components) {
        this.context = context;
        this.components = components;
        var data = context.getProperty("ostler.data");
        if (data == null || !PostgresProvider.NAME.equals(context.getProperty("ostler.storage"))) {
            starter = null;
            return;
        }
        starter = Thread.ofPlatform().name("ostler-postgres-start").start(() -> start(Path.of(data)));
    }

    private void start(Path data) {
        try {
            var opened = open(data);
            if (opened != null) {
                database = opened;
                publish(opened);
            }
        } catch (OstlerException e) {
            var explanation = String.valueOf(e.parameters().get("explanation"));
            log.error("{} {}", e.code(), explanation);
            log.debug("The database did not open", e);
            giveUp(explanation);
        } catch (IllegalStateException e) {
            log.debug("Stopped while starting", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable OpenDatabase open(Path data) throws InterruptedException {
        boolean told = false;
        while (stopped.getCount() > 0) {
            try {
                return new PostgresProvider().open(data);
            } catch (OstlerException e) {
                if (!PostgresFailure.UNREACHABLE.equals(e.parameters().get("reason"))) {
                    throw e;
                }
                if (!told) {
                    log.warn("{} Trying again until it does.", e.parameters().get("explanation"));
                    told = true;
                }
            }
            if (stopped.await(AGAIN_SECONDS, TimeUnit.SECONDS)) {
                break;
            }
        }
        return null;
    }

    private void publish(OpenDatabase opened) {
        var properties = FrameworkUtil.asDictionary(Map.of("ostler.storage", PostgresProvider.NAME));
        if (stopped.getCount() > 0) {
            registrations.add(context.registerService(OpenDatabase.class, opened, properties));
            registrations.add(context.registerService(DataSource.class, opened.dataSource(), properties));
            // Not enabled by itself: with another database it would wait for this one for ever.
            components.enableComponent(SharedChanges.class.getName());
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
        stopped.countDown();
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
