package io.ostler.panel.storage.derby.internal;

import io.ostler.panel.api.storage.DatabaseProvider;
import io.ostler.panel.api.storage.OpenDatabase;
import java.nio.file.Path;

/** The embedded database in {@code DATA/panel/db}. Stateless. */
public final class DerbyProvider implements DatabaseProvider {
    private static final int CONNECTIONS = 2;

    @Override
    public String name() {
        return "derby";
    }

    @Override
    public String place(Path data) {
        return "Derby database in " + data.resolve("panel").resolve("db");
    }

    @Override
    public OpenDatabase open(Path data) {
        return DerbyDatabase.open(data.resolve("panel"), data.resolve("log"), CONNECTIONS);
    }
}
