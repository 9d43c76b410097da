package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.storage.derby.internal.DerbyDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DerbySchemaHistoryTest extends SchemaHistoryContractTest {
    private DerbyDatabase database;

    @BeforeAll
    void open(@TempDir Path folder) {
        database = Stores.derby(folder);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Override
    DataSource source() {
        return database.dataSource();
    }
}
