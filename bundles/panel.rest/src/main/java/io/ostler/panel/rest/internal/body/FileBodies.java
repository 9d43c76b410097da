package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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

        static Kind of(Files.Kind kind) {
            return switch (kind) {
                case FILE -> FILE;
                case FOLDER -> FOLDER;
                case LINK -> LINK;
                case OTHER -> OTHER;
            };
        }
    }

    /** @param mode POSIX permission bits */
    public record Entry(String name, Kind kind, long size, Instant modified, int mode) {
        public static Entry of(Files.Entry entry) {
            return new Entry(entry.name(), Kind.of(entry.kind()), entry.size(), entry.modified(), entry.mode());
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

    public record Deletion(List<String> paths) {}
}
