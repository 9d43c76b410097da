package io.ostler.itests.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk of its own, for tests that fill it. Needs root. */
record Disks(Path folder) implements AutoCloseable {

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    static Disks mount(Path folder, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Scenes.run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m,mode=755", "ostler-test", folder.toString());
        return new Disks(folder);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Scenes.run("umount", "-l", folder.toString());
    }
}
