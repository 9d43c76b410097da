package io.ostler.daemon.api.files;

import io.ostler.protocol.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The files of one instance. Every path is relative to its folder ('/' between names, {@code ""} is the folder) and is
 * resolved name by name beneath a directory handle, never through a link, so neither its text nor a swap of folders in
 * mid-operation leads outside. Thread-safe; blocks for the disk. Errors are
 * {@link io.ostler.model.OstlerException}: {@code PATH_INVALID} (empty names, {@code .}, {@code ..}, absolute, NUL,
 * control characters, backslash, over 4096 bytes), {@code PATH_OUTSIDE_ROOT} (through a link), {@code FILE_NOT_FOUND},
 * {@code FILE_EXISTS}, {@code NOT_A_FILE}, {@code NOT_A_FOLDER}, {@code FILE_ACCESS_DENIED}, {@code DISK_FULL}.
 */
@ProviderType
public interface FileTree {

    /** Folders first, then by {@code sort}; names compared without case. {@code limit} 1 to 1000. */
    Files.Page list(String path, @Nullable String cursor, int limit, Files.Sort sort, boolean descending);

    /** What is there, without following a link. */
    Files.Entry entry(String path);

    /** {@code FILE_TOO_LARGE} over 4 MiB, {@code FILE_NOT_TEXT} when it doesn't decode in that encoding. */
    Files.Text readText(String path, String encoding);

    /**
     * Replaces or makes a text file: temporary file, fsync, rename. Keeps the mode of the old file.
     *
     * @param ifMatch ETag of the content it replaces ({@code FILE_CHANGED} otherwise); null: must not exist yet
     */
    Files.Written writeText(String path, String text, String encoding, @Nullable String ifMatch);

    /** {@code FILE_EXISTS} when something has the name. */
    Files.Entry makeFolder(String path);

    /** {@code FILE_EXISTS} unless {@code overwrite} and the target is a file. */
    Files.Entry move(String from, String to, boolean overwrite);

    /** Removes files, links and whole folders. Stops at the first error; what was removed stays removed. */
    void delete(List<String> paths);

    /**
     * Begins an upload beside its target, invisible under the target's name until {@link Upload#commit}.
     *
     * @param size the announced length, -1 when unknown; refused at once when the disk can't hold it
     * @param overwrite whether a file of that name is replaced at the end
     */
    Upload upload(String path, long size, boolean overwrite);

    /** Opens a regular file for reading; {@code NOT_A_FILE} for anything else, without ever blocking on it. */
    Download download(String path);
}
