package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.model.ErrorCode;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodingTest {
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

    @Test
    void textsKeepTheirBytesInAllEncodings() throws Exception {
        for (var each : Map.of(
                        "GBK",
                        "中文",
                        "GB18030",
                        "中文\u20AC",
                        "Big5",
                        "中文",
                        "Shift_JIS",
                        "日本語",
                        "EUC-KR",
                        "한국어",
                        "ISO-8859-1",
                        "caf\u00e9",
                        "windows-1251",
                        "привет",
                        "windows-1252",
                        "\u20AC",
                        "UTF-16LE",
                        "x\uD83D\uDE00",
                        "UTF-16BE",
                        "x")
                .entrySet()) {
            var bytes = (each.getValue() + "\r\n").getBytes(Charset.forName(each.getKey()));
            Files.write(fixture.inside.resolve("f"), bytes);
            var read = fixture.tree.readText("f", each.getKey());
            assertEquals(each.getValue() + "\r\n", read.text(), each.getKey());
            fixture.tree.writeText("f", read.text(), read.encoding(), read.etag());
            assertArrayEquals(bytes, Files.readAllBytes(fixture.inside.resolve("f")), each.getKey());
        }
    }

    @Test
    void marksAreFoundAndKept() throws Exception {
        for (var charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE")) {
            var bytes = "\uFEFFtext".getBytes(Charset.forName(charset));
            Files.write(fixture.inside.resolve("f"), bytes);
            var read = fixture.tree.readText("f", "");
            assertEquals("\uFEFFtext", read.text());
            assertEquals(charset, read.encoding());
            fixture.tree.writeText("f", read.text(), read.encoding(), read.etag());
            assertArrayEquals(bytes, Files.readAllBytes(fixture.inside.resolve("f")));
        }
    }

    @Test
    void whatDoesNotDecodeIsNoText() throws Exception {
        Files.write(fixture.inside.resolve("f"), new byte[] {(byte) 0xC3, 0x28});
        assertRefused(ErrorCode.FILE_NOT_TEXT, () -> fixture.tree.readText("f", ""));
        assertRefused(ErrorCode.FILE_NOT_TEXT, () -> fixture.tree.writeText("g", "中", "ISO-8859-1", null));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> fixture.tree.readText("f", "none"));
    }
}
