package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.OstlerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {
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

    private String save(String path, String text) {
        String etag = null;
        try {
            etag = fixture.tree.readText(path, "UTF-8").etag();
        } catch (OstlerException e) {
            assertEquals(ErrorCode.FILE_NOT_FOUND, e.code());
        }
        return fixture.tree.writeText(path, text, "UTF-8", etag).etag();
    }

    @Test
    void formerContentsAreKeptAndComeBack() throws Exception {
        save("a.txt", "one");
        save("a.txt", "two");
        save("a.txt", "three");
        var versions = fixture.tree.versions("a.txt").versions();
        assertEquals(2, versions.size());
        assertEquals(
                "two",
                fixture.tree.readVersion("a.txt", versions.get(0).id(), "UTF-8").text());
        var oldest = versions.get(1).id();
        fixture.tree.restoreVersion("a.txt", oldest);
        assertEquals("one", Files.readString(fixture.inside.resolve("a.txt")));
        assertEquals(
                "three",
                fixture.tree
                        .readVersion(
                                "a.txt",
                                fixture.tree
                                        .versions("a.txt")
                                        .versions()
                                        .getFirst()
                                        .id(),
                                "UTF-8")
                        .text());
        assertRefused(ErrorCode.NOT_FOUND, () -> fixture.tree.readVersion("a.txt", "none", "UTF-8"));
        fixture.close();
        fixture = new TreeFixture(base);
        assertEquals(3, fixture.tree.versions("a.txt").versions().size());
        fixture.tree.delete(List.of("a.txt"), true, Work.QUIET);
        fixture.tree.restoreVersion("a.txt", oldest);
        assertEquals("one", Files.readString(fixture.inside.resolve("a.txt")));
    }

    @Test
    void onlyTheLastAreKept() {
        for (int i = 0; i < 25; i++) {
            save("a.txt", "text " + i);
        }
        assertEquals(
                VersionShelf.PER_FILE, fixture.tree.versions("a.txt").versions().size());
        assertEquals(VersionShelf.PER_FILE * 4096, fixture.tree.usage().versions());
    }

    @Test
    void theyFollowTheirFile() {
        fixture.tree.makeFolder("d");
        save("d/a.txt", "one");
        save("d/a.txt", "two");
        fixture.tree.rename("d", "e", false);
        assertEquals(1, fixture.tree.versions("e/a.txt").versions().size());
        assertEquals(0, fixture.tree.versions("d/a.txt").versions().size());
    }

    @Test
    void rightsHoldForVersions() {
        save("a.txt", "one");
        save("a.txt", "two");
        var id = fixture.tree.versions("a.txt").versions().getFirst().id();
        var reader = fixture.of(FileAccess.READ);
        assertEquals("one", reader.readVersion("a.txt", id, "").text());
        assertRefused(ErrorCode.FILE_ACCESS_DENIED, () -> reader.restoreVersion("a.txt", id));
        var stranger = fixture.of(FileAccess.HIDE);
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> stranger.readVersion("a.txt", id, ""));
        fixture.policy(TreeFixture.ID, null, "*.txt");
        assertRefused(ErrorCode.FILE_DENIED, () -> reader.readVersion("a.txt", id, ""));
    }

    @Test
    void aVersionThatDoesNotFitIsGivenUp() throws Exception {
        fixture.policy(TreeFixture.ID, 1L << 20);
        var large = "x".repeat(700_000);
        save("a.txt", large);
        save("a.txt", "small");
        assertEquals("small", Files.readString(fixture.inside.resolve("a.txt")));
    }
}
