package io.ostler.panel.storage.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ostler.panel.storage.derby.internal.DerbyDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Bundles that bring tables, in a real OSGi framework. */
class SchemaPublisherTest {
    private static final String PLUGIN = "com.example.plugin";

    @TempDir
    Path folder;

    private DerbyDatabase database;
    private Framework framework;
    private BundleContext context;
    private SchemaPublisher publisher;

    @BeforeEach
    void start() throws Exception {
        database = Stores.derby(folder);
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", folder.resolve("osgi").toString()));
        framework.start();
        context = framework.getBundleContext();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
        database.close();
    }

    @Test
    void aBundlesDatabaseAppearsWithItsTablesAndGoesWithTheBundle() throws Exception {
        publisher = new SchemaPublisher(context, database.dataSource());
        var plugin = install("db/migration", Map.of("db/migration/V1__make.sql", "CREATE TABLE thing (id INTEGER)"));
        assertNull(schema(), "not before the bundle starts");
        plugin.start();
        assertEquals(0, count(context.getService(schema())));
        plugin.stop();
        assertNull(schema());
        plugin.start();
        assertNotNull(schema());
    }

    @Test
    void bundlesThatWereActiveBeforeGetTheirTablesToo() throws Exception {
        install("sql", Map.of("sql/V1__make.sql", "CREATE TABLE thing (id INTEGER)"))
                .start();
        publisher = new SchemaPublisher(context, database.dataSource());
        assertNotNull(schema());
        publisher.close();
        assertNull(schema());
    }

    @Test
    void aBundleWhoseMigrationFailsGetsNoDatabaseAndDisturbsNobody() throws Exception {
        publisher = new SchemaPublisher(context, database.dataSource());
        var plugin = install("db", Map.of("db/V1__make.sql", "CREATE TABLE thing (id NONSENSE)"));
        plugin.start();
        assertEquals(Bundle.ACTIVE, plugin.getState());
        assertNull(schema());
    }

    @Test
    void aBundleWithoutTheHeaderIsLeftAlone() throws Exception {
        publisher = new SchemaPublisher(context, database.dataSource());
        install(null, Map.of("db/migration/V1__make.sql", "CREATE TABLE thing (id INTEGER)"))
                .start();
        assertNull(schema());
    }

    private ServiceReference<DataSource> schema() throws Exception {
        return context.getServiceReferences(DataSource.class, "(ostler.schema=" + PLUGIN + ")").stream()
                .findFirst()
                .orElse(null);
    }

    private Bundle install(String migrations, Map<String, String> files) throws Exception {
        var manifest = new Manifest();
        var headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", PLUGIN);
        if (migrations != null) {
            headers.putValue("Ostler-Migrations", migrations);
        }
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            for (var file : files.entrySet()) {
                jar.putNextEntry(new JarEntry(file.getKey()));
                jar.write(file.getValue().getBytes());
            }
        }
        return context.installBundle("test:plugin", new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static int count(DataSource source) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM thing")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
