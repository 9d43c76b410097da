package io.ostler.daemon.console.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.console.internal.log.StoredLog;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.protocol.ConsoleWork.Found;
import io.ostler.protocol.ConsoleWork.Line;
import io.ostler.protocol.ConsoleWork.Search;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class LogSearchTest {

    private static final InstanceId ID = InstanceId.create();
    /** Takes a time without end on many equal letters; the backward reference keeps Java from remembering dead ends. */
    private static final String ASTRAY = "^(a+)+\\1x$";

    private static final long PATIENT = 60_000_000_000L;

    @TempDir
    Path folder;

    private Path file;
    private StoredLog log;
    private LogSearch search;
    private Charset charset = StandardCharsets.UTF_8;

    @BeforeEach
    void open() throws IOException {
        file = Files.createFile(folder.resolve("out.log"));
        log = new StoredLog(file);
        search = new LogSearch(PATIENT);
    }

    @AfterEach
    void close() {
        search.close();
    }

    private void write(String text) throws IOException {
        Files.write(file, text.getBytes(charset), java.nio.file.StandardOpenOption.APPEND);
    }

    private static Search text(String text) {
        return new Search(ID, text, false, false, null, null, null, null, null, false, 100);
    }

    private static Search regex(String text) {
        return new Search(ID, text, true, false, null, null, null, null, null, false, 100);
    }

    private Found find(Search wanted) throws IOException {
        return search.search(log, charset, wanted);
    }

    private static List<String> texts(Found found) {
        return found.lines().stream().map(Line::text).toList();
    }

    // ---- text

    @Test
    void linesAreFoundWithTheirOffsets() throws IOException {
        write("one\nTwo\nthree two\r\nfour\ntw");
        var found = find(text("two"));
        assertEquals(List.of("Two", "three two"), texts(found));
        assertEquals(List.of(4L, 8L), found.lines().stream().map(Line::offset).toList());
        assertNull(found.next());
        assertFalse(found.cut());
    }

    @Test
    void letterCaseCountsIfWanted() throws IOException {
        write("one\nTwo\ntwo\n");
        assertEquals(
                List.of("Two"),
                texts(find(new Search(ID, "Two", false, true, null, null, null, null, null, false, 9))));
    }

    @Test
    void theUnfinishedLineIsSearchedToo() throws IOException {
        write("one\nlogin: ");
        assertEquals(List.of("login: "), texts(find(text("login"))));
    }

    @Test
    void colourCodesDontHideWords() throws IOException {
        write(
                "\u001b[31mER\u001b[0mROR\u001b[1;32m here\u001b[m\nplain\n\u001b]0;title ERROR\u0007nothing\nx\u001b[2K\rERROR y\n");
        assertEquals(List.of("ERROR here", "ERROR y"), texts(find(text("error"))));
    }

    @Test
    void whatWasOverwrittenIsNotThere() throws IOException {
        write("10 %\r20 %\r30 %\nabc\b\bX\n");
        assertEquals(List.of("30 %"), texts(find(text("%"))));
        assertEquals(List.of(), texts(find(text("20 %"))));
        assertEquals(List.of("aXc"), texts(find(text("axc"))));
    }

    @Test
    void umlautsAreFoundInEitherCase() throws IOException {
        write("ÄRGER\nSpaß\närger\n");
        assertEquals(List.of("ÄRGER", "ärger"), texts(find(text("ärger"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32", "ISO-8859-1", "windows-1252", "Shift_JIS", "GBK"})
    void everyEncodingIsSearched(String name) throws IOException {
        charset = Charset.forName(name);
        var text = "eins\nzwei hälfte\ndrei\nzwei\n".repeat(2);
        Files.write(file, text.getBytes(charset));
        var found = find(text("zwei"));
        assertEquals(4, found.lines().size());
        var second = found.lines().get(1);
        assertEquals("zwei", second.text());
        var tail = Files.readAllBytes(file);
        var rest = new String(
                tail,
                (int) second.offset(),
                tail.length - (int) second.offset(),
                name.equals("UTF-16") ? StandardCharsets.UTF_16BE : charset);
        assertTrue(rest.startsWith("zwei\n"), rest);
        assertEquals(1, find(regexFrom("^drei$", second.offset())).lines().size());
    }

    private static Search regexFrom(String text, long from) {
        return new Search(ID, text, true, false, null, null, null, from, null, false, 100);
    }

    @Test
    void gameChatThatOrdersTextBackwardsIsShownByName() throws IOException {
        write("a\u202Eb find\n");
        assertEquals(List.of("a<U+202E>b find"), texts(find(text("find"))));
    }

    // ---- expressions

    @Test
    void expressionsAreFound() throws IOException {
        write("player 12 joined\nplayer x joined\n");
        assertEquals(List.of("player 12 joined"), texts(find(regex("player \\d+ JOINED"))));
    }

    @Test
    void aBrokenExpressionIsRefusedWithItsPlace() throws IOException {
        write("x\n");
        var error = assertThrows(OstlerException.class, () -> find(regex("a(b")));
        assertEquals(ErrorCode.INVALID_REQUEST, error.code());
        assertEquals("text", error.parameters().get("field"));
    }

    @Test
    void anExpressionThatGoesAstrayPassesItsLineBy() throws IOException {
        write("a".repeat(4000) + "!\n" + "aax\n");
        assertEquals(List.of("aax"), texts(find(regex(ASTRAY))));
    }

    @Test
    void anExpressionThatNeedsTheStackEndsOrdinarily() throws IOException {
        write("ab".repeat(8000) + "\nabx\n");
        assertEquals(List.of("abx"), texts(find(regex("^(?:a|b)*x$"))));
    }

    @Test
    void aSearchWithoutTimeSaysWhereItGoesOn() throws IOException {
        write("some line\n".repeat(400_000));
        search.close();
        search = new LogSearch(-1);
        var found = find(regex("none of them"));
        assertTrue(found.cut());
        assertEquals(0, found.next());
        search = new LogSearch(PATIENT);
    }

    @Test
    void expressionsThatGoAstrayEverywhereStillGetOn() throws IOException {
        write(("a".repeat(60) + "!\n").repeat(40));
        write("aax\n");
        search.close();
        search = new LogSearch(300_000_000);
        var found = new ArrayList<String>();
        int searches = 0;
        for (Long next = 0L; next != null; searches++) {
            var part = find(new Search(ID, ASTRAY, true, false, null, null, null, next, null, false, 10));
            found.addAll(texts(part));
            next = part.next();
        }
        assertEquals(List.of("aax"), found);
        assertTrue(searches > 1);
    }

    // ---- paging, both ways

    @Test
    void pagesFollowOneAnotherWithoutLossOrDouble() throws IOException {
        var expected = new ArrayList<String>();
        var text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            boolean isHit = i % 7 == 0;
            text.append(isHit ? "hit " : "miss ").append(i).append(" some more text to fill\n");
            if (isHit) {
                expected.add("hit " + i + " some more text to fill");
            }
        }
        write(text.toString());
        assertEquals(expected, all("hit", false));
        assertEquals(expected.reversed(), all("hit", true));
    }

    private List<String> all(String wanted, boolean backwards) throws IOException {
        var lines = new ArrayList<String>();
        Long next = backwards ? Files.size(file) : 0L;
        while (next != null) {
            var found = find(new Search(
                    ID,
                    wanted,
                    false,
                    false,
                    null,
                    null,
                    null,
                    backwards ? null : next,
                    backwards ? next : null,
                    backwards,
                    333));
            lines.addAll(texts(found));
            next = found.next();
        }
        return lines;
    }

    @Test
    void linesAcrossWindowsAreWhole() throws IOException {
        int window = WindowSearch.WINDOW;
        write("x".repeat(window - 5) + "\nneedle at the border\n" + "y".repeat(100) + "\n");
        assertEquals(List.of("needle at the border"), texts(find(text("needle"))));
        write("z\n".repeat(window / 2) + "long " + "w".repeat(9000) + " needle\n");
        assertEquals(2, find(text("needle")).lines().size());
        assertEquals(2, all("needle", true).size());
    }

    @Test
    void aFloodWithoutLinesIsSearchedInPieces() throws IOException {
        var bytes = new byte[3 * WindowSearch.WINDOW];
        java.util.Arrays.fill(bytes, (byte) 'q');
        System.arraycopy("needle".getBytes(), 0, bytes, 1_500_000, 6);
        Files.write(file, bytes);
        for (boolean backwards : new boolean[] {false, true}) {
            var found = find(new Search(ID, "needle", false, false, null, null, null, null, null, backwards, 100));
            assertEquals(1, found.lines().size());
            assertTrue(found.lines().getFirst().text().length() <= WindowSearch.LONGEST_TEXT);
            assertTrue(found.lines().getFirst().text().contains("needle"));
        }
        assertEquals(0, find(regex("nothing")).lines().size());
    }

    @Test
    void binaryIsNoTrouble() throws IOException {
        var bytes = new byte[2 << 20];
        new java.util.Random(1).nextBytes(bytes);
        Files.write(file, bytes);
        for (var wanted : List.of(text("abc"), regex("a.c"), text(""))) {
            assertTrue(find(wanted).lines().size() <= 100);
        }
    }

    @Test
    void aStretchIsSearchedAlone() throws IOException {
        write("a1\na2\na3\na4\n");
        assertEquals(
                List.of("a2", "a3"),
                texts(find(new Search(ID, "a", false, false, null, null, null, 3L, 9L, false, 9))));
    }

    // ---- levels and times

    @Test
    void levelsAreThoseOfTheLineAbove() throws IOException {
        write("[INFO] start\n[ERROR] broken\n    at x.Y\nCaused by: z\n[WARN] careful\nplain\n");
        var found = find(new Search(ID, "", false, false, "error", null, null, null, null, false, 9));
        assertEquals(List.of("[ERROR] broken", "    at x.Y", "Caused by: z"), texts(found));
        assertEquals("error", found.lines().get(1).level());
        var warn = find(new Search(ID, "ca", false, false, "warn", null, null, null, null, false, 9));
        assertEquals(List.of("Caused by: z", "[WARN] careful"), texts(warn));
    }

    @Test
    void timesChooseAndAreTold() throws IOException {
        log.marks().note(0, 1);
        write("first\n");
        log.marks().noteLast(6, 10_000);
        write("second\n");
        log.marks().noteLast(13, 20_000);
        write("third\n");
        log.marks().noteLast(19, 30_000);
        var found = find(new Search(
                ID,
                "",
                false,
                false,
                null,
                Instant.ofEpochMilli(15_000),
                Instant.ofEpochMilli(25_000),
                null,
                null,
                false,
                9));
        assertEquals(List.of("second"), texts(found));
        assertEquals(Instant.ofEpochMilli(20_000), found.lines().getFirst().at());
    }

    @Test
    void nonsenseIsRefused() throws IOException {
        write("x\n");
        for (var wanted : List.of(
                new Search(ID, "x", false, false, null, null, null, null, null, false, 0),
                new Search(ID, "x", false, false, null, null, null, null, null, false, 501),
                new Search(ID, "x", false, false, "loud", null, null, null, null, false, 1),
                new Search(ID, "x", false, false, null, null, null, -1L, null, false, 1),
                new Search(ID, "x", false, false, null, null, null, null, -1L, false, 1),
                text("x".repeat(1001)))) {
            assertEquals(
                    ErrorCode.INVALID_REQUEST,
                    assertThrows(OstlerException.class, () -> find(wanted)).code());
        }
        assertEquals(
                0,
                find(new Search(ID, "x", false, false, null, null, null, 1L << 60, null, false, 1))
                        .lines()
                        .size());
        assertEquals(
                0,
                find(new Search(ID, "x", false, false, null, null, null, 5L, 2L, true, 1))
                        .lines()
                        .size());
    }

    @Test
    void whatWasLetGoIsNotFound() throws IOException {
        write("needle\n".repeat(10));
        log.beginAt(35);
        assertEquals(5, find(text("needle")).lines().size());
    }

    // ---- copies

    @Test
    void aCopyIsTheBytesOrTheText() throws IOException {
        write("\u001b[31mrot\u001b[0m\r\nÄ\n");
        var raw = new ByteArrayOutputStream();
        LogCopy.copy(log, 0, Long.MAX_VALUE, raw);
        assertEquals(Files.size(file), raw.size());
        var plain = new ByteArrayOutputStream();
        try (var text = new PlainOutput(charset, plain)) {
            LogCopy.copy(log, 0, Long.MAX_VALUE, text);
        }
        assertEquals("rot\nÄ\n", plain.toString(StandardCharsets.UTF_8));
    }

    @Test
    void plainTextIsWholeAcrossParts() throws IOException {
        charset = StandardCharsets.UTF_16LE;
        var text = "Grüße 🙂 aus Köln\n".repeat(20_000);
        write(text);
        var plain = new ByteArrayOutputStream();
        try (var out = new PlainOutput(charset, plain)) {
            LogCopy.copy(log, 0, Long.MAX_VALUE, out);
        }
        assertEquals(text, plain.toString(StandardCharsets.UTF_8));
    }

    /** Abuse case 12: they look at no character, so nothing could stop them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"(?:(?:(?:){9999}){9999}){9999}", "(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?!)"})
    void expressionsThatNothingCouldStopAreRefused(String expression) throws IOException {
        write("line\n");
        var refused = assertThrows(OstlerException.class, () -> search.search(log, charset, regex(expression)));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.code());
        assertEquals("text", refused.parameters().get("field"));
        assertTrue(search.search(log, charset, text(expression)).lines().isEmpty());
    }
}
