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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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

    static Entry of(String name, PosixFileAttributes attributes, boolean isWritable) {
        return of(name, attributes, attributes.owner().getName(), isWritable);
    }

    static Entry of(String name, PosixFileAttributes attributes, String owner, boolean isWritable) {
        return new Entry(
                name,
                kind(attributes),
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                mode(attributes),
                owner,
                isWritable);
    }

    static Kind kind(PosixFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return Kind.LINK;
        }
        if (attributes.isDirectory()) {
            return Kind.FOLDER;
        }
        return attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
    }

    static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < FROM_HIGH_TO_LOW.size(); i++) {
            if ((mode & (0400 >> i)) != 0) {
                permissions.add(FROM_HIGH_TO_LOW.get(i));
            }
        }
        return permissions;
    }

    private static int mode(PosixFileAttributes attributes) {
        int mode = 0;
        for (var permission : FROM_HIGH_TO_LOW) {
            mode = mode << 1 | (attributes.permissions().contains(permission) ? 1 : 0);
        }
        return mode;
    }
}
