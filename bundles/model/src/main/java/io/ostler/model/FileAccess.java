package io.ostler.model;

/** What somebody may do with a file or folder; each level includes the ones before it. */
public enum FileAccess {
    /** It isn't there for them: not listed, and every operation answers {@link ErrorCode#FILE_NOT_FOUND}. */
    HIDE,
    /** List, read, download, copy from. */
    READ,
    /** Make, change, rename, delete. */
    WRITE;

    public boolean allows(FileAccess wanted) {
        return compareTo(wanted) >= 0;
    }

    /** The lesser of the two. */
    public FileAccess atMost(FileAccess other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
