package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static io.ostler.daemon.files.internal.TreeFixture.upload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights.Rule;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Kind;
import io.ostler.protocol.Files.Sort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrashTest {
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

    private List<String> trashed() {
        return fixture.tree.trash().items().stream().map(i -> i.path()).toList();
    }

    private String id(String path) {
        return fixture.tree.trash().items().stream()
                .filter(i -> i.path().equals(path))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void whatWasDeletedComesBackAsItWas() throws Exception {
        file("world/region/r.0.0", "deep");
        file("a.txt", "a");
        var tree = fixture.of(FileAccess.WRITE);
        tree.delete(List.of("world", "a.txt"), false, Work.QUIET);
        assertEquals(0, tree.list("", null, 10, Sort.NAME, false).total());
        assertEquals(List.of("a.txt", "world"), trashed());
        var item = tree.trash().items().get(1);
        assertEquals(Kind.FOLDER, item.kind());
        assertEquals(4, item.size());
        assertEquals(TreeFixture.USER, item.user());
        tree.restore(List.of(item.id(), id("a.txt")), Conflict.FAIL, Work.QUIET);
        assertEquals("deep", Files.readString(fixture.inside.resolve("world/region/r.0.0")));
        assertEquals(List.of(), trashed());
        assertEquals(0, tree.usage().trash());
    }

    @Test
    void foldersThatAreGoneAreMadeAgain() throws Exception {
        file("x/y/a", "a");
        fixture.tree.delete(List.of("x/y/a"), false, Work.QUIET);
        fixture.tree.delete(List.of("x"), true, Work.QUIET);
        fixture.tree.restore(List.of(id("x/y/a")), Conflict.FAIL, Work.QUIET);
        assertEquals("a", Files.readString(fixture.inside.resolve("x/y/a")));
    }

    @Test
    void aTakenNameIsDealtWithAsAsked() throws Exception {
        file("a", "old");
        fixture.tree.delete(List.of("a"), false, Work.QUIET);
        file("a", "new");
        var id = id("a");
        assertRefused(ErrorCode.FILE_EXISTS, () -> fixture.tree.restore(List.of(id), Conflict.FAIL, Work.QUIET));
        fixture.tree.restore(List.of(id), Conflict.SKIP, Work.QUIET);
        assertEquals(List.of("a"), trashed());
        fixture.tree.restore(List.of(id), Conflict.RENAME, Work.QUIET);
        assertEquals("old", Files.readString(fixture.inside.resolve("a (2)")));
        fixture.tree.delete(List.of("a (2)"), false, Work.QUIET);
        file("a (2)", "other");
        fixture.tree.restore(List.of(id("a (2)")), Conflict.OVERWRITE, Work.QUIET);
        assertEquals("old", Files.readString(fixture.inside.resolve("a (2)")));
        assertEquals(List.of("a (2)"), trashed()); // what was replaced
    }

    @Test
    void foldersMerge() throws Exception {
        file("d/one", "1");
        file("d/two", "2");
        fixture.tree.delete(List.of("d"), false, Work.QUIET);
        file("d/two", "other");
        file("d/three", "3");
        fixture.tree.restore(List.of(id("d")), Conflict.SKIP, Work.QUIET);
        assertEquals("1", Files.readString(fixture.inside.resolve("d/one")));
        assertEquals("other", Files.readString(fixture.inside.resolve("d/two")));
        assertEquals(List.of("d"), trashed()); // with the one that stayed
        fixture.tree.restore(List.of(id("d")), Conflict.OVERWRITE, Work.QUIET);
        assertEquals("2", Files.readString(fixture.inside.resolve("d/two")));
        assertEquals(List.of("d/two"), trashed());
    }

    @Test
    void aReplacedFileGoesToTheTrash() throws Exception {
        file("a", "old");
        Files.setPosixFilePermissions(fixture.inside.resolve("a"), PosixFilePermissions.fromString("rwxr-x---"));
        upload(fixture.tree, "a", "new".getBytes(UTF_8), Conflict.OVERWRITE);
        assertEquals("new", Files.readString(fixture.inside.resolve("a")));
        assertEquals(0750, fixture.tree.entry("a").mode());
        assertEquals(List.of("a"), trashed());
        fixture.tree.restore(List.of(id("a")), Conflict.RENAME, Work.QUIET);
        assertEquals("old", Files.readString(fixture.inside.resolve("a (2)")));
    }

    @Test
    void itSurvivesTheDaemonAndGoesWithTheInstance() throws Exception {
        file("a", "old");
        fixture.tree.delete(List.of("a"), false, Work.QUIET);
        long total = fixture.tree.usage().trash();
        fixture.close();
        fixture = new TreeFixture(base);
        assertEquals(List.of("a"), trashed());
        assertEquals(total, fixture.tree.usage().trash());
        assertEquals(fixture.inside.getParent(), base.resolve("trash").getParent());
    }

    @Test
    void aDaemonKilledBetweenTheRenamesLosesNothing() throws Exception {
        // the old file was taken away, its successor never came
        file("a", "old");
        var trash = new TrashBin(base.resolve("trash"), () -> null, Runnable::run);
        try (var folder = Folder.ofTrusted(fixture.inside)) {
            var name = Path.of("a");
            trash.takeReplaced(folder, name, TrashBin.Goods.of(FilePath.of("a"), folder.look(name)), null);
        }
        assertFalse(Files.exists(fixture.inside.resolve("a")));
        assertEquals(List.of(), trashed());
        assertEquals("old", Files.readString(fixture.inside.resolve("a")));
        assertEquals(0, base.resolve("trash").toFile().list().length);
    }

    @Test
    void aDaemonKilledBeforeTheFirstRenameLeavesNothing() throws Exception {
        Files.createDirectories(base.resolve("trash"));
        Files.writeString(
                base.resolve("trash/0123.pending"),
                "path=a\nkind=FILE\nsize=1\ncost=1\ndeleted=2026-01-01T00\\:00\\:00Z\n");
        Files.writeString(base.resolve("trash/damaged.item"), "\u0000\u0001 nonsense");
        assertEquals(List.of(), trashed());
        assertFalse(Files.exists(base.resolve("trash/0123.pending")));
    }

    @Test
    void theOldestGoFirstAndTheNewestStays() throws Exception {
        fixture.policy(TreeFixture.ID, 4L << 20);
        for (int i = 0; i < 4; i++) {
            upload(fixture.tree, "f" + i, new byte[512 * 1024], Conflict.FAIL);
            fixture.tree.delete(List.of("f" + i), false, Work.QUIET);
        }
        assertEquals(List.of("f3", "f2"), trashed());
        upload(fixture.tree, "big", new byte[2 << 20], Conflict.FAIL);
        fixture.tree.delete(List.of("big"), false, Work.QUIET);
        assertEquals(List.of("big"), trashed());
    }

    @Test
    void onlyWhoMayChangeThePathMayTouchIt() throws Exception {
        file("secret/a", "a");
        file("read/a", "a");
        fixture.tree.delete(List.of("secret/a", "read/a"), false, Work.QUIET);
        var tree = fixture.of(FileAccess.WRITE, new Rule("secret", FileAccess.HIDE), new Rule("read", FileAccess.READ));
        assertEquals(
                List.of("read/a"),
                tree.trash().items().stream().map(i -> i.path()).toList());
        var secret = id("secret/a");
        assertRefused(ErrorCode.NOT_FOUND, () -> tree.restore(List.of(secret), Conflict.FAIL, Work.QUIET));
        assertRefused(ErrorCode.NOT_FOUND, () -> tree.purge(List.of(secret), Work.QUIET));
        assertRefused(
                ErrorCode.FILE_ACCESS_DENIED, () -> tree.restore(List.of(id("read/a")), Conflict.FAIL, Work.QUIET));
        tree.purge(List.of(), Work.QUIET);
        assertEquals(2, trashed().size());
        assertRefused(ErrorCode.NOT_FOUND, () -> tree.purge(List.of("../../inside"), Work.QUIET));
        fixture.tree.purge(List.of(), Work.QUIET);
        assertEquals(0, base.resolve("trash").toFile().list().length);
        assertEquals(0, fixture.tree.usage().trash());
    }

    @Test
    void linksAreTrashedNotFollowed() throws Exception {
        Files.writeString(fixture.outside.resolve("kept"), "kept");
        Files.createSymbolicLink(fixture.inside.resolve("link"), fixture.outside);
        fixture.tree.delete(List.of("link"), false, Work.QUIET);
        assertEquals(Kind.LINK, fixture.tree.trash().items().getFirst().kind());
        fixture.tree.purge(List.of(), Work.QUIET);
        assertEquals("kept", Files.readString(fixture.outside.resolve("kept")));
    }
}
