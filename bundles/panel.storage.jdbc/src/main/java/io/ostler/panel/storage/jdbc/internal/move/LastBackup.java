package io.ostler.panel.storage.jdbc.internal.move;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** When the last backup was made, wherever it went: {@code DATA/panel/last-backup}. Stateless. */
public final class LastBackup {
    private LastBackup() {}

    /** Null where none is known. */
    public static @Nullable Instant in(Path data) throws IOException {
        var file = file(data);
        if (Files.notExists(file)) {
            return null;
        }
        try {
            return Instant.parse(Files.readString(file).strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    static void made(Path data, Instant at) throws IOException {
        Files.writeString(file(data), at + "\n");
    }

    private static Path file(Path data) {
        return data.resolve("panel").resolve("last-backup");
    }
}
