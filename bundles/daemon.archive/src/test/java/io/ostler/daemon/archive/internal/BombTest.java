package io.ostler.daemon.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.archive.internal.Samples.Kind;
import io.ostler.daemon.archive.internal.Samples.Part;
import io.ostler.model.ErrorCode;
import io.ostler.protocol.Files.Conflict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Abuse case 6: small archives with much in them. */
@Tag("slow")
class BombTest {
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final String ZEROS = "0".repeat(8 << 20);

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
    }

    private long used() throws IOException {
        try (var all = Files.walk(shop.root)) {
            return all.filter(Files::isRegularFile)
                    .filter(at -> !at.endsWith("archive"))
                    .mapToLong(at -> at.toFile().length())
                    .sum();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ZIP", "TAR_GZ", "TAR_BZ2", "TAR_XZ", "TAR_ZST", "SEVEN_Z"})
    void whatIsAHundredTimesItsSizeIsStopped(Kind kind) throws Exception {
        var refused = shop.refused(ErrorCode.ARCHIVE_LIMIT, kind.of(Part.file("zeros", ZEROS)));
        assertTrue(refused.get("limit").contains("100 times"), refused::toString);
        assertEquals(0, used());
        shop.assertClean();
    }

    @Test
    void aSingleCompressedFileToo() throws Exception {
        shop.refused(ErrorCode.ARCHIVE_LIMIT, Samples.gz(new byte[8 << 20]));
        shop.refused(ErrorCode.ARCHIVE_LIMIT, Samples.zst(new byte[8 << 20]));
        assertEquals(0, used());
        shop.assertClean();
    }

    @Test
    void smallThingsOfZerosAreNoBomb() throws Exception {
        shop.extracted(Kind.TAR_XZ.of(Part.file("zeros", "0".repeat(900_000))));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void tooManyEntriesAreRefused(Kind kind) throws Exception {
        var refused =
                shop.refused(ErrorCode.ARCHIVE_LIMIT, kind.of(Samples.many(1001).toArray(Part[]::new)));
        assertEquals("1000 entries", refused.get("limit"));
        if (kind.hasTable()) {
            assertEquals(Map.of(), shop.contents());
        }
    }

    @Test
    void aMillionEntriesThatAreOnlyATable() throws Exception {
        var entry = ByteBuffer.allocate(47).order(ByteOrder.LITTLE_ENDIAN);
        entry.putInt(0, CENTRAL).putShort(28, (short) 1).put(46, (byte) 'x');
        var zip = new ByteArrayOutputStream();
        zip.writeBytes(new byte[] {'P', 'K', 3, 4});
        zip.writeBytes(new byte[100]);
        for (int i = 0; i < 1_000_000; i++) {
            zip.writeBytes(entry.array());
        }
        var end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(47_000_000)
                .putInt(104);
        zip.writeBytes(end.array());
        shop.refused(ErrorCode.ARCHIVE_LIMIT, zip.toByteArray());
    }

    @Test
    void entriesThatShareTheirBytesAreRefused() throws Exception {
        var zip = Kind.ZIP.of(Part.file("a", "x".repeat(100)), Part.file("b", "y".repeat(100)));
        int second = Samples.find(zip, CENTRAL, Samples.find(zip, CENTRAL, 0) + 4);
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(second + 42, 0);
        assertEquals(
                "entries overlap", shop.refused(ErrorCode.ARCHIVE_INVALID, zip).get("reason"));
        assertEquals(Map.of(), shop.contents());
    }

    @Test
    void anEntryThatSaysItIsShorterIsRefused() throws Exception {
        var zip = Kind.ZIP.of(Part.file("a", "x".repeat(100)));
        var bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(Samples.find(zip, CENTRAL, 0) + 24, 10);
        shop.refused(ErrorCode.ARCHIVE_INVALID, zip);
        assertEquals(Map.of("out", "/"), shop.contents());
        shop.assertClean();
    }

    @Test
    void anEntryThatSaysItIsLongerIsRefused() throws Exception {
        var zip = Kind.ZIP.of(Part.file("a", "x".repeat(100)));
        var bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(Samples.find(zip, CENTRAL, 0) + 24, 1000);
        shop.refused(ErrorCode.ARCHIVE_INVALID, zip);
        assertEquals(Map.of("out", "/"), shop.contents());
        shop.assertClean();
    }

    @Test
    void aHugeSizeInATableIsRefusedBeforeAnything() throws Exception {
        var zip = Kind.ZIP.of(Part.file("a", "x".repeat(100)));
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(Samples.find(zip, CENTRAL, 0) + 24, 0xF0000000);
        shop.refused(ErrorCode.ARCHIVE_LIMIT, zip);
        assertEquals(Map.of(), shop.contents());
    }

    @Test
    void aWrongChecksumLeavesNoFile() throws Exception {
        var zip = Kind.ZIP.of(Part.file("a", "x".repeat(100)));
        zip[Samples.find(zip, CENTRAL, 0) + 16] ^= 1;
        shop.refused(ErrorCode.ARCHIVE_INVALID, zip);
        assertEquals(Map.of("out", "/"), shop.contents());
    }

    /** A long name is kept in memory while it is read. */
    @Test
    void aNameOfAGigabyteIsRefused() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var gz = new GZIPOutputStream(out);
                var tar = new TarArchiveOutputStream(gz)) {
            var entry = new TarArchiveEntry("././@LongLink", (byte) 'L');
            entry.setSize(64 << 20);
            tar.putArchiveEntry(entry);
            tar.write(new byte[64 << 20]);
            tar.closeArchiveEntry();
        }
        shop.refused(ErrorCode.ARCHIVE_LIMIT, out.toByteArray());
    }

    @Test
    void aDictionaryBeyondTheLimitIsRefused() throws Exception {
        var small = new Workshop(
                Files.createDirectory(temp.resolve("small")), new ArchiveLimits(1000, 100, 1 << 20, 64 << 20, 1 << 20));
        var xz = Samples.packed(
                new byte[100], out -> new org.tukaani.xz.XZOutputStream(out, new org.tukaani.xz.LZMA2Options(6)));
        small.refused(ErrorCode.ARCHIVE_LIMIT, xz);
        small.refused(ErrorCode.ARCHIVE_LIMIT, Kind.SEVEN_Z.of(Part.file("a", "b".repeat(5000))));
    }

    @Test
    void theQuotaEndsWhatNothingElseEnds() throws Exception {
        shop.tree.quota = 3 << 20;
        var random = new byte[1 << 20];
        new java.util.Random(1).nextBytes(random);
        var tar = Samples.bytes(target -> {
            try (var out = new TarArchiveOutputStream(target)) {
                for (int i = 0; i < 4; i++) {
                    var entry = new TarArchiveEntry("f" + i);
                    entry.setSize(random.length);
                    out.putArchiveEntry(entry);
                    out.write(random);
                    out.closeArchiveEntry();
                }
            }
        });
        shop.tree.quota += tar.length;
        shop.refused(ErrorCode.QUOTA_EXCEEDED, tar, Conflict.OVERWRITE);
        assertEquals(3 << 20, used());
        shop.assertClean();
    }

    @Test
    void aTableBeyondTheQuotaLeavesNothing() throws Exception {
        var random = new byte[600_000];
        new java.util.Random(2).nextBytes(random);
        var zip = Samples.bytes(target -> {
            try (var out = new ZipOutputStream(target)) {
                for (var name : List.of("a", "b")) {
                    out.putNextEntry(new ZipEntry(name));
                    out.write(random);
                }
            }
        });
        shop.tree.quota = 1_000_000;
        shop.refused(ErrorCode.QUOTA_EXCEEDED, zip);
        assertEquals(Map.of(), shop.contents());
    }
}
