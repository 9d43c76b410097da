package io.ostler.panel.storage.jdbc.internal;

import io.ostler.testkit.postgres.PostgresCluster;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.ds.PGSimpleDataSource;

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
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {cluster.port()});
        source.setDatabaseName("postgres");
        source.setUser("ostler");
        return source;
    }
}
