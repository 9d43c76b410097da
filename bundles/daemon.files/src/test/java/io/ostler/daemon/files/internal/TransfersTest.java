package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Conflict;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransfersTest {
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

    private void copy(String path, String folder, Conflict conflict) {
        fixture.tree.copy(List.of(path), fixture.tree, folder, conflict, Work.QUIET);
    }

    private void move(String path, String folder, Conflict conflict) {
        fixture.tree.move(List.of(path), fixture.tree, folder, conflict, Work.QUIET);
    }

    @Test
    void aFolderIsCopiedWithModesAndTimesAndWithoutLinks() throws Exception {
        file("d/sub/a.sh", "a");
        file("d/b", "b");
        Files.setPosixFilePermissions(
                fixture.inside.resolve("d/sub/a.sh"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.setLastModifiedTime(fixture.inside.resolve("d/b"), java.nio.file.attribute.FileTime.from(Instant.EPOCH));
        Files.createSymbolicLink(fixture.inside.resolve("d/link"), fixture.outside);
        Files.createDirectory(fixture.inside.resolve("to"));
        var notes = new ArrayList<String>();
        var bytes = new long[2];
        fixture.tree.copy(List.of("d"), fixture.tree, "to", Conflict.FAIL, new Work() {
            @Override
            public void advance(long more, int entries, String path) {
                bytes[0] += more;
                bytes[1] += entries;
            }

            @Override
            public void note(String line) {
                notes.add(line);
            }
        });
        assertEquals("a", text("to/d/sub/a.sh"));
        assertEquals(0750, fixture.tree.entry("to/d/sub/a.sh").mode());
        assertEquals(Instant.EPOCH, fixture.tree.entry("to/d/b").modified());
        assertFalse(Files.exists(fixture.inside.resolve("to/d/link"), java.nio.file.LinkOption.NOFOLLOW_LINKS));
        assertEquals(1, notes.size());
        assertEquals(2, bytes[0]);
        assertEquals(4, bytes[1]);
    }

    @Test
    void takenNamesAreDealtWithAsAsked() throws Exception {
        file("a.tar.gz", "new");
        file("to/a.tar.gz", "old");
        assertRefused(ErrorCode.FILE_EXISTS, () -> copy("a.tar.gz", "to", Conflict.FAIL));
        copy("a.tar.gz", "to", Conflict.SKIP);
        assertEquals("old", text("to/a.tar.gz"));
        copy("a.tar.gz", "to", Conflict.RENAME);
        assertEquals("new", text("to/a (2).tar.gz"));
        copy("a.tar.gz", "to", Conflict.OVERWRITE);
        assertEquals("new", text("to/a.tar.gz"));
        assertEquals("to/a.tar.gz", fixture.tree.trash().items().getFirst().path());
        copy("to", "", Conflict.RENAME);
        assertEquals("new", text("to (2)/a.tar.gz"));
        file("to/more", "more");
        copy("to", "to (2)", Conflict.FAIL);
        assertEquals("more", text("to (2)/to/more"));
        assertRefused(ErrorCode.PATH_INVALID, () -> copy("to", "to", Conflict.FAIL));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> copy("to", "none", Conflict.FAIL));
        assertRefused(ErrorCode.NOT_A_FOLDER, () -> copy("to", "a.tar.gz", Conflict.FAIL));
    }

    @Test
    void movingMergesFolders() throws Exception {
        file("d/one", "1");
        file("d/two", "2");
        file("to/d/two", "other");
        assertRefused(ErrorCode.FILE_EXISTS, () -> move("d", "to", Conflict.FAIL));
        move("d", "to", Conflict.SKIP);
        assertEquals("1", text("to/d/one"));
        assertEquals("other", text("to/d/two"));
        assertEquals("2", text("d/two"));
        move("d", "to", Conflict.OVERWRITE);
        assertEquals("2", text("to/d/two"));
        assertFalse(Files.exists(fixture.inside.resolve("d")));
        file("d", "a file");
        assertRefused(ErrorCode.NOT_A_FILE, () -> move("d", "to", Conflict.OVERWRITE));
        move("d", "to", Conflict.RENAME);
        assertEquals("a file", text("to/d (2)"));
        assertRefused(ErrorCode.PATH_INVALID, () -> move("to", "to/d", Conflict.OVERWRITE));
        move("to", "", Conflict.FAIL);
        assertEquals("2", text("to/d/two"));
    }

    @Test
    void movingToAnotherInstanceTakesEverythingThatCanGo() throws Exception {
        var other = fixture.other();
        file("d/sub/a", "a");
        file("d/b", "b");
        var target = fixture.service.of(TreeFixture.OTHER);
        long before = fixture.tree.usage().used();
        fixture.tree.move(List.of("d"), target, "", Conflict.FAIL, Work.QUIET);
        assertEquals("a", Files.readString(other.resolve("d/sub/a")));
        assertFalse(Files.exists(fixture.inside.resolve("d")));
        assertEquals(before, target.usage().used());
        assertEquals(0, fixture.tree.usage().used());
        Files.createSymbolicLink(fixture.inside.resolve("link"), Path.of("x"));
        fixture.tree.move(List.of("link"), target, "", Conflict.FAIL, Work.QUIET);
        assertTrue(Files.exists(fixture.inside.resolve("link"), java.nio.file.LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void cancellingStopsBetweenFilesAndLeavesNothingHalf() throws Exception {
        for (int i = 0; i < 10; i++) {
            file("d/f" + i, "x".repeat(1000));
        }
        Files.createDirectory(fixture.inside.resolve("to"));
        assertRefused(
                ErrorCode.TASK_CANCELLED,
                () -> fixture.tree.copy(List.of("d"), fixture.tree, "to", Conflict.FAIL, new Work() {
                    int left = 5;

                    @Override
                    public void advance(long bytes, int entries, String path) {
                        if (--left == 0) {
                            throw new OstlerException(ErrorCode.TASK_CANCELLED);
                        }
                    }

                    @Override
                    public void note(String line) {}
                }));
        try (var made = Files.list(fixture.inside.resolve("to/d"))) {
            made.forEach(file -> assertEquals(1000, file.toFile().length()));
        }
        assertEquals(List.of(), fixture.staged());
    }

    @Test
    void modesChangeBeneathFoldersAndNeverThroughLinks() throws Exception {
        file("d/a", "a");
        Files.createDirectory(fixture.inside.resolve("d/sub"));
        var victim = Files.writeString(fixture.outside.resolve("victim"), "x");
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(fixture.inside.resolve("d/link"), victim);
        var tree = fixture.tree;
        tree.changeMode(List.of("d"), 0640, true, Work.QUIET);
        assertEquals(0750, tree.entry("d").mode());
        assertEquals(0750, tree.entry("d/sub").mode());
        assertEquals(0640, tree.entry("d/a").mode());
        tree.changeMode("d/a", 0777);
        assertEquals(0777, tree.entry("d/a").mode());
        assertRefused(ErrorCode.NOT_A_FILE, () -> tree.changeMode("d/link", 0777));
        assertRefused(ErrorCode.NOT_A_FILE, () -> tree.changeModified("d/link", Instant.EPOCH));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> tree.changeMode("d/a", 04777));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> tree.changeMode("d/a", -1));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> tree.changeMode(List.of("d"), 01777, true, Work.QUIET));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(victim)));
        tree.changeModified("d/a", Instant.EPOCH);
        tree.changeModified("d", Instant.EPOCH);
        assertEquals(Instant.EPOCH, tree.entry("d/a").modified());
        assertEquals(Instant.EPOCH, tree.entry("d").modified());
    }

    @Test
    void onlyEmptyFoldersAreRemoved() throws Exception {
        file("d/a", "a");
        assertRefused(ErrorCode.FOLDER_NOT_EMPTY, () -> fixture.tree.remove("d"));
        fixture.tree.remove("d/a");
        fixture.tree.remove("d");
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> fixture.tree.remove("d"));
        assertEquals(0, fixture.tree.usage().used());
    }

    @Test
    void longNamesAreShortenedForTheirNumber() {
        assertEquals("a (2).txt", Confined.numbered("a.txt", 2));
        assertEquals(".env (3)", Confined.numbered(".env", 3));
        var name = Confined.numbered("\u00e9".repeat(125) + ".txt", 10);
        assertTrue(name.getBytes(UTF_8).length <= 255);
        assertTrue(name.endsWith(" (10).txt"));
    }

    @Test
    void aFileInPlaceIsNoLinkAndNoPipe() throws Exception {
        Files.writeString(fixture.outside.resolve("kept"), "kept");
        Files.createSymbolicLink(fixture.inside.resolve("link"), fixture.outside.resolve("kept"));
        TreeFixture.run("mkfifo", fixture.inside.resolve("pipe").toString());
        var tree = fixture.tree;
        assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, () -> tree.open("link", true, false, true));
        assertRefused(ErrorCode.NOT_A_FILE, () -> tree.open("pipe", false, false, false));
        assertRefused(ErrorCode.NOT_A_FILE, () -> tree.changeMode("pipe", 0777));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.open("new", false, false, false));
        try (var file = tree.open("new", true, true, false)) {
            file.write(ByteBuffer.wrap("hello".getBytes(UTF_8)), 2);
            var read = ByteBuffer.allocate(10);
            assertEquals(7, file.read(read, 0));
            file.resize(3);
            file.sync();
            assertEquals(3, file.size());
        }
        assertRefused(ErrorCode.FILE_EXISTS, () -> tree.open("new", true, true, false));
        assertEquals("kept", Files.readString(fixture.outside.resolve("kept")));
    }
}
