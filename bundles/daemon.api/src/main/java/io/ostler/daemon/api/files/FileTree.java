package io.ostler.daemon.api.files;

import io.ostler.protocol.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The files of one instance as one person may use them. Every path is relative to the instance's folder ('/' between
 * names, {@code ""} is the folder) and is resolved name by name beneath a directory handle, never through a link, so
 * neither its text nor a swap of folders in mid-operation leads outside. Every operation holds to the person's
 * {@link io.ostler.model.FileRights} and to the instance's {@link io.ostler.model.FilePolicy}. Thread-safe; blocks for
 * the disk. Errors are {@link io.ostler.model.OstlerException}: {@code PATH_INVALID} (empty names, {@code .},
 * {@code ..}, absolute, NUL, control characters, backslash, over 4096 bytes), {@code PATH_OUTSIDE_ROOT} (through a
 * link), {@code FILE_NOT_FOUND} (also what is hidden), {@code FILE_EXISTS}, {@code NOT_A_FILE}, {@code NOT_A_FOLDER},
 * {@code FILE_ACCESS_DENIED} (no right to change it, or refused by the system), {@code FILE_DENIED} (a denied pattern),
 * {@code QUOTA_EXCEEDED}, {@code DISK_FULL}.
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
     * Replaces or makes a text file: temporary file, fsync, rename. Keeps the mode of the old file, and its content as
     * a version.
     *
     * @param ifMatch ETag of the content it replaces ({@code FILE_CHANGED} otherwise); null: must not exist yet
     */
    Files.Written writeText(String path, String text, String encoding, @Nullable String ifMatch);

    /** {@code FILE_EXISTS} when something has the name. */
    Files.Entry makeFolder(String path);

    /** Renames or moves one entry; {@code FILE_EXISTS} unless {@code overwrite} and the target is a file. */
    Files.Entry rename(String from, String to, boolean overwrite);

    /**
     * Removes one file, link or empty folder for good, as file protocols do; {@code FOLDER_NOT_EMPTY}.
     */
    void remove(String path);

    /** Permission bits of one file or folder, never through a link ({@code NOT_A_FILE}); 0 to 0777. */
    void changeMode(String path, int mode);

    /** Sets when a file or folder was last changed; never through a link. */
    void changeModified(String path, Instant modified);

    /**
     * What a link says, as text, which is never followed; empty when it can't be told.
     *
     * @throws io.ostler.model.OstlerException {@code NOT_A_FILE} when it isn't a link, if the tree can tell
     */
    default Optional<String> linkTarget(String path) {
        return Optional.empty();
    }

    /** Everything beneath a folder, depth first, a folder before its content; links are visited, never followed. */
    void walk(String path, Visitor visitor);

    /** Names and contents; ends by itself after the limit or ten seconds. */
    Files.Found search(Files.SearchRequest request);

    Files.Usage usage();

    // ---- long work; call on a thread of a task

    /** Copies entries into a folder of this or another tree of the same daemon. Stops at the first error. */
    void copy(List<String> paths, FileTree target, String folder, Files.Conflict conflict, Work work);

    /** Moves entries; across instances they are copied, made durable, then removed. Stops at the first error. */
    void move(List<String> paths, FileTree target, String folder, Files.Conflict conflict, Work work);

    /**
     * Deletes files, links and whole folders. Stops at the first error; what was removed stays removed.
     *
     * @param forever not into the trash
     */
    void delete(List<String> paths, boolean forever, Work work);

    /** As {@link #changeMode(String, int)} for many; see {@link Files.ModeRequest}. */
    void changeMode(List<String> paths, int mode, boolean recursive, Work work);

    // ---- trash and versions

    Files.Trash trash();

    /** Puts items back where they were; folders that are gone are made again. */
    void restore(List<String> ids, Files.Conflict conflict, Work work);

    /** Removes items of the trash for good; an empty list means all. */
    void purge(List<String> ids, Work work);

    /** Former contents of a text file, newest first. */
    Files.Versions versions(String path);

    Files.Text readVersion(String path, String version, String encoding);

    Files.Written restoreVersion(String path, String version);

    // ---- bytes

    /**
     * Begins a file beside its target, invisible under the target's name until {@link Upload#commit}.
     *
     * @param size the announced length, -1 when unknown; refused at once when disk or quota can't hold it
     * @param conflict {@code FAIL}, {@code OVERWRITE} or {@code RENAME}, judged at the end
     */
    Upload upload(String path, long size, Files.Conflict conflict);

    /** Makes everything durable that was done before; the end of work that made many files by {@link Upload#place}. */
    void flush();

    /** Opens a regular file for reading; {@code NOT_A_FILE} for anything else, without ever blocking on it. */
    Download download(String path);

    /**
     * Opens a regular file for reading and writing in place, for protocols with offsets (SFTP). Every byte beyond the
     * file's present end counts against the quota before it is written.
     *
     * @param create whether it is made when it isn't there ({@code FILE_NOT_FOUND} otherwise)
     * @param exclusive {@code FILE_EXISTS} when it is there
     * @param truncate whether it begins empty
     */
    RandomFile open(String path, boolean create, boolean exclusive, boolean truncate);

    /** The uploads that survive connections and restarts. */
    ResumableUploads uploads();

    /** Told of each entry of a {@link #walk}. */
    interface Visitor {
        /**
         * @param path relative to the instance's folder
         * @return false to pass over what is beneath a folder
         */
        boolean visit(String path, Files.Entry entry);
    }

    /** What long work tells of itself and asks. */
    interface Work {
        /** So much more is done; {@code path} is what it is at. Also throws {@code TASK_CANCELLED} when it should end. */
        void advance(long bytes, int entries, String path);

        /** A line for people: what was left out and why. */
        void note(String line);

        /** Does the work without telling anybody. */
        Work QUIET = new Work() {
            @Override
            public void advance(long bytes, int entries, String path) {}

            @Override
            public void note(String line) {}
        };
    }
}
