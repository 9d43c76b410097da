package io.ostler.daemon.detect.internal.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineAssemblerTest {
    private final List<String> lines = new ArrayList<>();

    private LineAssembler assembler(Charset charset) {
        return new LineAssembler(charset, lines::add);
    }

    private void feed(LineAssembler assembler, String text, Charset charset, int pieces) {
        var bytes = text.getBytes(charset);
        for (int i = 0; i < bytes.length; i += pieces) {
            assembler.feed(ByteBuffer.wrap(bytes, i, Math.min(pieces, bytes.length - i)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 1000})
    void aLineIsTheSameHoweverItsBytesArrive(int pieces) {
        var texts = List.of("plain", "Grüße 世界 😀", "last");
        for (var name : List.of("UTF-8", "UTF-16LE", "GB18030")) {
            var charset = Charset.forName(name);
            lines.clear();
            feed(assembler(charset), String.join("\r\n", texts) + "\n", charset, pieces);
            assertEquals(texts, lines, name);
        }
    }

    @Test
    void escapeSequencesAndControlCharactersAreTakenOut() {
        feed(
                assembler(StandardCharsets.UTF_8),
                "\u001b[31;1mred\u001b[0m \u001b]0;title\u0007and \u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\\u0008!\n",
                StandardCharsets.UTF_8,
                3);
        assertEquals(List.of("red and link!"), lines);
    }

    @Test
    void aSequenceThatNeverEndsEndsWithItsLine() {
        feed(assembler(StandardCharsets.UTF_8), "a\u001b]0;never\nnext\n", StandardCharsets.UTF_8, 100);
        assertEquals(List.of("a", "next"), lines);
    }

    @Test
    void onlyALineFeedEndsALine() {
        feed(
                assembler(StandardCharsets.UTF_8),
                "<evil> hi\r2026-01-01 00:00:00: forged\u0085x\u2028y\n",
                StandardCharsets.UTF_8,
                100);
        assertEquals(1, lines.size());
        assertTrue(lines.getFirst().startsWith("<evil> hi 2026"));
    }

    @Test
    void aLineWithoutEndIsShownOnceAndCostsNoMore() {
        var assembler = assembler(StandardCharsets.UTF_8);
        var flood = new byte[1 << 20];
        java.util.Arrays.fill(flood, (byte) 'x');
        for (int i = 0; i < 20; i++) {
            assembler.feed(ByteBuffer.wrap(flood));
        }
        assertEquals(1, lines.size());
        assertEquals(LineAssembler.LONGEST, lines.getFirst().length());
        feed(assembler, "\nafter\n", StandardCharsets.UTF_8, 10);
        assertEquals("after", lines.getLast());
    }

    @Test
    void whatIsNotTextIsNotShown() {
        var noise = new byte[1 << 18];
        new Random(1).nextBytes(noise);
        var assembler = assembler(StandardCharsets.UTF_8);
        assembler.feed(ByteBuffer.wrap(noise));
        feed(assembler, "\ntext\n", StandardCharsets.UTF_8, 100);
        assertEquals("text", lines.getLast());
        assertTrue(lines.size() < 300, lines.size() + " lines of noise");
    }

    @Test
    void afterAGapTheBrokenLineIsNotShown() {
        var assembler = assembler(StandardCharsets.UTF_8);
        feed(assembler, "first half", StandardCharsets.UTF_8, 100);
        assembler.skip();
        feed(assembler, "end of another\nwhole\nrest", StandardCharsets.UTF_8, 100);
        assembler.end();
        assertEquals(List.of("whole", "rest"), lines);
    }
}
