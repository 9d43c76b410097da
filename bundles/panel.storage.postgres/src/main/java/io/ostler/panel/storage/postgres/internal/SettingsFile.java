package io.ostler.panel.storage.postgres.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * {@code DATA/panel/database.cfg}: which database the panel uses from its next start on. In the data folder and not in
 * {@code etc}, because a new version of the program comes with a new {@code etc}, and because it holds a password.
 * Stateless.
 */
final class SettingsFile {
    private final Path file;

    SettingsFile(Path data) {
        file = data.resolve("panel").resolve("database.cfg");
    }

    Path path() {
        return file;
    }

    /** What the file says; nothing where there is none. */
    Properties read() throws IOException {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                properties.load(in);
            }
        }
        return properties;
    }
}
