package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Kind;
import io.ostler.protocol.Files.Sort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Abuse case 2: links to the host lead nowhere, whatever is done with them. */
class LinkTest {
    @TempDir
    Path base;

    private TreeFixture fixture;
    private Map<String, String> outsideBefore;

    @BeforeEach
    void link() throws Exception {
        fixture = new TreeFixture(base);
        Files.writeString(fixture.outside.resolve("secret.txt"), "secret");
        Files.createDirectory(fixture.outside.resolve("folder"));
        Files.writeString(fixture.outside.resolve("folder/more.txt"), "more");
        Files.createSymbolicLink(fixture.inside.resolve("dir"), fixture.outside);
        Files.createSymbolicLink(fixture.inside.resolve("relative"), Path.of("../outside"));
        Files.createSymbolicLink(fixture.inside.resolve("file"), fixture.outside.resolve("secret.txt"));
        Files.createSymbolicLink(fixture.inside.resolve("dangling"), fixture.outside.resolve("new.txt"));
        Files.createSymbolicLink(fixture.inside.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(fixture.inside.resolve("proc"), Path.of("/proc/self/root"));
        Files.createDirectory(fixture.inside.resolve("real"));
        Files.writeString(fixture.inside.resolve("real/f"), "mine");
        Files.createSymbolicLink(fixture.inside.resolve("inner"), Path.of("real"));
        outsideBefore = contentOf(fixture.outside);
    }

    @AfterEach
    void nothingOutsideChanged() throws Exception {
        assertEquals(outsideBefore, contentOf(fixture.outside));
        assertEquals(List.of(), fixture.staged());
        fixture.close();
    }

    static Map<String, String> contentOf(Path folder) throws IOException {
        var content = new TreeMap<String, String>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.toList()) {
                content.put(
                        folder.relativize(path).toString(),
                        Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.readString(path) : "-");
            }
        }
        return content;
    }

    @Test
    void nothingGoesThroughALinkedFolder() {
        for (var dir : List.of("dir", "relative", "loop", "proc", "inner")) {
            FilePathTest.doors(fixture, dir + "/secret.txt").forEach((door, call) -> {
                if (!door.equals("to")) {
                    assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, call);
                }
            });
            assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, () -> fixture.tree.list(dir, null, 10, Sort.NAME, false));
            assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, () -> fixture.tree.rename("real/f", dir + "/f", true));
        }
    }

    @Test
    void aLinkedFileIsNeitherReadNorWritten() {
        var tree = fixture.tree;
        for (var link : List.of("file", "dangling", "loop", "dir")) {
            assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, () -> tree.readText(link, "UTF-8"));
            assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, () -> tree.download(link));
            assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, () -> tree.upload(link, 1, Conflict.OVERWRITE));
            assertRefused(ErrorCode.FILE_EXISTS, () -> tree.upload(link, 1, Conflict.FAIL));
            assertRefused(ErrorCode.FILE_EXISTS, () -> tree.writeText(link, "x", "UTF-8", null));
            assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, () -> tree.writeText(link, "x", "UTF-8", "\"x\""));
            assertRefused(ErrorCode.FILE_EXISTS, () -> tree.makeFolder(link));
            assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, () -> tree.rename("real/f", link, true));
        }
    }

    @Test
    void aLinkThatAppearsDuringAnUploadIsNotWrittenThrough() throws Exception {
        try (var upload = fixture.tree.upload("real/f", -1, Conflict.OVERWRITE)) {
            upload.write(ByteBuffer.wrap(new byte[5]));
            Files.delete(fixture.inside.resolve("real/f"));
            Files.createSymbolicLink(fixture.inside.resolve("real/f"), fixture.outside.resolve("secret.txt"));
            assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, upload::commit);
        }
        try (var upload = fixture.tree.upload("real/g", -1, Conflict.OVERWRITE)) {
            upload.write(ByteBuffer.wrap(new byte[5]));
            Files.move(fixture.inside.resolve("real"), fixture.inside.resolve("gone"));
            Files.createSymbolicLink(fixture.inside.resolve("real"), fixture.outside);
            assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, upload::commit);
        }
    }

    @Test
    void linksAreListedAsLinks() {
        var page = fixture.tree.list("", null, 100, Sort.NAME, false);
        for (var entry : page.entries()) {
            assertEquals(entry.name().equals("real") ? Kind.FOLDER : Kind.LINK, entry.kind(), entry.name());
        }
        assertEquals(8, page.total());
        assertEquals(Kind.LINK, fixture.tree.entry("dir").kind());
    }

    @Test
    void whatALinkSaysIsToldAndNotFollowed() throws Exception {
        var tree = fixture.tree;
        var links = Map.of(
                "dir", fixture.outside.toString(),
                "relative", "../outside",
                "dangling", fixture.outside.resolve("new.txt").toString(),
                "loop", "loop",
                "inner", "real");
        links.forEach((link, text) -> assertEquals(Optional.of(text), tree.linkTarget(link), link));
        Files.createSymbolicLink(fixture.inside.resolve("real/deep"), Path.of("../file"));
        assertEquals(Optional.of("../file"), tree.linkTarget("real/deep"));
        assertRefused(ErrorCode.NOT_A_FILE, () -> tree.linkTarget("real"));
        assertRefused(ErrorCode.NOT_A_FILE, () -> tree.linkTarget("real/f"));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.linkTarget("nothing"));
        assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, () -> tree.linkTarget("inner/deep"));
        assertRefused(ErrorCode.PATH_OUTSIDE_ROOT, () -> tree.linkTarget("proc/proc"));
    }

    @Test
    void whatALinkSaysIsContent() {
        var hidden = fixture.of(FileAccess.WRITE, new FileRights.Rule("file", FileAccess.HIDE));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> hidden.linkTarget("file"));
        fixture.policy(TreeFixture.ID, null, "fi*");
        assertRefused(ErrorCode.FILE_DENIED, () -> fixture.of(FileAccess.WRITE).linkTarget("file"));
    }

    @Test
    void linksAreMovedAndRemovedThemselves() throws Exception {
        fixture.tree.rename("dir", "real/dir", false);
        assertTrue(Files.isSymbolicLink(fixture.inside.resolve("real/dir")));
        Files.createSymbolicLink(fixture.inside.resolve("real/again"), fixture.outside);
        fixture.tree.delete(List.of("real", "file", "dangling", "loop", "proc", "relative", "inner"), true, Work.QUIET);
        try (var left = Files.list(fixture.inside)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void hardLinksAreFilesOfTheInstance() throws Exception {
        // A hard link can't be told from a file; making one to a foreign file needs rights to that file. Saving puts a
        // new file in its place, so that the other name keeps its content.
        Files.createLink(fixture.inside.resolve("hard"), fixture.outside.resolve("secret.txt"));
        var read = fixture.tree.readText("hard", "UTF-8");
        fixture.tree.writeText("hard", "changed", "UTF-8", read.etag());
        assertEquals("secret", Files.readString(fixture.outside.resolve("secret.txt")));
        assertFalse(read.text().isEmpty());
    }

    @Test
    void refusalsAreErrorsOfOurs() {
        try {
            fixture.tree.readText("dir/secret.txt", "UTF-8");
        } catch (OstlerException e) {
            assertEquals(Map.of("path", "dir/secret.txt"), e.parameters());
        }
    }
}
