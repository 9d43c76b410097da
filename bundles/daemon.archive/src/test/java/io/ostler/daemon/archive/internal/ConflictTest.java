package io.ostler.daemon.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.archive.internal.Samples.Kind;
import io.ostler.daemon.archive.internal.Samples.Part;
import io.ostler.model.ErrorCode;
import io.ostler.protocol.Files.Conflict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConflictTest {
    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(temp);
        Files.createDirectory(shop.root.resolve("out"));
        Files.writeString(shop.root.resolve("out/b"), "old");
    }

    private static byte[] sample(Kind kind) {
        return kind.of(Part.file("a", "new a"), Part.file("b", "new b"), Part.file("c", "new c"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void failStopsAndKeepsTheOld(Kind kind) throws Exception {
        assertEquals("out/b", shop.refused(ErrorCode.FILE_EXISTS, sample(kind)).get("path"));
        assertEquals("old", shop.contents().get("out/b"));
        assertEquals(!kind.hasTable(), shop.contents().containsKey("out/a"));
        shop.assertClean();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void skipKeepsTheOldAndSaysSo(Kind kind) throws Exception {
        var ended = Workshop.done(shop.extract(sample(kind), Conflict.SKIP));
        assertEquals(Map.of("out", "/", "out/a", "new a", "out/b", "old", "out/c", "new c"), shop.contents());
        assertTrue(ended.log().getFirst().contains("out/b"), ended.log()::toString);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void overwriteReplaces(Kind kind) throws Exception {
        Workshop.done(shop.extract(sample(kind), Conflict.OVERWRITE));
        assertEquals(Map.of("out", "/", "out/a", "new a", "out/b", "new b", "out/c", "new c"), shop.contents());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void renameKeepsBoth(Kind kind) throws Exception {
        Workshop.done(shop.extract(sample(kind), Conflict.RENAME));
        assertEquals(
                Map.of("out", "/", "out/a", "new a", "out/b", "old", "out/b (2)", "new b", "out/c", "new c"),
                shop.contents());
    }

    @Test
    void renameNeverReplacesTheOldWhenANameComesTwice() throws Exception {
        Workshop.done(shop.extract(Kind.TAR.of(Part.file("b", "new"), Part.file("b", "newer")), Conflict.RENAME));
        assertEquals(Map.of("out", "/", "out/b", "old", "out/b (2)", "newer"), shop.contents());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFileInTheWayOfAFolderStops(Kind kind) throws Exception {
        shop.refused(ErrorCode.NOT_A_FOLDER, kind.of(Part.file("b/x", "y")), Conflict.OVERWRITE);
        assertEquals("old", shop.contents().get("out/b"));
    }

    /** Abuse case 9: what may not be written comes in no archive either. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void deniedNamesAreLeftOutAndNoted(Kind kind) throws Exception {
        shop.tree.denied = Set.of("b", "secret");
        var ended = Workshop.done(shop.extract(
                kind.of(Part.file("a", "x"), Part.file("b", "evil"), Part.file("secret/x", "evil")),
                Conflict.OVERWRITE));
        assertEquals(Map.of("out", "/", "out/a", "x", "out/b", "old"), shop.contents());
        assertEquals(2, ended.log().size());
    }
}
