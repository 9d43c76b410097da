package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.model.ErrorCode;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Sort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Abuse case 1: hostile paths are refused in every operation alike. */
class FilePathTest {
    private static final List<String> HOSTILE = List.of(
            "..",
            "../outside/secret.txt",
            "a/../../outside/secret.txt",
            "a/..",
            "./a",
            "a/.",
            "/etc/passwd",
            "//etc/passwd",
            "a//b",
            "a/",
            "\\\\host\\share\\x",
            "..\\outside",
            "C:\\Windows",
            "a\0.txt",
            "a\nb",
            "a\u007Fb",
            "a\u0085b",
            "\uD800",
            "x".repeat(256),
            "x/".repeat(2100) + "x",
            ".ostler-0123456789abcdefghijklmn.part");

    /** Names that a new file may not have. */
    private static final List<String> MISLEADING = List.of(
            "a.",
            "a ",
            " a",
            "...",
            "a:stream",
            "a::$DATA",
            "C:",
            "exe\u202Efdp.txt",
            "a\u200Bb",
            "a\u2028b",
            "overlong\uFFFD\uFFFDetc");

    /** Looks bad and is an ordinary name: nothing decodes it. */
    private static final List<String> HARMLESS =
            List.of("%2e%2e%2fsecret", "..a", "~", "$HOME", "*", "-rf", "a;b", "日本");

    @Test
    void hostilePathsAreRefusedByEveryOperation(@TempDir Path base) throws Exception {
        try (var fixture = new TreeFixture(base)) {
            Files.writeString(fixture.outside.resolve("secret.txt"), "secret");
            Files.createDirectory(fixture.inside.resolve("a"));
            for (var path : HOSTILE) {
                doors(fixture, path).forEach((name, call) -> assertRefused(ErrorCode.PATH_INVALID, call));
            }
            assertEquals("secret", Files.readString(fixture.outside.resolve("secret.txt")));
        }
    }

    @Test
    void misleadingNamesAreNotGivenToNewFiles(@TempDir Path base) throws Exception {
        try (var fixture = new TreeFixture(base)) {
            var tree = fixture.tree;
            Files.writeString(fixture.inside.resolve("file"), "x");
            for (var name : MISLEADING) {
                assertRefused(ErrorCode.PATH_INVALID, () -> tree.makeFolder(name));
                assertRefused(ErrorCode.PATH_INVALID, () -> tree.writeText(name, "x", "UTF-8", null));
                assertRefused(ErrorCode.PATH_INVALID, () -> tree.upload(name, 1, Conflict.OVERWRITE));
                assertRefused(ErrorCode.PATH_INVALID, () -> tree.rename("file", name, true));
                assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.readText(name, "UTF-8"));
            }
            assertEquals(1, tree.list("", null, 10, Sort.NAME, false).total());
        }
    }

    @Test
    void misleadingNamesOfOldFilesCanBeUsedAndRemoved(@TempDir Path base) throws Exception {
        try (var fixture = new TreeFixture(base)) {
            Files.writeString(fixture.inside.resolve("2024-01-01T10:00:00.log"), "log");
            assertEquals(
                    "log",
                    fixture.tree.readText("2024-01-01T10:00:00.log", "UTF-8").text());
            fixture.tree.delete(List.of("2024-01-01T10:00:00.log"), true, Work.QUIET);
        }
    }

    @Test
    void oddButHarmlessNamesAreTakenAsTheyAre(@TempDir Path base) throws Exception {
        try (var fixture = new TreeFixture(base)) {
            for (var name : HARMLESS) {
                fixture.tree.writeText(name, name, "UTF-8", null);
                assertEquals(name, Files.readString(fixture.inside.resolve(name)));
            }
        }
    }

    @Test
    void namesThatAreNoUnicodeAreListedAndCanBeRemoved(@TempDir Path base) throws Exception {
        try (var fixture = new TreeFixture(base)) {
            TreeFixture.run(
                    "sh",
                    "-c",
                    "cd \"$1\" && printf one > \"$(printf 'caf\\351')\" && printf two > \"$(printf 'caf\\350')\"",
                    "sh",
                    fixture.inside.toString());
            var page = fixture.tree.list("", null, 10, Sort.NAME, false);
            var names = page.entries().stream().map(e -> e.name()).toList();
            assertEquals(List.of("caf\uFFFDE8", "caf\uFFFDE9"), names);
            assertEquals("one", fixture.tree.readText("caf\uFFFDE9", "UTF-8").text());
            fixture.tree.rename("caf\uFFFDE8", "cafe", false);
            fixture.tree.delete(List.of("caf\uFFFDE9"), true, Work.QUIET);
            assertEquals(1, fixture.tree.list("", null, 10, Sort.NAME, false).total());
        }
    }

    @Test
    void errorsNameThePathOfThePersonAndNotTheHost(@TempDir Path base) throws Exception {
        try (var fixture = new TreeFixture(base)) {
            var error = assertRefused(ErrorCode.FILE_NOT_FOUND, () -> fixture.tree.readText("a/b", "UTF-8"));
            assertEquals(Map.of("path", "a/b"), error.parameters());
        }
    }

    static Map<String, Executable> doors(TreeFixture fixture, String path) {
        var tree = fixture.tree;
        var doors = new TreeMap<String, Executable>(Map.of(
                "list", () -> tree.list(path, null, 10, Sort.NAME, false),
                "entry", () -> tree.entry(path),
                "read", () -> tree.readText(path, "UTF-8"),
                "write", () -> tree.writeText(path, "x", "UTF-8", null),
                "folder", () -> tree.makeFolder(path),
                "from", () -> tree.rename(path, "x", true),
                "to", () -> tree.rename("a", path, true),
                "delete", () -> tree.delete(List.of(path), true, Work.QUIET),
                "upload", () -> tree.upload(path, 1, Conflict.OVERWRITE),
                "download", () -> tree.download(path)));
        doors.put("link", () -> tree.linkTarget(path));
        return doors;
    }
}
