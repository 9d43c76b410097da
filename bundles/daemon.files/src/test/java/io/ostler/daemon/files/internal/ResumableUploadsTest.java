package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.UserId;
import io.ostler.protocol.Files.Conflict;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumableUploadsTest {
    private static final UserId STRANGER = new UserId("user-0002");

    @TempDir
    Path base;

    private TreeFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TreeFixture(base);
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private void file(String path, String text) throws Exception {
        var file = fixture.inside.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String text(String path) throws Exception {
        return Files.readString(fixture.inside.resolve(path));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Test
    void anUploadGoesOnAfterARestart() throws Exception {
        String id;
        try (var part = fixture.tree.uploads().create("d.txt", 10, Conflict.FAIL, TreeFixture.USER)) {
            id = part.id();
            part.write(bytes("hello"));
        }
        assertFalse(Files.exists(fixture.inside.resolve("d.txt")));
        long used = fixture.tree.usage().used();
        fixture.close();
        fixture = new TreeFixture(base);
        assertEquals(used, fixture.tree.usage().used());
        try (var part = fixture.tree.uploads().open(id, TreeFixture.USER).orElseThrow()) {
            assertEquals(5, part.offset());
            assertEquals(10, part.size());
            assertEquals("d.txt", part.path());
            assertRefused(ErrorCode.UPLOAD_LENGTH_WRONG, part::commit);
            assertRefused(ErrorCode.UPLOAD_LENGTH_WRONG, () -> part.write(bytes("worldx")));
            part.write(bytes("world"));
            part.commit();
        }
        assertEquals("helloworld", text("d.txt"));
        assertTrue(fixture.tree.uploads().open(id, TreeFixture.USER).isEmpty());
        assertEquals(0, base.resolve("uploads").toFile().list().length);
        assertEquals(4096, fixture.tree.usage().used());
    }

    @Test
    void onlyWhatWasAcknowledgedCounts() throws Exception {
        String id;
        try (var part = fixture.tree.uploads().create("a", 10, Conflict.FAIL, TreeFixture.USER)) {
            id = part.id();
            part.write(bytes("hello"));
            part.sync();
        }
        // the daemon was killed while it wrote on
        Files.writeString(base.resolve("uploads").resolve(id), "hello and", UTF_8);
        fixture.close();
        fixture = new TreeFixture(base);
        try (var part = fixture.tree.uploads().open(id, TreeFixture.USER).orElseThrow()) {
            assertEquals(5, part.offset());
            part.write(bytes("xx"));
            part.truncate(5);
            part.truncate(4);
            assertEquals(4, part.offset());
            assertRefused(ErrorCode.INVALID_REQUEST, () -> part.truncate(6));
            part.write(bytes("o1234 "));
            part.commit();
        }
        assertEquals("hello1234 ".substring(0, 10), text("a"));
    }

    @Test
    void nobodyElseHasItAndOneAtATime() throws Exception {
        var uploads = fixture.tree.uploads();
        try (var part = uploads.create("a", 10, Conflict.FAIL, TreeFixture.USER)) {
            assertTrue(uploads.open(part.id(), STRANGER).isEmpty());
            assertTrue(uploads.open("../" + part.id(), TreeFixture.USER).isEmpty());
            assertRefused(ErrorCode.UPLOAD_BUSY, () -> uploads.open(part.id(), TreeFixture.USER));
            part.close();
            try (var again = uploads.open(part.id(), TreeFixture.USER).orElseThrow()) {
                again.discard();
            }
            assertTrue(uploads.open(part.id(), TreeFixture.USER).isEmpty());
        }
        assertEquals(0, base.resolve("uploads").toFile().list().length);
    }

    @Test
    void takenNamesAreDealtWithAtTheEnd() throws Exception {
        var uploads = fixture.tree.uploads();
        try (var fails = uploads.create("a", 1, Conflict.FAIL, TreeFixture.USER);
                var replaces = uploads.create("a", 1, Conflict.OVERWRITE, TreeFixture.USER);
                var renames = uploads.create("a", 1, Conflict.RENAME, TreeFixture.USER)) {
            file("a", "old");
            fails.write(bytes("1"));
            replaces.write(bytes("2"));
            renames.write(bytes("3"));
            assertRefused(ErrorCode.FILE_EXISTS, fails::commit);
            assertEquals("a (2)", renames.commit().name());
            assertEquals("old", text("a"));
            replaces.commit();
            assertEquals("2", text("a"));
            Files.delete(fixture.inside.resolve("a"));
            fails.commit(); // it was kept
            assertEquals("1", text("a"));
        }
        assertRefused(ErrorCode.FILE_EXISTS, () -> uploads.create("a", 1, Conflict.FAIL, TreeFixture.USER));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> uploads.create("b", 1, Conflict.SKIP, TreeFixture.USER));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> uploads.create("b", -1, Conflict.FAIL, TreeFixture.USER));
        assertRefused(ErrorCode.DISK_FULL, () -> uploads.create("b", 1L << 60, Conflict.FAIL, TreeFixture.USER));
        assertRefused(ErrorCode.PATH_INVALID, () -> uploads.create("../b", 1, Conflict.FAIL, TreeFixture.USER));
    }

    @Test
    void unfinishedOnesAreLimitedPerPerson() throws Exception {
        var uploads = fixture.tree.uploads();
        for (int i = 0; i < PartStore.PER_USER; i++) {
            uploads.create("f" + i, 1, Conflict.FAIL, TreeFixture.USER).close();
        }
        assertRefused(ErrorCode.STREAM_LIMIT, () -> uploads.create("one more", 1, Conflict.FAIL, TreeFixture.USER));
        uploads.create("another's", 1, Conflict.FAIL, STRANGER).close();
        assertEquals((PartStore.PER_USER + 1) * 4096, fixture.tree.usage().used());
    }

    @Test
    void whatNobodyGoesOnWithExpires() throws Exception {
        String id;
        try (var part = fixture.tree.uploads().create("a", 10, Conflict.FAIL, TreeFixture.USER)) {
            id = part.id();
        }
        fixture.close();
        Files.setLastModifiedTime(
                base.resolve("uploads").resolve(id),
                java.nio.file.attribute.FileTime.from(Instant.now().minus(java.time.Duration.ofHours(25))));
        fixture = new TreeFixture(base);
        assertTrue(fixture.tree.uploads().open(id, TreeFixture.USER).isEmpty());
        var store = new PartStore(base.resolve("uploads"), new Staging(base.resolve("daemon/other")), space());
        store.load();
        store.expire();
        assertEquals(0, base.resolve("uploads").toFile().list().length);
    }

    private static Space space() {
        return new Space(
                () -> 0,
                new Space.Kept() {
                    @Override
                    public long total() {
                        return 0;
                    }

                    @Override
                    public boolean giveWay(long bytes) {
                        return false;
                    }
                },
                () -> null,
                Runnable::run);
    }

    @Test
    void rightsThatAreGoneStopIt() throws Exception {
        var tree = fixture.of(FileAccess.WRITE);
        try (var part = tree.uploads().create("x.key", 2, Conflict.FAIL, TreeFixture.USER)) {
            part.write(bytes("1"));
            fixture.policy(TreeFixture.ID, null, "*.key");
            assertRefused(ErrorCode.FILE_DENIED, () -> part.write(bytes("2")));
            part.discard();
        }
        assertEquals(0, base.resolve("uploads").toFile().list().length);
    }
}
