package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.files.Archives;
import io.ostler.daemon.api.files.Fetches;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileWork;
import io.ostler.daemon.api.stream.Settings;
import io.ostler.daemon.api.stream.SftpInfo;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.UserId;
import io.ostler.protocol.Files;
import io.ostler.protocol.Messages.SftpDoor;
import io.ostler.protocol.NodeSettings;
import io.ostler.protocol.Tasks.Kind;
import io.ostler.protocol.Tasks.Snapshot;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All parts that may be missing; each begins a task of the fake board and writes down what it was asked. */
public final class FakeParts implements FileWork, Archives, Fetches, Settings, SftpInfo {
    public final FakeBoard board = new FakeBoard();
    public final List<Object> asked = new CopyOnWriteArrayList<>();
    private volatile NodeSettings settings = NodeSettings.DEFAULT;

    /** All of them. */
    public void addTo(Capabilities capabilities) {
        capabilities.add(FileWork.class, this);
        capabilities.add(Archives.class, this);
        capabilities.add(Fetches.class, this);
        capabilities.add(Settings.class, this);
        capabilities.add(SftpInfo.class, this);
        capabilities.add(TaskBoard.class, board);
    }

    private Snapshot begin(Object request, io.ostler.model.InstanceId instance, UserId user) {
        asked.add(request);
        return board.start(instance, Kind.COPY, Map.of(), user, run -> {});
    }

    @Override
    public Snapshot copy(Files.TransferRequest r) {
        return begin(r, r.instance(), r.user());
    }

    @Override
    public Snapshot move(Files.TransferRequest r) {
        return begin(r, r.instance(), r.user());
    }

    @Override
    public Snapshot delete(Files.DeleteRequest r) {
        return begin(r, r.instance(), r.user());
    }

    @Override
    public Snapshot changeMode(Files.ModeRequest r) {
        return begin(r, r.instance(), r.user());
    }

    @Override
    public Snapshot restore(Files.TrashRequest r) {
        return begin(r, r.instance(), r.user());
    }

    @Override
    public Snapshot purge(Files.TrashRequest r) {
        return begin(r, r.instance(), r.user());
    }

    @Override
    public Snapshot compress(Files.CompressRequest r) {
        return begin(r, r.instance(), r.user());
    }

    @Override
    public Snapshot extract(Files.ExtractRequest r) {
        return begin(r, r.instance(), r.user());
    }

    @Override
    public void stream(FileTree tree, List<String> paths, Files.ArchiveFormat format, OutputStream out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Snapshot fetch(Files.FetchRequest r) {
        return begin(r, r.instance(), r.user());
    }

    @Override
    public NodeSettings get() {
        return settings;
    }

    @Override
    public void change(NodeSettings changed) {
        settings = changed;
    }

    @Override
    public AutoCloseable listen(Consumer<NodeSettings> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SftpDoor door() {
        return new SftpDoor(2022, "SHA256:abc");
    }
}
