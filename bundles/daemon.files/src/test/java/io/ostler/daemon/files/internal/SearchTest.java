package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.FileRights.Rule;
import io.ostler.protocol.Files.SearchRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
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

    private io.ostler.protocol.Files.Found search(String name, String content, boolean regex, int limit) {
        return fixture.tree.search(
                new SearchRequest(TreeFixture.ID, FileRights.ALL, "", name, content, regex, false, limit));
    }

    @Test
    void namesAndContentsAreFound() throws Exception {
        file("server.properties", "a=1\nMax-Players=20\r\nb=max-players\n");
        file("plugins/x/config.yml", "players: 5");
        file("plugins/x.jar", "\0players");
        assertEquals(
                List.of("plugins/x/config.yml"),
                search("*.yml", "", false, 10).hits().stream()
                        .map(h -> h.path())
                        .toList());
        assertEquals(
                2,
                search("CONFIG", "", false, 10).hits().size()
                        + search("prop", "", false, 10).hits().size());
        var hits = search("", "max-players", false, 10).hits();
        assertEquals(List.of(2, 3), hits.stream().map(h -> h.line()).toList());
        assertEquals("Max-Players=20", hits.getFirst().text());
        assertEquals(1, search("", "^players:\\s+[0-9]$", true, 10).hits().size());
        assertFalse(search("", "players", false, 1).complete());
        assertTrue(search("", "players", false, 100).complete());
        assertRefused(ErrorCode.INVALID_REQUEST, () -> search("", "(", true, 10));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> search("", "x", true, 0));
        assertEquals(
                4,
                fixture.tree
                                .search(new SearchRequest(
                                        TreeFixture.ID, FileRights.ALL, "plugins", "", "", false, false, 100))
                                .hits()
                                .size()
                        + 1);
    }

    @Test
    void deniedAndHiddenContentsAreNotSearched() throws Exception {
        fixture.policy(TreeFixture.ID, null, "*.key");
        file("a.key", "needle");
        file("hidden/b", "needle");
        file("c", "needle");
        var tree = fixture.of(FileAccess.READ, new Rule("hidden", FileAccess.HIDE));
        var request = new SearchRequest(TreeFixture.ID, FileRights.ALL, "", "", "needle", false, false, 10);
        assertEquals(
                List.of("c"),
                tree.search(request).hits().stream().map(h -> h.path()).toList());
    }

    @Test
    void longLinesAreShortenedAndUtf16IsRead() throws Exception {
        file("long", "x".repeat(100_000) + "needle" + "y".repeat(1000));
        Files.write(
                fixture.inside.resolve("wide"),
                "\uFEFFone\nneedle".getBytes(java.nio.charset.StandardCharsets.UTF_16LE));
        var hits = search("", "needle", false, 10).hits();
        assertEquals(2, hits.size());
        assertTrue(
                hits.stream().allMatch(h -> h.text().length() <= 300 && h.text().contains("needle")));
    }

    /** Abuse case 12. */
    @Test
    void noExpressionHangsIt() throws Exception {
        var match = new TextMatch("(a+a+)+\\1z", true, true, System.nanoTime() + 200_000_000);
        org.junit.jupiter.api.Assertions.assertThrows(
                TextMatch.TimeOver.class, () -> match.find("a".repeat(100) + "b"));
        for (var unstoppable : java.util.List.of("(?:(?:(?:){9999}){9999}){9999}", "(?:|)".repeat(40) + "(?!)")) {
            var refused = org.junit.jupiter.api.Assertions.assertThrows(
                    io.ostler.model.OstlerException.class,
                    () -> new TextMatch(unstoppable, true, true, Long.MAX_VALUE));
            assertEquals(io.ostler.model.ErrorCode.INVALID_REQUEST, refused.code());
        }
        var deep = new TextMatch("(a|b)*c", true, true, System.nanoTime() + 20_000_000_000L);
        assertEquals(-1, deep.find("ab".repeat(16_000)));
    }
}
