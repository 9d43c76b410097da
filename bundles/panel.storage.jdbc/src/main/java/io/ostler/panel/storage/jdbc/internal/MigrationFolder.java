package io.ostler.panel.storage.jdbc.internal;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.osgi.framework.Bundle;

/** The migrations that a bundle brings, in the folder that its header {@code Ostler-Migrations} names. Stateless. */
public final class MigrationFolder {
    public static final String HEADER = "Ostler-Migrations";

    private MigrationFolder() {}

    /** In the order of their versions. */
    static List<Migration> read(Bundle bundle, String folder) throws IOException {
        var entries = bundle.findEntries(folder, "*.sql", false);
        return read(entries == null ? List.of() : Collections.list(entries));
    }

    public static List<Migration> read(List<URL> files) throws IOException {
        var migrations = new ArrayList<Migration>();
        for (var file : files) {
            var path = file.getPath();
            try (var in = file.openStream()) {
                migrations.add(Migration.of(
                        path.substring(path.lastIndexOf('/') + 1),
                        new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        migrations.sort(Comparator.comparingInt(Migration::version));
        for (int i = 1; i < migrations.size(); i++) {
            if (migrations.get(i).version() == migrations.get(i - 1).version()) {
                throw new IllegalArgumentException(
                        "Two migrations have the version " + migrations.get(i).version());
            }
        }
        return List.copyOf(migrations);
    }
}
