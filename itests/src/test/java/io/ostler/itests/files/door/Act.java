package io.ostler.itests.files.door;

/** What is done with a path. Files that an act writes hold {@link Door#CONTENT}. */
public enum Act {
    LIST,
    STAT,
    READ,
    WRITE,
    /** Cuts or lengthens a file. */
    RESIZE,
    MAKE_FOLDER,
    /** Gives it another name: {@link Door#OTHER}. */
    RENAME_FROM,
    /** Gives {@link Door#OWN} this name, over a file that has it. */
    RENAME_TO,
    /** Copies it into {@link Door#TARGET}. */
    COPY_FROM,
    /** Copies {@link Door#OWN} into it. */
    COPY_TO,
    MOVE_FROM,
    MOVE_TO,
    DELETE,
    TRASH,
    CHMOD,
    /** Makes a link to it. */
    LINK_TO,
    READ_LINK,
    SEARCH,
    VERSIONS,
    /** Takes it for an archive and extracts it. */
    EXTRACT_FROM,
    /** Extracts an archive into it. */
    EXTRACT_TO,
    /** Puts an archive under its name. */
    COMPRESS_TO
}
