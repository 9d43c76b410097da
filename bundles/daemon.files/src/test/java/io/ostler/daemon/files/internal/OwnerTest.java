package io.ostler.daemon.files.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.protocol.Files.Conflict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people bring belongs to the account whose folder they bring it to; only root can give files away. */
class OwnerTest {
    private static final int PROGRAM = 54_321;
    private static final int ITS_GROUP = 54_322;

    @TempDir
    Path base;

    private TreeFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TreeFixture(base);
        assumeTrue(ids(base).equals(Map.of("uid", 0, "gid", 0)), "only root gives files away");
        give(fixture.inside);
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private static void give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", PROGRAM);
        Files.setAttribute(path, "unix:gid", ITS_GROUP);
    }

    private static Map<String, Object> ids(Path path) throws IOException {
        return Files.readAttributes(path, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
    }

    private void assertGiven(String path) throws IOException {
        assertEquals(Map.of("uid", PROGRAM, "gid", ITS_GROUP), ids(fixture.inside.resolve(path)), path);
    }

    @Test
    void everyWayInGivesItToTheOwnerOfTheFolder() throws Exception {
        var tree = fixture.tree;
        tree.makeFolder("made");
        assertGiven("made");
        TreeFixture.upload(tree, "made/small", "x".getBytes(UTF_8), Conflict.FAIL);
        assertGiven("made/small");
        TreeFixture.upload(tree, "big", new byte[2 << 20], Conflict.FAIL);
        assertGiven("big");
        tree.writeText("notes.txt", "text", "UTF-8", null);
        assertGiven("notes.txt");
        try (var file = tree.open("by-offset", true, false, false)) {
            file.write(ByteBuffer.wrap("there".getBytes(UTF_8)), 0);
        }
        assertGiven("by-offset");
        assertEquals("there", Files.readString(fixture.inside.resolve("by-offset")));
        assertEquals(List.of(), fixture.staged());
    }

    @Test
    void copiesTooWhateverTheyAreCopiesOf() throws Exception {
        Files.createDirectories(fixture.inside.resolve("roots/deep"));
        Files.writeString(fixture.inside.resolve("roots/deep/file"), "text");
        fixture.tree.makeFolder("to");
        fixture.tree.copy(List.of("roots"), fixture.tree, "to", Conflict.FAIL, Work.QUIET);
        for (var path : List.of("to/roots", "to/roots/deep", "to/roots/deep/file")) {
            assertGiven(path);
        }
    }

    @Test
    void whatReplacesAFileTakesItsOwner() throws Exception {
        var roots = Files.writeString(fixture.inside.resolve("roots"), "old");
        TreeFixture.upload(fixture.tree, "roots", "new".getBytes(UTF_8), Conflict.OVERWRITE);
        assertEquals(Map.of("uid", 0, "gid", 0), ids(roots));
    }

    @Test
    void whereTheFolderIsTheDaemonsSoIsTheFile() throws Exception {
        Files.createDirectory(fixture.inside.resolve("roots"));
        TreeFixture.upload(fixture.tree, "roots/file", "x".getBytes(UTF_8), Conflict.FAIL);
        assertEquals(Map.of("uid", 0, "gid", 0), ids(fixture.inside.resolve("roots/file")));
    }
}
