package io.ostler.panel.storage.postgres.internal;

import io.ostler.panel.api.storage.OpenDatabase;
import io.ostler.panel.api.storage.TableListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells this panel's own parts what other panels changed in the database (decision 0145): one connection listens, and
 * whenever a new one begins to, everything counts as changed. {@link PostgresStorage}
 * enables it with the database. Thread-safe.
 */
@Component(
        service = {},
        enabled = false,
        immediate = true)
public final class SharedChanges {
    private static final Logger LOG = LoggerFactory.getLogger(SharedChanges.class);
    private static final int SILENCE_MILLIS = 5_000;
    private static final long AGAIN_MILLIS = 500;

    /** Something changed. @param table null: any */
    record Change(@Nullable String table, @Nullable String key) {}

    private final PostgresDatabase database;
    private final Consumer<Consumer<TableListener>> listeners;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Connection listening;

    /** @param ready the panel's own tables are there */
    @Activate
    public SharedChanges(
            BundleContext context,
            @Reference(target = "(ostler.storage=postgres)") OpenDatabase database,
            @Reference(target = "(ostler.schema=io.ostler.panel.storage.jdbc)") DataSource ready) {
        this((PostgresDatabase) database, each -> forEach(context, each));
    }

    SharedChanges(PostgresDatabase database, Consumer<Consumer<TableListener>> listeners) {
        this.database = database;
        this.listeners = listeners;
        thread = Thread.ofPlatform().daemon().name("ostler-postgres-changes").start(this::run);
    }

    private void run() {
        boolean deaf = false;
        while (stopped.getCount() > 0) {
            try (var connection = database.listen(ChangeTriggers.CHANNEL)) {
                listening = connection;
                ChangeTriggers.install(connection);
                // What changed before this connection listened was told to nobody.
                tell(new Change(null, null));
                deaf = false;
                while (stopped.getCount() > 0) {
                    database.await(connection, SILENCE_MILLIS, this::tellAll);
                }
            } catch (SQLException e) {
                if (stopped.getCount() > 0 && !deaf) {
                    deaf = true;
                    LOG.warn("What other panels change is not heard until the database answers: {}", e.getMessage());
                }
            } catch (RuntimeException e) {
                // The boundary of this thread: without it this panel would never hear anything again.
                LOG.error("What other panels change is not heard for a moment", e);
            }
            pause();
        }
    }

    private void pause() {
        try {
            var unused = stopped.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    private void tellAll(Iterable<String> payloads) {
        Set<Change> changes = new LinkedHashSet<>();
        for (var payload : payloads) {
            var parts = payload.split(" ", 3);
            if (parts.length == 3 && !parts[1].equals(database.panel())) {
                changes.add(new Change(parts[0], parts[2]));
            }
        }
        changes.forEach(this::tell);
    }

    private void tell(Change change) {
        listeners.accept(listener -> {
            try {
                listener.changed(change.table() == null ? "" : change.table(), change.key());
            } catch (RuntimeException e) {
                // Of another bundle: the others have to hear of it all the same.
                LOG.error("A change of {} could not be taken over", change.table(), e);
            }
        });
    }

    @Deactivate
    void close() throws InterruptedException {
        stopped.countDown();
        var connection = listening;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("Already closed", e);
            }
        }
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }

    /** Looked up at that moment: a standing reference would have listeners and stores wait for each other. */
    private static void forEach(BundleContext context, Consumer<TableListener> each) {
        try {
            for (var reference : context.getServiceReferences(TableListener.class, null)) {
                var listener = context.getService(reference);
                if (listener != null) {
                    try {
                        each.accept(listener);
                    } finally {
                        context.ungetService(reference);
                    }
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter has no syntax", e);
        }
    }
}
