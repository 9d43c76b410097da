package io.ostler.panel.core.internal.file;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.InstanceFiles;
import io.ostler.panel.core.internal.file.FileDoor.Opened;
import io.ostler.protocol.Files.CompressRequest;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.DeleteRequest;
import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.ExtractRequest;
import io.ostler.protocol.Files.FetchRequest;
import io.ostler.protocol.Files.Found;
import io.ostler.protocol.Files.ListRequest;
import io.ostler.protocol.Files.ModeRequest;
import io.ostler.protocol.Files.MoveRequest;
import io.ostler.protocol.Files.Page;
import io.ostler.protocol.Files.PathRequest;
import io.ostler.protocol.Files.ReadTextRequest;
import io.ostler.protocol.Files.SearchRequest;
import io.ostler.protocol.Files.Text;
import io.ostler.protocol.Files.Trash;
import io.ostler.protocol.Files.TrashRequest;
import io.ostler.protocol.Files.Usage;
import io.ostler.protocol.Files.VersionRequest;
import io.ostler.protocol.Files.Versions;
import io.ostler.protocol.Files.WriteTextRequest;
import io.ostler.protocol.Files.Written;
import io.ostler.protocol.Tasks.Snapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Files of instances: through the door, then the daemon's answer. Thread-safe, doesn't block. */
@Component(service = InstanceFiles.class)
public final class FileService implements InstanceFiles {
    private final FileDoor door;

    @Activate
    public FileService(@Reference FileDoor door) {
        this.door = door;
    }

    private Opened reading(Caller caller, InstanceId id) {
        return door.open(caller, id, Permission.FILES_READ);
    }

    private Opened writing(Caller caller, InstanceId id, String act) {
        return door.open(caller, id, Permission.FILES_WRITE).logged(act);
    }

    @Override
    public SftpAccess sftp(Caller caller, InstanceId id) {
        return door.sftp(caller, id);
    }

    @Override
    public CompletableFuture<Page> list(Caller caller, InstanceId id, Listing l) {
        var o = reading(caller, id);
        return o.files()
                .list(new ListRequest(id, o.rights(), l.path(), l.cursor(), l.limit(), l.sort(), l.descending()));
    }

    @Override
    public CompletableFuture<Text> readText(Caller caller, InstanceId id, String path, String encoding) {
        var o = reading(caller, id);
        return o.files().readText(new ReadTextRequest(id, o.rights(), path, encoding));
    }

    @Override
    public CompletableFuture<Written> writeText(
            Caller caller, InstanceId id, String path, String text, String encoding, @Nullable String ifMatch) {
        var o = writing(caller, id, "writes a text");
        return o.files().writeText(new WriteTextRequest(id, o.rights(), path, text, encoding, ifMatch, caller.user()));
    }

    @Override
    public CompletableFuture<Entry> makeFolder(Caller caller, InstanceId id, String path) {
        var o = writing(caller, id, "makes a folder");
        return o.files().makeFolder(new PathRequest(id, o.rights(), path));
    }

    @Override
    public CompletableFuture<Entry> rename(Caller caller, InstanceId id, String from, String to, boolean overwrite) {
        var o = writing(caller, id, "renames a file");
        return o.files().rename(new MoveRequest(id, o.rights(), from, to, overwrite));
    }

    @Override
    public CompletableFuture<Found> search(Caller caller, InstanceId id, Search s) {
        var o = reading(caller, id);
        return o.files()
                .search(new SearchRequest(
                        id, o.rights(), s.path(), s.name(), s.content(), s.regex(), s.matchCase(), s.limit()));
    }

    @Override
    public CompletableFuture<Usage> usage(Caller caller, InstanceId id) {
        var o = reading(caller, id);
        return o.files().usage(new PathRequest(id, o.rights(), ""));
    }

    @Override
    public CompletableFuture<Snapshot> copy(Caller caller, InstanceId id, Transfer transfer) {
        var o = reading(caller, id).logged("copies files");
        var request = door.transfer(caller, id, o, transfer);
        return o.begun(o.files().copy(request));
    }

    @Override
    public CompletableFuture<Snapshot> move(Caller caller, InstanceId id, Transfer transfer) {
        var o = writing(caller, id, "moves files");
        var request = door.transfer(caller, id, o, transfer);
        return o.begun(o.files().move(request));
    }

    @Override
    public CompletableFuture<Snapshot> delete(Caller caller, InstanceId id, List<String> paths, boolean forever) {
        var o = writing(caller, id, forever ? "deletes files for ever" : "deletes files");
        return o.begun(o.files().delete(new DeleteRequest(id, o.rights(), paths, forever, caller.user())));
    }

    @Override
    public CompletableFuture<Snapshot> changeMode(
            Caller caller, InstanceId id, List<String> paths, int mode, boolean recursive) {
        var o = writing(caller, id, "changes modes of files");
        return o.begun(o.files().changeMode(new ModeRequest(id, o.rights(), paths, mode, recursive, caller.user())));
    }

    @Override
    public CompletableFuture<Snapshot> compress(Caller caller, InstanceId id, Compression c) {
        var o = writing(caller, id, "makes an archive");
        var request = new CompressRequest(id, o.rights(), c.paths(), c.to(), c.format(), c.conflict(), caller.user());
        return o.begun(o.files().compress(request));
    }

    @Override
    public CompletableFuture<Snapshot> extract(Caller caller, InstanceId id, Extraction e) {
        var o = writing(caller, id, "extracts an archive");
        var request =
                new ExtractRequest(id, o.rights(), e.path(), e.folder(), e.encoding(), e.conflict(), caller.user());
        return o.begun(o.files().extract(request));
    }

    @Override
    public CompletableFuture<Snapshot> fetch(Caller caller, InstanceId id, Fetch f) {
        var o = writing(caller, id, "fetches a file from elsewhere");
        var request = new FetchRequest(
                id, o.rights(), f.url(), f.folder(), f.name(), f.sha256(), f.conflict(), caller.user());
        return o.begun(o.files().fetch(request));
    }

    @Override
    public CompletableFuture<Trash> trash(Caller caller, InstanceId id) {
        var o = reading(caller, id);
        return o.files().trash(new PathRequest(id, o.rights(), ""));
    }

    @Override
    public CompletableFuture<Snapshot> restore(Caller caller, InstanceId id, List<String> items, Conflict conflict) {
        var o = writing(caller, id, "restores deleted files");
        return o.begun(o.files().restore(new TrashRequest(id, o.rights(), items, conflict, caller.user())));
    }

    @Override
    public CompletableFuture<Snapshot> purge(Caller caller, InstanceId id, List<String> items) {
        var o = writing(caller, id, "empties the trash");
        return o.begun(o.files().purge(new TrashRequest(id, o.rights(), items, Conflict.FAIL, caller.user())));
    }

    @Override
    public CompletableFuture<Versions> versions(Caller caller, InstanceId id, String path) {
        var o = reading(caller, id);
        return o.files().versions(new PathRequest(id, o.rights(), path));
    }

    @Override
    public CompletableFuture<Text> readVersion(
            Caller caller, InstanceId id, String path, String version, String encoding) {
        var o = reading(caller, id);
        return o.files().readVersion(new VersionRequest(id, o.rights(), path, version, encoding, caller.user()));
    }

    @Override
    public CompletableFuture<Written> restoreVersion(Caller caller, InstanceId id, String path, String version) {
        var o = writing(caller, id, "restores a version");
        return o.files().restoreVersion(new VersionRequest(id, o.rights(), path, version, "", caller.user()));
    }
}
