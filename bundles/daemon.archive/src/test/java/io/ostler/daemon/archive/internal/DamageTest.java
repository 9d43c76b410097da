package io.ostler.daemon.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.archive.internal.Samples.Kind;
import io.ostler.daemon.archive.internal.Samples.Part;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Tasks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Abuse case 42: archives that were tampered with, or broke on their way. */
@Tag("slow")
class DamageTest {
    private static final Set<ErrorCode> HONEST = Set.of(
            ErrorCode.ARCHIVE_INVALID,
            ErrorCode.ARCHIVE_LIMIT,
            ErrorCode.ARCHIVE_FORMAT_UNKNOWN,
            ErrorCode.FILE_EXISTS,
            ErrorCode.NOT_A_FOLDER,
            ErrorCode.DISK_FULL);

    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
    }

    private static byte[] sample(Kind kind) {
        return kind.of(
                Part.file("first.txt", "a".repeat(3000)),
                Part.folder("folder"),
                Part.link("link", "first.txt"),
                Part.program("folder/second.txt", "Some text of the second file"));
    }

    /** Ends by a typed error or well, never otherwise, and leaves nothing in the making. */
    private void survives(byte[] archive) throws Exception {
        try {
            var ended = shop.extract(archive, Conflict.OVERWRITE);
            if (ended.state() != Tasks.State.DONE) {
                assertTrue(HONEST.contains(ended.fault().code()), ended::toString);
            }
        } catch (OstlerException e) {
            assertTrue(HONEST.contains(e.code()), e::toString);
        }
        shop.assertClean();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void cutAnywhere(Kind kind) throws Exception {
        var whole = sample(kind);
        for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 200)) {
            survives(Arrays.copyOf(whole, length));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aBitTurnedAnywhere(Kind kind) throws Exception {
        var whole = sample(kind);
        for (int i = 0; i < whole.length * 8; i += Math.max(1, whole.length * 8 / 400)) {
            var turned = whole.clone();
            turned[i / 8] ^= (byte) (1 << i % 8);
            survives(turned);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void numbersReplacedBySuchThatBreakThings(Kind kind) throws Exception {
        var random = new Random(7);
        var whole = sample(kind);
        var evil = new int[] {0, -1, 0x7FFFFFFF, 0x80000000, 0xFFFF, 1};
        for (int round = 0; round < 200; round++) {
            var changed = whole.clone();
            var bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(random.nextInt(changed.length - 4), evil[random.nextInt(evil.length)]);
            survives(changed);
        }
    }

    @Test
    void cutContentIsNeverTakenForWhole() throws Exception {
        for (var kind : List.of(Kind.TAR, Kind.TAR_GZ, Kind.TAR_XZ, Kind.TAR_ZST, Kind.TAR_BZ2)) {
            var whole = kind.of(Part.file("big", "The quick brown fox. ".repeat(5000)));
            shop.refused(ErrorCode.ARCHIVE_INVALID, Arrays.copyOf(whole, whole.length * 2 / 3), Conflict.OVERWRITE);
            assertEquals(Map.of("out", "/"), shop.contents());
            shop.assertClean();
        }
    }

    @Test
    void encryptedArchivesSaySo() throws Exception {
        var zip = Kind.ZIP.of(Part.file("a", "b"));
        zip[Samples.find(zip, 0x02014b50, 0) + 8] |= 1;
        assertEquals("encrypted", shop.refused(ErrorCode.ARCHIVE_INVALID, zip).get("reason"));
        shop.refused(ErrorCode.ARCHIVE_INVALID, Rars.four(List.of(Part.file("a", "b")), 0x80));
        assertEquals(Map.of(), shop.contents());
    }

    @Test
    void aRarWithNothingInItIsAnError() throws Exception {
        shop.refused(ErrorCode.ARCHIVE_INVALID, Kind.RAR_4.of());
        shop.refused(ErrorCode.ARCHIVE_INVALID, Kind.RAR_5.of());
    }
}
