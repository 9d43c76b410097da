package io.ostler.daemon.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.archive.internal.Samples.Kind;
import io.ostler.daemon.archive.internal.Samples.Part;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Conflict;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExtractTest {
    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFormatGivesItsFilesAndFolders(Kind kind) throws Exception {
        var ended = shop.extracted(kind.of(
                Part.folder("world"),
                Part.file("world/level.txt", "level"),
                Part.folder("empty"),
                Part.file("deep/er/file.txt", "deeper"),
                Part.file("none", "")));
        assertEquals(
                Map.of(
                        "out", "/",
                        "out/world", "/",
                        "out/world/level.txt", "level",
                        "out/empty", "/",
                        "out/deep", "/",
                        "out/deep/er", "/",
                        "out/deep/er/file.txt", "deeper",
                        "out/none", ""),
                shop.contents());
        assertEquals(5, ended.progress().entries());
        assertEquals(List.of(), ended.log());
        shop.assertClean();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void programsStayExecutableAndNothingElse(Kind kind) throws Exception {
        shop.extracted(kind.of(Part.program("start.sh", "#!/bin/sh"), Part.file("plain", "x")));
        var program = (int) Files.getAttribute(shop.root.resolve("out/start.sh"), "unix:mode") & 07777;
        assertEquals(0, program & 07022, "set-user-id or writable for others");
        assertEquals(0100, program & 0100);
        assertFalse(Files.getPosixFilePermissions(shop.root.resolve("out/plain"))
                .contains(PosixFilePermission.OWNER_EXECUTE));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void linksAreLeftOutAndNoted(Kind kind) throws Exception {
        var ended = shop.extracted(kind.of(Part.link("way", "/etc"), Part.file("a", "b")));
        assertEquals(Map.of("out", "/", "out/a", "b"), shop.contents());
        assertTrue(ended.log().getFirst().contains("way"), ended.log()::toString);
    }

    @ParameterizedTest
    @CsvSource({"GZ,gz", "BZ2,bz2", "XZ,xz", "ZST,zst"})
    void aSingleCompressedFileLosesItsEnding(String how, String ending) throws Exception {
        var plain = "hello".getBytes(StandardCharsets.UTF_8);
        var packed = switch (how) {
            case "GZ" -> Samples.gz(plain);
            case "BZ2" -> Samples.bz2(plain);
            case "XZ" -> Samples.xz(plain);
            default -> Samples.zst(plain);
        };
        Files.write(shop.root.resolve("log.txt." + ending), packed);
        Workshop.done(shop.end(shop.begin("log.txt." + ending, "", Conflict.FAIL, "")));
        assertEquals("hello", Files.readString(shop.root.resolve("log.txt")));
    }

    @ParameterizedTest
    @CsvSource({"GBK,服务器", "Shift_JIS,ワールド", "IBM437,Grüße", "EUC-KR,서버", "windows-1251,мир"})
    void namesOfOldZipsInTheEncodingThatWasGiven(String encoding, String name) throws Exception {
        var zip = Samples.zip(List.of(Part.file(name, "x")), Charset.forName(encoding), false);
        Files.write(shop.root.resolve("archive"), zip);
        Workshop.done(shop.end(shop.begin("archive", "", Conflict.FAIL, encoding)));
        assertEquals(Map.of(name, "x"), shop.contents());
    }

    @Test
    void withoutAnEncodingUtf8IsSeenAndElseItIsDos() throws Exception {
        shop.extracted(Samples.zip(List.of(Part.file("世界", "x")), StandardCharsets.UTF_8, false));
        shop.extracted(Samples.zip(List.of(Part.file("é", "y")), Charset.forName("IBM437"), false));
        assertEquals(Map.of("out", "/", "out/世界", "x", "out/é", "y"), shop.contents());
    }

    @Test
    void anUnknownEncodingIsRefusedAtOnce() throws Exception {
        Files.write(shop.root.resolve("archive"), Kind.ZIP.of());
        var error = Assertions.assertThrows(
                OstlerException.class, () -> shop.begin("archive", "", Conflict.FAIL, "klingon"));
        assertEquals(ErrorCode.INVALID_REQUEST, error.code());
    }

    @Test
    void whatIsNoArchiveIsSaidAtOnce() throws Exception {
        Files.writeString(shop.root.resolve("archive"), "plain text, called archive");
        var error = Assertions.assertThrows(OstlerException.class, () -> shop.begin("archive", "", Conflict.FAIL, ""));
        assertEquals(ErrorCode.ARCHIVE_FORMAT_UNKNOWN, error.code());
    }

    @Test
    void anArchiveInAnArchiveStaysOne() throws Exception {
        var inner = Kind.ZIP.of(Part.file("a", "b"));
        var outer = Samples.bytes(target -> {
            try (var out = new java.util.zip.ZipOutputStream(target)) {
                out.putNextEntry(new java.util.zip.ZipEntry("inner.zip"));
                out.write(inner);
            }
        });
        shop.extracted(outer);
        Assertions.assertArrayEquals(inner, Files.readAllBytes(shop.root.resolve("out/inner.zip")));
    }

    @Test
    void whatComesTwiceIsNewerTheSecondTime() throws Exception {
        shop.extracted(Kind.TAR.of(Part.file("a", "old"), Part.file("./a", "new")));
        assertEquals("new", shop.contents().get("out/a"));
    }
}
