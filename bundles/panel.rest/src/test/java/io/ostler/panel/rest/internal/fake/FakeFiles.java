package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.InstanceFiles;
import io.ostler.panel.api.task.TaskDirectory;
import io.ostler.protocol.Files;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.Found;
import io.ostler.protocol.Files.Kind;
import io.ostler.protocol.Files.Page;
import io.ostler.protocol.Files.Text;
import io.ostler.protocol.Files.Trash;
import io.ostler.protocol.Files.TrashItem;
import io.ostler.protocol.Files.Usage;
import io.ostler.protocol.Files.Version;
import io.ostler.protocol.Files.Versions;
import io.ostler.protocol.Files.Written;
import io.ostler.protocol.Tasks;
import io.ostler.protocol.Tasks.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Files and tasks of a {@link FakeHouse}: what was asked last is kept, each work is a task that has begun. */
public final class FakeFiles implements InstanceFiles, TaskDirectory, AccountNames {
    private static final Entry ENTRY = new Entry("a.txt", Kind.FILE, 3, Instant.EPOCH, 0644, "games", true);

    public final Map<TaskId, Snapshot> tasks = new ConcurrentHashMap<>();
    public volatile int entries = 1;
    public volatile String ifMatch;
    public volatile String lastText;
    /** What the last work was asked for. */
    public volatile Object lastWork;

    private final FakeHouse house;
    private final FakePeople people;

    FakeFiles(FakeHouse house, FakePeople people) {
        this.house = house;
        this.people = people;
    }

    private <T> CompletableFuture<T> reading(Caller caller, InstanceId id, T answer) {
        house.snapshot(caller, Permission.FILES_READ, id);
        return CompletableFuture.completedFuture(answer);
    }

    private <T> CompletableFuture<T> writing(Caller caller, InstanceId id, T answer) {
        house.snapshot(caller, Permission.FILES_WRITE, id);
        return CompletableFuture.completedFuture(answer);
    }

    private CompletableFuture<Snapshot> begin(Caller caller, InstanceId id, Tasks.Kind kind, Object asked) {
        house.snapshot(caller, Permission.FILES_WRITE, id);
        lastWork = asked;
        return CompletableFuture.completedFuture(addTask(id, caller.user(), kind, Tasks.State.RUNNING));
    }

    public Snapshot addTask(InstanceId id, UserId user, Tasks.Kind kind, Tasks.State state) {
        var fault = state == Tasks.State.FAILED ? new Tasks.Fault(ErrorCode.DISK_FULL, Map.of("path", "a.txt")) : null;
        var task = new Snapshot(
                TaskId.create(),
                id,
                kind,
                Map.of("path", "a.txt"),
                user,
                state,
                Tasks.Progress.NONE,
                fault,
                List.of("left out: b.txt"),
                Instant.EPOCH,
                state.isOver() ? Instant.EPOCH : null,
                1);
        tasks.put(task.id(), task);
        return task;
    }

    @Override
    public SftpAccess sftp(Caller caller, InstanceId id) {
        return reading(caller, id, new SftpAccess(null, 2222, caller.name() + "." + id, "SHA256:abc"))
                .join();
    }

    @Override
    public CompletableFuture<Page> list(Caller caller, InstanceId id, Listing listing) {
        var page = IntStream.range(0, entries).mapToObj(i -> ENTRY).toList();
        return reading(caller, id, new Page(listing.path(), page, null, entries));
    }

    @Override
    public CompletableFuture<Text> readText(Caller caller, InstanceId id, String path, String encoding) {
        return reading(caller, id, new Text(path, "abc", encoding, "tag-1", Instant.EPOCH, 3));
    }

    @Override
    public CompletableFuture<Written> writeText(
            Caller caller, InstanceId id, String path, String text, String encoding, String tag) {
        var answer = writing(caller, id, new Written(ENTRY, "tag-2"));
        ifMatch = tag;
        lastText = text;
        return answer;
    }

    @Override
    public CompletableFuture<Entry> makeFolder(Caller caller, InstanceId id, String path) {
        return writing(caller, id, ENTRY);
    }

    @Override
    public CompletableFuture<Entry> rename(Caller caller, InstanceId id, String from, String to, boolean overwrite) {
        return writing(caller, id, ENTRY);
    }

    @Override
    public CompletableFuture<Found> search(Caller caller, InstanceId id, Search search) {
        var inName = new Files.Hit("x/a.txt", ENTRY, 0, "");
        var inside = new Files.Hit("x/a.txt", ENTRY, 7, "abc");
        return reading(caller, id, new Found(List.of(inName, inside), true, 12));
    }

    @Override
    public CompletableFuture<Usage> usage(Caller caller, InstanceId id) {
        return reading(caller, id, new Usage(10, null, 1, 2, 100));
    }

    @Override
    public CompletableFuture<Snapshot> copy(Caller caller, InstanceId id, Transfer transfer) {
        return begin(caller, id, Tasks.Kind.COPY, transfer);
    }

    @Override
    public CompletableFuture<Snapshot> move(Caller caller, InstanceId id, Transfer transfer) {
        return begin(caller, id, Tasks.Kind.MOVE, transfer);
    }

    @Override
    public CompletableFuture<Snapshot> delete(Caller caller, InstanceId id, List<String> paths, boolean forever) {
        return begin(caller, id, Tasks.Kind.DELETE, paths + " " + forever);
    }

    @Override
    public CompletableFuture<Snapshot> changeMode(
            Caller caller, InstanceId id, List<String> paths, int mode, boolean recursive) {
        return begin(caller, id, Tasks.Kind.MODE, mode);
    }

    @Override
    public CompletableFuture<Snapshot> compress(Caller caller, InstanceId id, Compression compression) {
        return begin(caller, id, Tasks.Kind.COMPRESS, compression);
    }

    @Override
    public CompletableFuture<Snapshot> extract(Caller caller, InstanceId id, Extraction extraction) {
        return begin(caller, id, Tasks.Kind.EXTRACT, extraction);
    }

    @Override
    public CompletableFuture<Snapshot> fetch(Caller caller, InstanceId id, Fetch fetch) {
        return begin(caller, id, Tasks.Kind.FETCH, fetch);
    }

    @Override
    public CompletableFuture<Trash> trash(Caller caller, InstanceId id) {
        var item = new TrashItem(
                "t1", "a.txt", Kind.FILE, 3, Instant.EPOCH, people.anna.id(), Instant.EPOCH.plusSeconds(60));
        return reading(caller, id, new Trash(List.of(item)));
    }

    @Override
    public CompletableFuture<Snapshot> restore(Caller caller, InstanceId id, List<String> items, Conflict conflict) {
        return begin(caller, id, Tasks.Kind.RESTORE, items + " " + conflict);
    }

    @Override
    public CompletableFuture<Snapshot> purge(Caller caller, InstanceId id, List<String> items) {
        return begin(caller, id, Tasks.Kind.PURGE, items);
    }

    @Override
    public CompletableFuture<Versions> versions(Caller caller, InstanceId id, String path) {
        return reading(caller, id, new Versions(path, List.of(new Version("v1", Instant.EPOCH, 3, null))));
    }

    @Override
    public CompletableFuture<Text> readVersion(
            Caller caller, InstanceId id, String path, String version, String encoding) {
        return reading(caller, id, new Text(path, version, encoding, "tag-0", Instant.EPOCH, 3));
    }

    @Override
    public CompletableFuture<Written> restoreVersion(Caller caller, InstanceId id, String path, String version) {
        return writing(caller, id, new Written(ENTRY, "tag-3"));
    }

    // ---- tasks

    private boolean sees(Caller caller, Snapshot task) {
        return people.allows(caller, Permission.FILES_READ, task.instance());
    }

    @Override
    public List<Snapshot> list(Caller caller, InstanceId instance) {
        return tasks.values().stream()
                .filter(task -> instance == null || task.instance().equals(instance))
                .filter(task -> sees(caller, task))
                .toList();
    }

    @Override
    public boolean isStale(TaskId id) {
        return false;
    }

    @Override
    public Snapshot get(Caller caller, TaskId id) {
        return Optional.ofNullable(tasks.get(id))
                .filter(task -> sees(caller, task))
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    @Override
    public CompletableFuture<Snapshot> cancel(Caller caller, TaskId id) {
        return CompletableFuture.completedFuture(get(caller, id));
    }

    @Override
    public Optional<String> of(UserId user) {
        return people.everybody().stream()
                .filter(known -> known.id().equals(user))
                .map(known -> known.name())
                .findAny();
    }
}
