package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.ErrorCode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates the tables of every active bundle that brings migrations, then publishes the database once more with
 * {@code ostler.schema} = that bundle's symbolic name: who asks for it gets a database in which its own tables are
 * ready. Works on the thread that starts the bundle or brings the database. Thread-safe.
 */
@Component(
        service = {},
        immediate = true)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"javax.sql.DataSource\"",
        effective = "active")
public final class SchemaPublisher implements BundleTrackerCustomizer<ServiceRegistration<DataSource>> {
    private static final Logger log = LoggerFactory.getLogger(SchemaPublisher.class);

    private final BundleContext context;
    private final DataSource source;
    private final SchemaHistory history;
    private final BundleTracker<ServiceRegistration<DataSource>> bundles;

    @Activate
    public SchemaPublisher(BundleContext context, @Reference(target = "(ostler.storage=*)") DataSource source) {
        this.context = context;
        this.source = source;
        history = new SchemaHistory(source);
        bundles = new BundleTracker<>(context, Bundle.STARTING | Bundle.ACTIVE, this);
        bundles.open();
    }

    @Deactivate
    void close() {
        bundles.close();
    }

    @Override
    public @Nullable ServiceRegistration<DataSource> addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        var folder = bundle.getHeaders("").get(MigrationFolder.HEADER);
        return folder == null || !migrate(bundle, folder) ? null : publish(bundle);
    }

    @Override
    public void modifiedBundle(
            Bundle bundle, @Nullable BundleEvent event, ServiceRegistration<DataSource> registration) {
        // STARTING to ACTIVE: nothing new.
    }

    @Override
    public void removedBundle(
            Bundle bundle, @Nullable BundleEvent event, ServiceRegistration<DataSource> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            log.debug("The framework took the service away already", e);
        }
    }

    private boolean migrate(Bundle bundle, String folder) {
        try {
            history.requireComplete();
            int count = history.migrate(bundle.getSymbolicName(), MigrationFolder.read(bundle, folder));
            if (count > 0) {
                log.info("Tables of {} are ready, {} migrations applied", bundle.getSymbolicName(), count);
            }
            return true;
        } catch (SQLException e) {
            // The database's own words: a migration holds no one's data.
            fail(bundle, new SqlFailure(e).code(), e);
        } catch (IOException | IllegalArgumentException | SchemaHistory.SchemaMismatchException e) {
            fail(bundle, ErrorCode.STORAGE_FAILED, e);
        }
        return false;
    }

    private static void fail(Bundle bundle, ErrorCode code, Exception cause) {
        log.error(
                "{} The tables of {} could not be made ready: {}", code, bundle.getSymbolicName(), cause.getMessage());
        log.debug("The migration failed", cause);
    }

    private ServiceRegistration<DataSource> publish(Bundle bundle) {
        var properties = FrameworkUtil.asDictionary(Map.of("ostler.schema", bundle.getSymbolicName()));
        return context.registerService(DataSource.class, source, properties);
    }
}
