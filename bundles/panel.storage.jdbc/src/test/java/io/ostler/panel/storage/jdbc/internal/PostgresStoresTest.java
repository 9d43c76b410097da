package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.api.storage.OpenDatabase;
import io.ostler.panel.storage.postgres.internal.PostgresProvider;
import io.ostler.testkit.postgres.PostgresCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Against a real PostgreSQL server where one is installed. */
@Tag("slow")
class PostgresStoresTest extends AllStoresContractTest {
    private PostgresCluster cluster;
    private OpenDatabase database;
    private Stores stores;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        cluster = PostgresCluster.start();
        cluster.describe(data, "postgres");
        database = new PostgresProvider().open(data);
        stores = new Stores(database.dataSource());
    }

    @AfterAll
    void stop() throws Exception {
        if (database != null) {
            database.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    Stores stores() {
        return stores;
    }
}
