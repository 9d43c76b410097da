package io.ostler.panel.storage.jdbc.internal;

import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Against a real PostgreSQL server where one is installed. */
class PostgresSchemaHistoryTest extends SchemaHistoryContractTest {
    private PostgresCluster cluster;

    @BeforeAll
    void start() throws Exception {
        cluster = PostgresCluster.start();
    }

    @AfterAll
    void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    DataSource source() {
        return cluster.dataSource();
    }
}
