package io.ostler.daemon.files.internal;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.Kind;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/** Attributes of files as entries for people. */
final class Entries {
    private static final List<PosixFilePermission> FROM_HIGH_TO_LOW = List.of(
            OWNER_READ,
            OWNER_WRITE,
            OWNER_EXECUTE,
            GROUP_READ,
            GROUP_WRITE,
            GROUP_EXECUTE,
            OTHERS_READ,
            OTHERS_WRITE,
            OTHERS_EXECUTE);

    private Entries() {}

    static Entry of(String name, PosixFileAttributes attributes) {
        return new Entry(
                name,
                kind(attributes),
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                mode(attributes),
                attributes.owner().getName(),
                true);
    }

    private static Kind kind(PosixFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return Kind.LINK;
        }
        if (attributes.isDirectory()) {
            return Kind.FOLDER;
        }
        return attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
    }

    private static int mode(PosixFileAttributes attributes) {
        int mode = 0;
        for (var permission : FROM_HIGH_TO_LOW) {
            mode = mode << 1 | (attributes.permissions().contains(permission) ? 1 : 0);
        }
        return mode;
    }
}
