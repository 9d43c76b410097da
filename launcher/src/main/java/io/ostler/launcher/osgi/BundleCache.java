package io.ostler.launcher.osgi;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Felix's copies of the installed bundles, below the data folder. Made from the distribution and thrown away whenever
 * that changes: nothing in it is worth keeping.
 *
 * <p>Its stamp is written after the last bundle is installed and synced, so that a first start that was cut off counts
 * as none. Confined to the starting thread.
 */
record BundleCache(Path folder, Path stamp) {

    static BundleCache in(Path data) {
        Path karaf = data.resolve("karaf");
        return new BundleCache(karaf.resolve("cache"), karaf.resolve("build"));
    }

    boolean isMadeFrom(String build) {
        try {
            return Files.readString(stamp).strip().equals(build);
        } catch (IOException e) {
            return false;
        }
    }

    void markAsMadeFrom(String build) throws IOException {
        Files.writeString(stamp, build + "\n");
    }

    void clear() throws IOException {
        Files.deleteIfExists(stamp);
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
