package io.ostler.protocol;

import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages about an instance's files. Paths are relative, '/' between names, {@code ""} for the instance's folder. */
public final class Files {
    private Files() {}

    public enum Kind {
        FILE,
        FOLDER,
        LINK,
        /** Sockets, devices, pipes: shown, never opened. */
        OTHER
    }

    /**
     * @param mode POSIX permission bits, such as 0644
     * @param owner account of the node's system that owns it, empty when it can't be told
     * @param writable whether the person who asked may change it (rights and denied patterns, not the mode)
     */
    public record Entry(
            String name, Kind kind, long size, Instant modified, int mode, String owner, boolean writable) {}

    public enum Sort {
        NAME,
        SIZE,
        MODIFIED
    }

    /** What to do when a target's name is taken. */
    public enum Conflict {
        /** The whole operation stops there with {@code FILE_EXISTS}. */
        FAIL,
        /** Leave what is there; noted in the task's log. */
        SKIP,
        /** Files are replaced (the old one goes to the trash), folders merge. */
        OVERWRITE,
        /** The new one gets a free name: {@code name (2).txt}. */
        RENAME
    }

    /** @param cursor from the page before, null for the first; {@code limit} 1 to 1000; folders come first */
    public record ListRequest(
            InstanceId instance,
            FileRights rights,
            String path,
            @Nullable String cursor,
            int limit,
            Sort sort,
            boolean descending) {}

    /** @param next cursor of the next page, null on the last; {@code total} entries in the folder */
    public record Page(
            String path, List<Entry> entries, @Nullable String next, int total) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    public record PathRequest(InstanceId instance, FileRights rights, String path) {}

    /** @param encoding a Java charset name, or empty: by byte order mark, else UTF-8 */
    public record ReadTextRequest(InstanceId instance, FileRights rights, String path, String encoding) {}

    /** @param etag changes whenever the file's content may have changed; {@code encoding} is the one that was used */
    public record Text(String path, String text, String encoding, String etag, Instant modified, long size) {}

    /**
     * @param ifMatch the ETag that was read; null only to make a file that must not exist yet
     * @param user who gets named at the version that this replaces
     */
    public record WriteTextRequest(
            InstanceId instance,
            FileRights rights,
            String path,
            String text,
            String encoding,
            @Nullable String ifMatch,
            UserId user) {}

    public record Written(Entry entry, String etag) {}

    public record MoveRequest(InstanceId instance, FileRights rights, String from, String to, boolean overwrite) {}

    // ---- long work

    /**
     * Copies or moves entries into a folder, of the same instance or of another one on the same node.
     *
     * @param target the other instance, with the person's rights there; null: the same
     * @param folder where they go; must exist
     */
    public record TransferRequest(
            InstanceId instance,
            FileRights rights,
            List<String> paths,
            @Nullable Place target,
            String folder,
            Conflict conflict,
            UserId user) {
        public TransferRequest {
            paths = List.copyOf(paths);
        }
    }

    public record Place(InstanceId instance, FileRights rights) {}

    /** @param forever not into the trash */
    public record DeleteRequest(
            InstanceId instance, FileRights rights, List<String> paths, boolean forever, UserId user) {
        public DeleteRequest {
            paths = List.copyOf(paths);
        }
    }

    /**
     * @param mode 0 to 0777; set-user-id, set-group-id and sticky bits are refused
     * @param recursive also everything beneath folders; they get the execute bit wherever {@code mode} lets read
     */
    public record ModeRequest(
            InstanceId instance, FileRights rights, List<String> paths, int mode, boolean recursive, UserId user) {
        public ModeRequest {
            paths = List.copyOf(paths);
        }
    }

    public enum ArchiveFormat {
        ZIP,
        TAR,
        TAR_GZ,
        TAR_ZST
    }

    /** @param paths entries of one folder; {@code to} the archive to make */
    public record CompressRequest(
            InstanceId instance,
            FileRights rights,
            List<String> paths,
            String to,
            ArchiveFormat format,
            Conflict conflict,
            UserId user) {
        public CompressRequest {
            paths = List.copyOf(paths);
        }
    }

    /**
     * @param path the archive; its kind is told from its content
     * @param folder where it goes; made when it isn't there
     * @param encoding of names in archives that don't say, a Java charset name
     */
    public record ExtractRequest(
            InstanceId instance,
            FileRights rights,
            String path,
            String folder,
            String encoding,
            Conflict conflict,
            UserId user) {}

    /**
     * @param url http or https
     * @param name of the file; null: as the server says, else from the address
     * @param sha256 what it must be, 64 hexadecimal digits; null: anything
     */
    public record FetchRequest(
            InstanceId instance,
            FileRights rights,
            String url,
            String folder,
            @Nullable String name,
            @Nullable String sha256,
            Conflict conflict,
            UserId user) {}

    // ---- search

    /**
     * @param path folder to search beneath
     * @param name part of the name, or a pattern with {@code *} and {@code ?}; empty: any
     * @param content text in files of at most 16 MiB that aren't binary; empty: don't look inside
     * @param regex whether {@code content} is a regular expression (linear-time dialect or with a time limit)
     * @param limit 1 to 1000 hits
     */
    public record SearchRequest(
            InstanceId instance,
            FileRights rights,
            String path,
            String name,
            String content,
            boolean regex,
            boolean matchCase,
            int limit) {}

    /** @param line 1-based line number and its text (at most 300 characters) for a hit in the content, else 0 and "" */
    public record Hit(String path, Entry entry, int line, String text) {}

    /** @param complete false when the limit or the time ended it */
    public record Found(List<Hit> hits, boolean complete, long filesSeen) {
        public Found {
            hits = List.copyOf(hits);
        }
    }

    /**
     * Bytes.
     *
     * @param used by everything of the instance's folder, trash and versions included
     * @param quota null: no limit
     * @param free on the disk
     */
    public record Usage(long used, @Nullable Long quota, long trash, long versions, long free) {}

    // ---- trash and versions

    /** @param path where it was; {@code user} null when the house itself put it there */
    public record TrashItem(
            String id,
            String path,
            Kind kind,
            long size,
            Instant deleted,
            @Nullable UserId user,
            Instant expires) {}

    /** Newest first. */
    public record Trash(List<TrashItem> items) {
        public Trash {
            items = List.copyOf(items);
        }
    }

    /** @param ids of the items; empty: all (purge only) */
    public record TrashRequest(
            InstanceId instance, FileRights rights, List<String> ids, Conflict conflict, UserId user) {
        public TrashRequest {
            ids = List.copyOf(ids);
        }
    }

    /** @param at when this content was replaced; {@code user} who replaced it, null when unknown */
    public record Version(
            String id, Instant at, long size, @Nullable UserId user) {}

    public record Versions(String path, List<Version> versions) {
        public Versions {
            versions = List.copyOf(versions);
        }
    }

    /** @param encoding as in {@link ReadTextRequest} */
    public record VersionRequest(
            InstanceId instance, FileRights rights, String path, String version, String encoding, UserId user) {}
}
