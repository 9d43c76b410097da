package io.ostler.daemon.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.daemon.archive.internal.Samples.Kind;
import io.ostler.daemon.archive.internal.Samples.Part;
import io.ostler.model.ErrorCode;
import io.ostler.protocol.Files.Conflict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Abuse case 5: archives that want out of their folder. */
class SlipTest {
    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() {
        shop = new Workshop(temp);
    }

    static Stream<Arguments> slips() {
        var names = Stream.of(
                "../evil",
                "../../evil",
                "a/../../evil",
                "a/..",
                "..",
                "/evil",
                "/etc/cron.d/evil",
                "//host/share/evil",
                "C:/evil",
                "c:evil",
                "..\\evil",
                "a\\..\\..\\evil",
                "\\\\host\\share\\evil",
                "./../evil",
                "a/./../../evil");
        return names.flatMap(name -> Stream.of(Kind.values()).map(kind -> Arguments.of(kind, name)));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void aNameThatLeadsOutsideIsRefused(Kind kind, String name) throws Exception {
        shop.refused(
                ErrorCode.ARCHIVE_INVALID,
                kind.of(Part.file("good", "x"), Part.file(name, "evil")),
                Conflict.OVERWRITE);
        if (kind.hasTable()) {
            assertEquals(Map.of(), shop.contents());
        }
        shop.assertClean();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLinkAndThenAFileThroughIt(Kind kind) throws Exception {
        shop.extract(kind.of(Part.link("way", "../.."), Part.file("way/evil", "evil")), Conflict.OVERWRITE);
        assertEquals("/", shop.contents().get("out/way"));
        shop.assertClean();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLinkThatIsThereIsNeverFollowed(Kind kind) throws Exception {
        Files.createDirectory(shop.root.resolve("out"));
        Files.createSymbolicLink(shop.root.resolve("out/way"), temp);
        shop.refused(ErrorCode.PATH_OUTSIDE_ROOT, kind.of(Part.file("way/evil", "evil")), Conflict.OVERWRITE);
        shop.refused(ErrorCode.PATH_OUTSIDE_ROOT, kind.of(Part.file("way/evil", "evil")), Conflict.FAIL);
        shop.refused(ErrorCode.PATH_OUTSIDE_ROOT, kind.of(Part.folder("way")), Conflict.OVERWRITE);
        shop.assertClean();
    }
}
