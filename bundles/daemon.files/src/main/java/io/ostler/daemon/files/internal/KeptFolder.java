package io.ostler.daemon.files.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** A private folder of the daemon beside an instance's files, made when it is first needed. Immutable. */
record KeptFolder(Path path) {
    private static final SecureRandom RANDOM = new SecureRandom();

    boolean isThere() {
        return Files.isDirectory(path);
    }

    Folder open() throws IOException {
        if (!isThere()) {
            try {
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                // made by another thread
            }
            try (var above = Folder.ofTrusted(path.resolve(".."))) {
                above.sync();
            }
        }
        return Folder.ofTrusted(path);
    }

    /** 128 random bits. */
    static String newId() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
