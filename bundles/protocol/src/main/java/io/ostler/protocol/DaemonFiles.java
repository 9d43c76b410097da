package io.ostler.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The files of instances. All paths are relative to the instance's folder, '/' between names, {@code ""} is the folder
 * itself. Every request carries the person's {@link io.ostler.model.FileRights}, which the daemon enforces. What may
 * take long answers with a task that has begun. Manners as in {@link DaemonApi}; errors as in the daemon's
 * {@code FileTree}.
 */
@ProviderType
@JsonSegment("files")
public interface DaemonFiles {

    @JsonRequest
    CompletableFuture<Files.Page> list(Files.ListRequest request);

    /** At most 4 MiB; {@code FILE_NOT_TEXT} when it doesn't decode. */
    @JsonRequest
    CompletableFuture<Files.Text> readText(Files.ReadTextRequest request);

    /** Atomic; the former content is kept as a version. {@code FILE_CHANGED} when the ETag isn't the current one. */
    @JsonRequest
    CompletableFuture<Files.Written> writeText(Files.WriteTextRequest request);

    @JsonRequest
    CompletableFuture<Files.Entry> makeFolder(Files.PathRequest request);

    /** Renames or moves one entry inside the instance; {@code FILE_EXISTS} unless overwriting a file was asked for. */
    @JsonRequest
    CompletableFuture<Files.Entry> rename(Files.MoveRequest request);

    /** Names and, when asked, contents; answers within ten seconds with what was found until then. */
    @JsonRequest
    CompletableFuture<Files.Found> search(Files.SearchRequest request);

    @JsonRequest
    CompletableFuture<Files.Usage> usage(Files.PathRequest request);

    // ---- long work

    @JsonRequest
    CompletableFuture<Tasks.Snapshot> copy(Files.TransferRequest request);

    @JsonRequest
    CompletableFuture<Tasks.Snapshot> move(Files.TransferRequest request);

    /** Into the trash, or for good. Links are removed, never followed. */
    @JsonRequest
    CompletableFuture<Tasks.Snapshot> delete(Files.DeleteRequest request);

    /** Permission bits of files and folders; links are passed over. */
    @JsonRequest
    CompletableFuture<Tasks.Snapshot> changeMode(Files.ModeRequest request);

    @JsonRequest
    CompletableFuture<Tasks.Snapshot> compress(Files.CompressRequest request);

    @JsonRequest
    CompletableFuture<Tasks.Snapshot> extract(Files.ExtractRequest request);

    /** Downloads from an address on the internet into the instance's folder. */
    @JsonRequest
    CompletableFuture<Tasks.Snapshot> fetch(Files.FetchRequest request);

    // ---- trash and versions

    @JsonRequest
    CompletableFuture<Files.Trash> trash(Files.PathRequest request);

    @JsonRequest
    CompletableFuture<Tasks.Snapshot> restore(Files.TrashRequest request);

    @JsonRequest
    CompletableFuture<Tasks.Snapshot> purge(Files.TrashRequest request);

    /** Newest first. */
    @JsonRequest
    CompletableFuture<Files.Versions> versions(Files.PathRequest request);

    @JsonRequest
    CompletableFuture<Files.Text> readVersion(Files.VersionRequest request);

    /** The present content becomes a version in turn. */
    @JsonRequest
    CompletableFuture<Files.Written> restoreVersion(Files.VersionRequest request);
}
