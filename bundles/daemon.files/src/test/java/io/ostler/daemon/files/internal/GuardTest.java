package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FilePolicy;
import io.ostler.model.FileRights;
import io.ostler.model.FileRights.Rule;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Entry;
import io.ostler.protocol.Files.SearchRequest;
import io.ostler.protocol.Files.Sort;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rights by path and denied patterns (A12, abuse case 9). */
class GuardTest {
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

    private void file(String path) throws Exception {
        var file = fixture.inside.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
    }

    private static List<String> names(FileTree tree, String folder) {
        return tree.list(folder, null, 100, Sort.NAME, false).entries().stream()
                .map(Entry::name)
                .toList();
    }

    @Test
    void whatIsHiddenIsNotThere() throws Exception {
        file("secret/a");
        file("open/a");
        var tree = fixture.of(FileAccess.WRITE, new Rule("secret", FileAccess.HIDE));
        assertEquals(List.of("open"), names(tree, ""));
        assertEquals(1, tree.list("", null, 10, Sort.NAME, false).total());
        for (var path : List.of("secret", "secret/a", "secret/none")) {
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.entry(path));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.list(path, null, 10, Sort.NAME, false));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.readText(path, ""));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.download(path));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.open(path, true, false, false));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.upload(path, 1, Conflict.OVERWRITE));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.writeText(path, "x", "UTF-8", null));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.makeFolder(path));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.rename(path, "open/b", true));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.rename("open/a", path, true));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.remove(path));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.delete(List.of(path), false, Work.QUIET));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.changeMode(path, 0777));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.changeModified(path, Instant.EPOCH));
            assertRefused(
                    ErrorCode.FILE_NOT_FOUND,
                    () -> tree.copy(List.of(path), tree, "open", Conflict.RENAME, Work.QUIET));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.walk(path, (child, entry) -> true));
            assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.versions(path));
            assertRefused(
                    ErrorCode.FILE_NOT_FOUND, () -> tree.uploads().create(path, 1, Conflict.FAIL, TreeFixture.USER));
        }
        assertEquals("secret/a", Files.readString(fixture.inside.resolve("secret/a")));
        var seen = new ArrayList<String>();
        tree.walk("", (path, entry) -> seen.add(path));
        assertEquals(List.of("open", "open/a"), seen);
        assertEquals(
                1,
                tree.search(new SearchRequest(TreeFixture.ID, FileRights.ALL, "", "a", "", false, false, 10))
                        .hits()
                        .size());
    }

    @Test
    void theWayToSomethingShownIsShown() throws Exception {
        file("a/b/c");
        file("a/x");
        file("z");
        var tree = fixture.of(FileAccess.HIDE, new Rule("a/b", FileAccess.READ));
        assertEquals(List.of("a"), names(tree, ""));
        assertEquals(List.of("b"), names(tree, "a"));
        assertEquals(List.of("c"), names(tree, "a/b"));
        assertEquals("a/b/c", tree.readText("a/b/c", "UTF-8").text());
        assertRefused(ErrorCode.FILE_ACCESS_DENIED, () -> tree.writeText("a/b/c", "", "UTF-8", "x"));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.entry("a/x"));
        assertRefused(ErrorCode.FILE_ACCESS_DENIED, () -> tree.delete(List.of("a"), true, Work.QUIET));
    }

    @Test
    void pagesOfAPartlyHiddenFolderHaveNoGaps() throws Exception {
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < 20; i++) {
            file("f%02d".formatted(i));
            if (i % 2 == 0) {
                rules.add(new Rule("f%02d".formatted(i), FileAccess.HIDE));
            }
        }
        var tree = fixture.of(FileAccess.READ, rules.toArray(Rule[]::new));
        var all = new ArrayList<String>();
        String cursor = null;
        do {
            var page = tree.list("", cursor, 3, Sort.NAME, false);
            assertEquals(10, page.total());
            assertFalse(page.entries().isEmpty());
            page.entries().forEach(entry -> {
                all.add(entry.name());
                assertFalse(entry.writable());
            });
            cursor = page.next();
        } while (cursor != null);
        assertEquals(10, all.size());
        assertTrue(all.stream().noneMatch(name -> Integer.parseInt(name.substring(1)) % 2 == 0));
    }

    @Test
    void aFolderWithSomethingProtectedIsNeitherTakenAwayNorRenamed() throws Exception {
        file("a/hidden/x");
        file("a/free");
        Files.createDirectory(fixture.inside.resolve("to"));
        var tree = fixture.of(FileAccess.WRITE, new Rule("a/hidden", FileAccess.HIDE));
        assertRefused(ErrorCode.FILE_ACCESS_DENIED, () -> tree.rename("a", "b", false));
        assertRefused(ErrorCode.FILE_ACCESS_DENIED, () -> tree.delete(List.of("a"), false, Work.QUIET));
        assertRefused(ErrorCode.FILE_ACCESS_DENIED, () -> tree.delete(List.of("a"), true, Work.QUIET));
        assertRefused(
                ErrorCode.FILE_ACCESS_DENIED,
                () -> tree.move(List.of("a"), tree, "to", Conflict.OVERWRITE, Work.QUIET));
        tree.copy(List.of("a"), tree, "to", Conflict.FAIL, Work.QUIET);
        assertEquals(List.of("free"), names(fixture.tree, "to/a"));
        tree.changeMode(List.of("a"), 0700, true, Work.QUIET);
        assertEquals("a/hidden/x", Files.readString(fixture.inside.resolve("a/hidden/x")));
    }

    @Test
    void aRuleIsNoPrefixOfAName() throws Exception {
        file("game/a");
        file("game-secret/a");
        var tree = fixture.of(FileAccess.HIDE, new Rule("game", FileAccess.WRITE));
        assertEquals(List.of("game"), names(tree, ""));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.readText("game-secret/a", ""));
    }

    @Test
    void deniedFilesAreSeenAndNothingElse() throws Exception {
        fixture.policy(TreeFixture.ID, null, "*.KEY", "config/secret.yml", "vault/**", "a/**/z");
        for (var path : List.of("x.key", "config/secret.yml", "vault/one/two", "a/z", "a/b/c/z", "ok")) {
            file(path);
        }
        var tree = fixture.of(FileAccess.WRITE);
        assertFalse(tree.entry("x.key").writable());
        assertTrue(tree.entry("ok").writable());
        for (var path : List.of("x.key", "config/secret.yml", "vault/one", "vault/one/two", "a/z", "a/b/c/z")) {
            tree.entry(path);
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.readText(path, ""));
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.download(path));
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.open(path, false, false, true));
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.rename(path, "free", false));
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.rename("ok", path, true));
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.remove(path));
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.delete(List.of(path), true, Work.QUIET));
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.changeMode(path, 0777));
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.upload(path, 1, Conflict.OVERWRITE));
        }
    }

    @Test
    void noOtherSpellingIsAWayAroundADenial() throws Exception {
        fixture.policy(TreeFixture.ID, null, "Secret.YML", "caf\u00e9.txt", "stra\u00dfe");
        var tree = fixture.of(FileAccess.WRITE);
        file("ok");
        for (var name :
                List.of("secret.yml", "SECRET.yml", "\uFF33ecret.yml", "cafe\u0301.txt", "CAF\u00C9.TXT", "STRASSE")) {
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.upload(name, 1, Conflict.FAIL));
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.rename("ok", name, true));
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.makeFolder("d/" + name));
        }
    }

    @Test
    void aDeniedPathIsNotReachedThroughItsFolders() throws Exception {
        fixture.policy(TreeFixture.ID, null, "config/secret.yml");
        file("config/secret.yml");
        file("config/other.yml");
        file("tmp/secret.yml");
        Files.createDirectory(fixture.inside.resolve("to"));
        var tree = fixture.of(FileAccess.WRITE);
        assertRefused(ErrorCode.FILE_DENIED, () -> tree.rename("config", "c2", false));
        assertRefused(ErrorCode.FILE_DENIED, () -> tree.delete(List.of("config"), false, Work.QUIET));
        assertRefused(ErrorCode.FILE_DENIED, () -> tree.move(List.of("config"), tree, "to", Conflict.FAIL, Work.QUIET));
        tree.copy(List.of("config"), tree, "to", Conflict.FAIL, Work.QUIET);
        assertEquals(List.of("other.yml"), names(fixture.tree, "to/config"));
        // and none is made that way
        fixture.tree.delete(List.of("config"), true, Work.QUIET);
        assertRefused(ErrorCode.FILE_DENIED, () -> tree.rename("tmp", "config", false));
        fixture.tree.makeFolder("config");
        assertRefused(
                ErrorCode.FILE_DENIED,
                () -> tree.copy(List.of("tmp/secret.yml"), tree, "config", Conflict.FAIL, Work.QUIET));
    }

    @Test
    void theOtherInstancesRulesHoldForWhatComesIn() throws Exception {
        fixture.policy(TreeFixture.OTHER, null, "*.key");
        var other = fixture.other();
        file("x.key");
        file("d/y.key");
        file("d/free");
        var target = fixture.service.of(
                TreeFixture.OTHER, new FileRights(FileAccess.WRITE, List.of(), false), TreeFixture.USER);
        assertRefused(
                ErrorCode.FILE_DENIED,
                () -> fixture.tree.copy(List.of("x.key"), target, "", Conflict.FAIL, Work.QUIET));
        assertRefused(
                ErrorCode.FILE_DENIED, () -> fixture.tree.move(List.of("d"), target, "", Conflict.FAIL, Work.QUIET));
        assertTrue(Files.exists(fixture.inside.resolve("d/free")));
        var readOnly = fixture.service.of(
                TreeFixture.OTHER, new FileRights(FileAccess.READ, List.of(), false), TreeFixture.USER);
        assertRefused(
                ErrorCode.FILE_ACCESS_DENIED,
                () -> fixture.tree.copy(List.of("d"), readOnly, "", Conflict.FAIL, Work.QUIET));
        try (var list = Files.list(other)) {
            assertEquals(0, list.count());
        }
    }

    @Test
    void patternsNeverTakeLong() {
        var pattern = "*a".repeat(100) + "b";
        var denials = new Denials(new FilePolicy(null, List.of(pattern, "**/*/".repeat(40) + "x")));
        assertFalse(denials.denies(FilePath.of(("a".repeat(200) + "/").repeat(15) + "c")));
    }

    @Test
    void aChangedPolicyHoldsForOpenTrees() throws Exception {
        file("x.key");
        var tree = fixture.of(FileAccess.WRITE);
        tree.readText("x.key", "");
        try (var open = tree.open("x.key", false, false, false)) {
            fixture.policy(TreeFixture.ID, null, "*.key");
            assertRefused(ErrorCode.FILE_DENIED, () -> tree.readText("x.key", ""));
            assertRefused(ErrorCode.FILE_DENIED, () -> open.write(ByteBuffer.wrap(new byte[1]), 0));
        }
    }
}
