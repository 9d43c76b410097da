package io.ostler.daemon.sftp.internal;

import io.ostler.daemon.api.stream.Pace;
import io.ostler.daemon.files.internal.FileTreesService;
import io.ostler.daemon.sftp.internal.login.Doorkeeper;
import io.ostler.daemon.sftp.internal.login.SignIns;
import io.ostler.daemon.sftp.internal.login.Visits;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.Messages.SftpDoor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** An open door over a folder, with a panel that knows {@code anna.aaaaaaaa}. */
final class TestDoor implements AutoCloseable {
    static final String NAME = "anna.aaaaaaaa";
    static final String PASSWORD = "correct horse battery";
    static final Bounds BOUNDS =
            new Bounds(0, 20, 5, 100, 10, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(5), 100);

    final Path folder;
    final Path files;
    final FakePanel panel = new FakePanel(InstanceId.create());
    final FakeGrants grants = new FakeGrants();
    /** What was noted for the audit. */
    final java.util.List<String> noted = new java.util.concurrent.CopyOnWriteArrayList<>();

    private final io.ostler.daemon.api.act.ActLog acts = (by, kind, values, refused) ->
            noted.add(kind + " " + values.getOrDefault("path", "") + (refused == null ? "" : " " + refused));
    final AtomicLong uploaded = new AtomicLong();
    final Doorkeeper keeper;
    volatile FilePolicy policy = FilePolicy.FREE;
    private final FileTreesService trees;
    private final Door door;

    TestDoor(Path folder) throws Exception {
        this(folder, BOUNDS);
    }

    TestDoor(Path folder, Bounds bounds) throws Exception {
        this.folder = folder;
        files = Files.createDirectories(folder.resolve("files"));
        panel.passwords.put(NAME, PASSWORD);
        trees = new FileTreesService(new OneInstance(panel.instance, files, () -> policy), folder.resolve("staging"));
        keeper = new Doorkeeper(
                new Doorkeeper.Places(bounds.sessions(), bounds.perUser(), bounds.perAddress(), bounds.waiting()),
                System::nanoTime);
        var signIns = new SignIns(panel, grants, trees, pace(), acts, keeper);
        door = Door.open("127.0.0.1", bounds, folder.resolve("keys"), new Visits(keeper, bounds.login()), signIns);
    }

    private Pace pace() {
        return new Pace() {
            @Override
            public long take(UserId user, Direction direction, int bytes) {
                if (direction == Direction.UPLOAD) {
                    uploaded.addAndGet(bytes);
                }
                return 0;
            }

            @Override
            public int portion(UserId user, Direction direction) {
                return 1 << 16;
            }
        };
    }

    SftpDoor address() {
        return door.address();
    }

    int port() {
        return address().port();
    }

    @Override
    public void close() throws Exception {
        door.close();
        trees.close();
    }
}
