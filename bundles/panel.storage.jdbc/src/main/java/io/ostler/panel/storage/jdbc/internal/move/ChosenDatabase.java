package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.panel.api.storage.DatabaseProvider;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** Which database the panel uses: the line {@code storage} of {@code DATA/panel/database.cfg}. Stateless. */
final class ChosenDatabase {
    private static final Pattern LINE = Pattern.compile("\\s*storage\\s*[=:].*");

    private ChosenDatabase() {}

    static String name(Path data) throws IOException {
        var properties = new Properties();
        if (Files.exists(file(data))) {
            try (var in = Files.newBufferedReader(file(data))) {
                properties.load(in);
            }
        }
        return properties.getProperty("storage", "derby").strip();
    }

    static DatabaseProvider provider(String name) throws Refused {
        for (var provider : ServiceLoader.load(DatabaseProvider.class)) {
            if (provider.name().equals(name)) {
                return provider;
            }
        }
        throw new Refused("There is no database " + name + "; it has to be derby or postgres.");
    }

    /** Changes that line and leaves the others. */
    static void choose(Path data, String name) throws IOException {
        var lines = Files.exists(file(data)) ? Files.readAllLines(file(data)) : List.<String>of();
        var next = choosing(lines, name);
        var fresh = file(data).resolveSibling("database.cfg.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, next, StandardCharsets.UTF_8);
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Those lines with that choice. */
    static List<String> choosing(List<String> lines, String name) {
        var next = new ArrayList<>(lines);
        next.removeIf(line -> LINE.matcher(line).matches());
        next.addFirst("storage = " + name);
        return next;
    }

    private static Path file(Path data) {
        return data.resolve("panel").resolve("database.cfg");
    }
}
