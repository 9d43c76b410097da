package io.ostler.panel.rest.internal.filebody;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ostler.panel.api.instance.InstanceFiles;
import io.ostler.protocol.Files;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies about an instance's files; paths are relative, '/' between names. */
public final class FileBodies {
    private FileBodies() {}

    /** The kind of an entry by its name on the wire. */
    public enum Kind {
        @JsonProperty("file")
        FILE,
        @JsonProperty("folder")
        FOLDER,
        @JsonProperty("link")
        LINK,
        @JsonProperty("other")
        OTHER;

        public static Kind of(Files.Kind kind) {
            return switch (kind) {
                case FILE -> FILE;
                case FOLDER -> FOLDER;
                case LINK -> LINK;
                case OTHER -> OTHER;
            };
        }
    }

    /**
     * @param mode POSIX permission bits
     * @param owner account of the node's system, empty when it can't be told
     * @param writable whether the caller may change it
     */
    public record Entry(String name, Kind kind, long size, Instant modified, int mode, String owner, boolean writable) {
        public static Entry of(Files.Entry entry) {
            return new Entry(
                    entry.name(),
                    Kind.of(entry.kind()),
                    entry.size(),
                    entry.modified(),
                    entry.mode(),
                    entry.owner(),
                    entry.writable());
        }
    }

    /** @param next cursor of the next page, null on the last; {@code total} entries in the folder */
    public record Folder(
            String path,
            List<Entry> entries,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String next,

            int total) {

        public static Folder of(Files.Page page) {
            return new Folder(
                    page.path(), page.entries().stream().map(Entry::of).toList(), page.next(), page.total());
        }
    }

    public record Text(String path, String text, String encoding, String etag, Instant modified, long size) {
        public static Text of(Files.Text text) {
            return new Text(text.path(), text.text(), text.encoding(), text.etag(), text.modified(), text.size());
        }
    }

    public record TextChange(String text, String encoding) {}

    public record Written(Entry entry, String etag) {
        public static Written of(Files.Written written) {
            return new Written(Entry.of(written.entry()), written.etag());
        }
    }

    public record NewFolder(String path) {}

    public record Move(String from, String to, @Nullable Boolean overwrite) {}

    /** @param line and {@code text} of a hit in the content */
    public record Hit(
            String path,
            Entry entry,
            @Nullable Integer line,
            @Nullable String text) {
        static Hit of(Files.Hit hit) {
            boolean inside = hit.line() > 0;
            return new Hit(hit.path(), Entry.of(hit.entry()), inside ? hit.line() : null, inside ? hit.text() : null);
        }
    }

    /** @param complete false when the limit or the time ended it */
    public record Found(List<Hit> hits, boolean complete, long filesSeen) {
        public static Found of(Files.Found found) {
            return new Found(found.hits().stream().map(Hit::of).toList(), found.complete(), found.filesSeen());
        }
    }

    /** @param quota absent: no limit; {@code free} on the disk */
    public record Usage(long used, @Nullable Long quota, long trash, long versions, long free) {
        public static Usage of(Files.Usage usage) {
            return new Usage(usage.used(), usage.quota(), usage.trash(), usage.versions(), usage.free());
        }
    }

    /** @param host absent: the panel's own */
    public record SftpAccess(@Nullable String host, int port, String user, String fingerprint) {
        public static SftpAccess of(InstanceFiles.SftpAccess access) {
            return new SftpAccess(access.host(), access.port(), access.user(), access.fingerprint());
        }
    }
}
