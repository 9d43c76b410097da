package io.ostler.itests.files;

import io.ostler.itests.Folders;
import io.ostler.itests.files.door.Door;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An instance's folder as it is before each act, and what must never change: folders and files outside of it.
 *
 * @param inside the instance's folder
 * @param outside canaries; a second one lies beside the instance's folder
 */
record Scenes(Path inside, Path outside) {
    static final String SECRET = "canary's secret";

    /** What a row adds. */
    interface Scene {
        void build(Path inside, Path outside) throws IOException, InterruptedException;
    }

    static Scenes of(Path inside, Path outside) throws IOException {
        Files.createDirectories(outside.resolve("folder"));
        Files.writeString(outside.resolve("secret.txt"), SECRET);
        Files.writeString(outside.resolve("folder/more.txt"), SECRET);
        Files.writeString(inside.resolveSibling("beside.txt"), SECRET);
        return new Scenes(inside, outside);
    }

    void build(Scene scene) throws IOException, InterruptedException {
        try (var entries = Files.list(inside)) {
            for (var entry : entries.toList()) {
                Folders.delete(entry);
                Files.deleteIfExists(entry);
            }
        }
        Files.writeString(inside.resolve(Door.OWN), "own");
        Files.createDirectories(inside.resolve(Door.TARGET));
        Files.createDirectories(inside.resolve("sub"));
        Files.writeString(inside.resolve("sub/inner.txt"), "inner");
        scene.build(inside, outside);
    }

    /** Kind, mode, times and content of all that must not change. */
    TreeMap<String, String> canaries() throws IOException {
        var all = inventory(outside, true);
        all.put("beside", describe(inside.resolveSibling("beside.txt"), true));
        return all;
    }

    /** The instance's folder without times, which reading may change nowhere and refused writing must not either. */
    TreeMap<String, String> inventory() throws IOException {
        return inventory(inside, false);
    }

    private static TreeMap<String, String> inventory(Path root, boolean times) throws IOException {
        var all = new TreeMap<String, String>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                all.put(root.relativize(folder) + "/", describe(folder, times));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                all.put(root.relativize(file).toString(), describe(file, times));
                return FileVisitResult.CONTINUE;
            }
        });
        return all;
    }

    private static String describe(Path path, boolean times) throws IOException {
        var attributes = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        var text = attributes.permissions() + " " + attributes.owner()
                + (times ? " " + attributes.lastModifiedTime() : "");
        if (attributes.isSymbolicLink()) {
            return "link " + Files.readSymbolicLink(path);
        }
        if (attributes.isRegularFile() && attributes.size() < 1 << 20) {
            return text + " " + Arrays.hashCode(Files.readAllBytes(path)) + " " + attributes.size();
        }
        return text + (attributes.isDirectory() ? " folder" : attributes.isOther() ? " special" : " large");
    }

    /** Files in the instance's folder that hold one of the secrets. */
    Set<String> secrets() throws IOException {
        var found = new TreeSet<String>();
        for (var name : inventory().keySet()) {
            var path = inside.resolve(name);
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(path) < 1 << 20
                    && new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(SECRET)) {
                found.add(name);
            }
        }
        return found;
    }

    static void run(String... command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
