package io.ostler.daemon.files.internal;

import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.Kind;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/** Attributes of files as entries for people. */
final class Entries {
    private Entries() {}

    static Entry of(String name, PosixFileAttributes attributes) {
        return new Entry(
                name,
                kind(attributes),
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                mode(attributes));
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
        for (var permission : attributes.permissions()) {
            mode |= 0400 >> permission.ordinal();
        }
        return mode;
    }

    static {
        // the bits above rest on the order of the JDK's constants
        if (PosixFilePermission.OWNER_READ.ordinal() != 0 || PosixFilePermission.OTHERS_EXECUTE.ordinal() != 8) {
            throw new IllegalStateException("order of PosixFilePermission");
        }
    }
}
