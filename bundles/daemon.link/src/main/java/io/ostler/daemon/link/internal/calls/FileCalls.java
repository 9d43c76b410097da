package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.files.Archives;
import io.ostler.daemon.api.files.Fetches;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileWork;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.DaemonFiles;
import io.ostler.protocol.Files;
import io.ostler.protocol.Tasks;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files of instances as one panel has them. Thread-safe, does not block. */
final class FileCalls implements DaemonFiles {
    private final Gate gate;
    private final DaemonWork work;

    FileCalls(Gate gate, DaemonWork work) {
        this.gate = gate;
        this.work = work;
    }

    private <T> CompletableFuture<T> on(
            InstanceId id, FileRights rights, @Nullable UserId user, Function<FileTree, T> call) {
        return gate.known(p -> work.onFiles(id, rights, user, call));
    }

    private <P> CompletableFuture<Tasks.Snapshot> begin(Class<P> part, Function<P, Tasks.Snapshot> start) {
        return gate.known(p -> work.begin(part, start));
    }

    @Override
    public CompletableFuture<Files.Page> list(Files.ListRequest r) {
        return on(
                r.instance(),
                r.rights(),
                null,
                tree -> tree.list(r.path(), r.cursor(), r.limit(), r.sort(), r.descending()));
    }

    @Override
    public CompletableFuture<Files.Text> readText(Files.ReadTextRequest r) {
        return on(r.instance(), r.rights(), null, tree -> tree.readText(r.path(), r.encoding()));
    }

    @Override
    public CompletableFuture<Files.Written> writeText(Files.WriteTextRequest r) {
        return on(
                r.instance(),
                r.rights(),
                r.user(),
                tree -> tree.writeText(r.path(), r.text(), r.encoding(), r.ifMatch()));
    }

    @Override
    public CompletableFuture<Files.Entry> makeFolder(Files.PathRequest r) {
        return on(r.instance(), r.rights(), null, tree -> tree.makeFolder(r.path()));
    }

    @Override
    public CompletableFuture<Files.Entry> rename(Files.MoveRequest r) {
        return on(r.instance(), r.rights(), null, tree -> tree.rename(r.from(), r.to(), r.overwrite()));
    }

    @Override
    public CompletableFuture<Files.Found> search(Files.SearchRequest r) {
        return gate.known(p -> work.onSearch(r.instance(), r.rights(), tree -> tree.search(r)));
    }

    @Override
    public CompletableFuture<Files.Usage> usage(Files.PathRequest r) {
        return on(r.instance(), r.rights(), null, FileTree::usage);
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> copy(Files.TransferRequest request) {
        return begin(FileWork.class, part -> part.copy(request));
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> move(Files.TransferRequest request) {
        return begin(FileWork.class, part -> part.move(request));
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> delete(Files.DeleteRequest request) {
        return begin(FileWork.class, part -> part.delete(request));
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> changeMode(Files.ModeRequest request) {
        return begin(FileWork.class, part -> part.changeMode(request));
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> compress(Files.CompressRequest request) {
        return begin(Archives.class, part -> part.compress(request));
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> extract(Files.ExtractRequest request) {
        return begin(Archives.class, part -> part.extract(request));
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> fetch(Files.FetchRequest request) {
        return begin(Fetches.class, part -> part.fetch(request));
    }

    @Override
    public CompletableFuture<Files.Trash> trash(Files.PathRequest r) {
        return on(r.instance(), r.rights(), null, FileTree::trash);
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> restore(Files.TrashRequest request) {
        return begin(FileWork.class, part -> part.restore(request));
    }

    @Override
    public CompletableFuture<Tasks.Snapshot> purge(Files.TrashRequest request) {
        return begin(FileWork.class, part -> part.purge(request));
    }

    @Override
    public CompletableFuture<Files.Versions> versions(Files.PathRequest r) {
        return on(r.instance(), r.rights(), null, tree -> tree.versions(r.path()));
    }

    @Override
    public CompletableFuture<Files.Text> readVersion(Files.VersionRequest r) {
        return on(r.instance(), r.rights(), r.user(), tree -> tree.readVersion(r.path(), r.version(), r.encoding()));
    }

    @Override
    public CompletableFuture<Files.Written> restoreVersion(Files.VersionRequest r) {
        return on(r.instance(), r.rights(), r.user(), tree -> tree.restoreVersion(r.path(), r.version()));
    }
}
