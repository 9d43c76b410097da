package io.ostler.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What tests do with folders. */
public final class Folders {
    private Folders() {}

    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    /** Everything beneath it with its size, sorted: equal lists mean that nothing was written. */
    public static List<String> inventory(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.sorted()
                    .map(path -> folder.relativize(path) + " "
                            + (Files.isRegularFile(path) ? path.toFile().length() : "/"))
                    .toList();
        }
    }
}
