package io.ostler.panel.storage.jdbc.internal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Against a real PostgreSQL server where one is installed. */
class PostgresStoresTest extends AllStoresContractTest {
    private PostgresCluster cluster;
    private Stores stores;

    @BeforeAll
    void start() throws Exception {
        cluster = PostgresCluster.start();
        stores = new Stores(cluster.dataSource());
    }

    @AfterAll
    void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    Stores stores() {
        return stores;
    }
}
