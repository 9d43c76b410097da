package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.storage.derby.internal.DerbyDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DerbyStoresTest extends AllStoresContractTest {
    private DerbyDatabase database;
    private Stores stores;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        database = Stores.derby(folder);
        stores = new Stores(database.dataSource());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Override
    Stores stores() {
        return stores;
    }
}
