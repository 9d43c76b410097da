package io.ostler.panel.api.instance;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.protocol.Files.ArchiveFormat;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.Found;
import io.ostler.protocol.Files.Page;
import io.ostler.protocol.Files.Sort;
import io.ostler.protocol.Files.Text;
import io.ostler.protocol.Files.Trash;
import io.ostler.protocol.Files.Usage;
import io.ostler.protocol.Files.Versions;
import io.ostler.protocol.Files.Written;
import io.ostler.protocol.Tasks.Snapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Files of an instance, through its daemon; {@code FILES_READ} or {@code FILES_WRITE}, and the person's
 * {@link io.ostler.model.FileRights} in every request. Thread-safe. Errors as the daemon's file tree gives them, and
 * {@code NODE_AWAY}, {@code NODE_TIMEOUT}. Meanings as in {@link io.ostler.protocol.DaemonFiles}.
 */
@ProviderType
public interface InstanceFiles {

    /** What to list and how. */
    record Listing(String path, @Nullable String cursor, int limit, Sort sort, boolean descending) {}

    /** What to look for. */
    record Search(String path, String name, String content, boolean regex, boolean matchCase, int limit) {}

    /** @param target the other instance, null: the same */
    record Transfer(List<String> paths, @Nullable InstanceId target, String folder, Conflict conflict) {}

    record Compression(List<String> paths, String to, ArchiveFormat format, Conflict conflict) {}

    record Extraction(String path, String folder, String encoding, Conflict conflict) {}

    record Fetch(
            String url,
            String folder,
            @Nullable String name,
            @Nullable String sha256,
            Conflict conflict) {}

    /**
     * How to reach the files over SFTP.
     *
     * @param host null: the panel's own
     * @param user name to sign in with: the person's name, a dot, the instance's id
     */
    record SftpAccess(@Nullable String host, int port, String user, String fingerprint) {}

    /** {@code CAPABILITY_MISSING} where the node has no SFTP, {@code NODE_AWAY} when it was never linked. */
    SftpAccess sftp(Caller caller, InstanceId id);

    CompletableFuture<Page> list(Caller caller, InstanceId id, Listing listing);

    CompletableFuture<Text> readText(Caller caller, InstanceId id, String path, String encoding);

    CompletableFuture<Written> writeText(
            Caller caller, InstanceId id, String path, String text, String encoding, @Nullable String ifMatch);

    CompletableFuture<Entry> makeFolder(Caller caller, InstanceId id, String path);

    CompletableFuture<Entry> rename(Caller caller, InstanceId id, String from, String to, boolean overwrite);

    CompletableFuture<Found> search(Caller caller, InstanceId id, Search search);

    CompletableFuture<Usage> usage(Caller caller, InstanceId id);

    CompletableFuture<Snapshot> copy(Caller caller, InstanceId id, Transfer transfer);

    CompletableFuture<Snapshot> move(Caller caller, InstanceId id, Transfer transfer);

    CompletableFuture<Snapshot> delete(Caller caller, InstanceId id, List<String> paths, boolean forever);

    CompletableFuture<Snapshot> changeMode(
            Caller caller, InstanceId id, List<String> paths, int mode, boolean recursive);

    CompletableFuture<Snapshot> compress(Caller caller, InstanceId id, Compression compression);

    CompletableFuture<Snapshot> extract(Caller caller, InstanceId id, Extraction extraction);

    CompletableFuture<Snapshot> fetch(Caller caller, InstanceId id, Fetch fetch);

    CompletableFuture<Trash> trash(Caller caller, InstanceId id);

    CompletableFuture<Snapshot> restore(Caller caller, InstanceId id, List<String> items, Conflict conflict);

    CompletableFuture<Snapshot> purge(Caller caller, InstanceId id, List<String> items);

    CompletableFuture<Versions> versions(Caller caller, InstanceId id, String path);

    CompletableFuture<Text> readVersion(Caller caller, InstanceId id, String path, String version, String encoding);

    CompletableFuture<Written> restoreVersion(Caller caller, InstanceId id, String path, String version);
}
