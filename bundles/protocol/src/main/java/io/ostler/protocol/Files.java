package io.ostler.protocol;

import io.ostler.model.InstanceId;
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

    /** @param mode POSIX permission bits, such as 0644 */
    public record Entry(String name, Kind kind, long size, Instant modified, int mode) {}

    public enum Sort {
        NAME,
        SIZE,
        MODIFIED
    }

    /** @param cursor from the page before, null for the first; {@code limit} 1 to 1000; folders come first */
    public record ListRequest(
            InstanceId instance, String path, @Nullable String cursor, int limit, Sort sort, boolean descending) {}

    /** @param next cursor of the next page, null on the last; {@code total} entries in the folder */
    public record Page(
            String path, List<Entry> entries, @Nullable String next, int total) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    public record PathRequest(InstanceId instance, String path) {}

    public record ReadTextRequest(InstanceId instance, String path, String encoding) {}

    /** @param etag changes whenever the file's content may have changed */
    public record Text(String path, String text, String encoding, String etag, Instant modified, long size) {}

    /** @param ifMatch the ETag that was read; null only to make a file that must not exist yet */
    public record WriteTextRequest(
            InstanceId instance,
            String path,
            String text,
            String encoding,
            @Nullable String ifMatch) {}

    public record Written(Entry entry, String etag) {}

    public record MoveRequest(InstanceId instance, String from, String to, boolean overwrite) {}

    public record DeleteRequest(InstanceId instance, List<String> paths) {
        public DeleteRequest {
            paths = List.copyOf(paths);
        }
    }
}
