package io.ostler.daemon.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.ArchiveFormat;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Tasks;
import io.ostler.testkit.instance.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressTest {
    @TempDir
    Path temp;

    private Workshop shop;

    @BeforeEach
    void open() throws Exception {
        shop = new Workshop(temp);
        Files.createDirectories(shop.root.resolve("world/region"));
        Files.writeString(shop.root.resolve("world/level.dat"), "level");
        Files.writeString(shop.root.resolve("world/region/世界 é.mca"), "region");
        Files.writeString(shop.root.resolve("world/start.sh"), "#!/bin/sh");
        Files.setPosixFilePermissions(
                shop.root.resolve("world/start.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setLastModifiedTime(
                shop.root.resolve("world/level.dat"), FileTime.from(Instant.parse("2024-02-03T04:05:06Z")));
        Files.createSymbolicLink(shop.root.resolve("world/link"), Path.of("level.dat"));
        Files.createDirectory(shop.root.resolve("world/empty"));
        Files.writeString(shop.root.resolve("eula.txt"), "true");
    }

    @ParameterizedTest
    @EnumSource(ArchiveFormat.class)
    void whatGoesInComesOut(ArchiveFormat format) throws Exception {
        var ended = Workshop.done(shop.compress(List.of("world", "eula.txt"), "archive", format, Conflict.FAIL));
        assertEquals(ended.progress().total(), ended.progress().done());
        assertEquals(format == ArchiveFormat.ZIP, ended.log().toString().contains("world/link"));
        Workshop.done(shop.end(shop.begin("archive", "back", Conflict.FAIL, "")));
        var back = shop.contents(shop.root.resolve("back"));
        assertEquals(
                Map.of(
                        "world", "/",
                        "world/region", "/",
                        "world/region/世界 é.mca", "region",
                        "world/level.dat", "level",
                        "world/start.sh", "#!/bin/sh",
                        "world/empty", "/",
                        "eula.txt", "true"),
                back);
        assertTrue(Files.isExecutable(shop.root.resolve("back/world/start.sh")));
        assertEquals(
                Instant.parse("2024-02-03T04:05:06Z"),
                Files.getLastModifiedTime(shop.root.resolve("back/world/level.dat"))
                        .toInstant());
        shop.assertClean();
    }

    @ParameterizedTest
    @EnumSource(ArchiveFormat.class)
    void otherProgramsReadIt(ArchiveFormat format) throws Exception {
        Workshop.done(shop.compress(List.of("world"), "archive", format, Conflict.FAIL));
        var out = Files.createDirectory(shop.root.resolve("other"));
        var archive = shop.root.resolve("archive").toString();
        boolean ran = format == ArchiveFormat.ZIP ? run(out, "unzip", "-q", archive) : run(out, "tar", "-xf", archive);
        assumeTrue(ran);
        assertEquals("region", Files.readString(out.resolve("world/region/世界 é.mca")));
        assertTrue(Files.isExecutable(out.resolve("world/start.sh")));
        if (format != ArchiveFormat.ZIP) {
            assertEquals(
                    "level.dat",
                    Files.readSymbolicLink(out.resolve("world/link")).toString());
        }
    }

    private static boolean run(Path folder, String... command) throws Exception {
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C.UTF-8");
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes());
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), said);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void namesAreRelativeToTheFolder() throws Exception {
        Workshop.done(shop.compress(List.of("world/region"), "archive", ArchiveFormat.TAR, Conflict.FAIL));
        Workshop.done(shop.end(shop.begin("archive", "back", Conflict.FAIL, "")));
        assertTrue(Files.exists(shop.root.resolve("back/region/世界 é.mca")));
    }

    @Test
    void deniedFilesAreLeftOutAndNoted() throws Exception {
        shop.tree.denied = Set.of("level.dat");
        var ended = Workshop.done(shop.compress(List.of("world"), "archive", ArchiveFormat.ZIP, Conflict.FAIL));
        assertTrue(ended.log().toString().contains("world/level.dat"), ended.log()::toString);
        Workshop.done(shop.end(shop.begin("archive", "back", Conflict.FAIL, "")));
        assertFalse(Files.exists(shop.root.resolve("back/world/level.dat")));
    }

    @Test
    void whatIsThereIsRefusedAtOnceLeftOrReplaced() throws Exception {
        Files.writeString(shop.root.resolve("archive"), "old");
        var error = assertThrows(
                OstlerException.class,
                () -> shop.compress(List.of("world"), "archive", ArchiveFormat.ZIP, Conflict.FAIL));
        assertEquals(ErrorCode.FILE_EXISTS, error.code());
        Workshop.done(shop.compress(List.of("world"), "archive", ArchiveFormat.ZIP, Conflict.SKIP));
        assertEquals("old", Files.readString(shop.root.resolve("archive")));
        Workshop.done(shop.compress(List.of("world"), "archive", ArchiveFormat.ZIP, Conflict.OVERWRITE));
        Workshop.done(shop.end(shop.begin("archive", "back", Conflict.FAIL, "")));
    }

    @Test
    void anArchiveDoesNotHoldItsOldSelf() throws Exception {
        for (int i = 0; i < 2; i++) {
            Workshop.done(shop.compress(List.of("world"), "world/all.tar", ArchiveFormat.TAR, Conflict.OVERWRITE));
        }
        Workshop.done(shop.end(shop.begin("world/all.tar", "back", Conflict.FAIL, "")));
        assertFalse(Files.exists(shop.root.resolve("back/world/all.tar")));
    }

    @Test
    void entriesMustBeOfOneFolder() {
        for (var paths : List.of(
                List.<String>of(), List.of("world", "world/region"), List.of("world", "world"), List.of("", "world"))) {
            var error = assertThrows(
                    OstlerException.class, () -> shop.compress(paths, "archive", ArchiveFormat.ZIP, Conflict.FAIL));
            assertEquals(ErrorCode.INVALID_REQUEST, error.code());
        }
    }

    @Test
    void theWholeFolderAsAStream() throws Exception {
        var out = new ByteArrayOutputStream();
        shop.archives.stream(shop.tree, List.of(""), ArchiveFormat.TAR_ZST, out);
        shop.extracted(out.toByteArray());
        assertEquals("true", shop.contents().get("out/eula.txt"));
        assertEquals("level", shop.contents().get("out/world/level.dat"));
    }

    @Test
    void aStreamThatBreaksThrowsAndIsNotClosed() {
        var closed = new boolean[1];
        var out = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the browser went");
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        for (var format : ArchiveFormat.values()) {
            assertThrows(IOException.class, () -> shop.archives.stream(shop.tree, List.of("world"), format, out));
        }
        assertFalse(closed[0]);
    }

    @Test
    void cancellingLeavesNothing() throws Exception {
        try (var large = new RandomAccessFile(shop.root.resolve("large").toFile(), "rw")) {
            large.setLength(20L << 30);
        }
        var begun = shop.archives.compress(new io.ostler.protocol.Files.CompressRequest(
                Workshop.INSTANCE,
                io.ostler.model.FileRights.ALL,
                List.of("large"),
                "large.zip",
                ArchiveFormat.ZIP,
                Conflict.FAIL,
                Workshop.USER));
        Await.until(
                "it is under way",
                () -> shop.board.find(begun.id()).orElseThrow().progress().done() > 0);
        shop.board.cancel(begun.id());
        assertEquals(Tasks.State.CANCELLED, shop.end(begun).state());
        assertFalse(Files.exists(shop.root.resolve("large.zip")));
        shop.assertClean();
    }

    @Test
    void extractionIsCancelledBetweenPieces() throws Exception {
        var roomy = new Workshop(
                Files.createDirectory(temp.resolve("roomy")),
                new ArchiveLimits(1000, 1_000_000, Long.MAX_VALUE, Long.MAX_VALUE, 64 << 20));
        // an hour of zeros
        var bomb = Samples.bytes(target -> {
            try (var out = new com.github.luben.zstd.ZstdOutputStream(target)) {
                var zeros = new byte[1 << 20];
                for (int i = 0; i < 4096; i++) {
                    out.write(zeros);
                }
            }
        });
        Files.write(roomy.root.resolve("bomb.zst"), bomb);
        var begun = roomy.begin("bomb.zst", "", Conflict.FAIL, "");
        Await.until(
                "it is under way",
                () -> roomy.board.find(begun.id()).orElseThrow().progress().done() > 0);
        roomy.board.cancel(begun.id());
        assertEquals(Tasks.State.CANCELLED, roomy.end(begun).state());
        assertFalse(Files.exists(roomy.root.resolve("bomb")));
        roomy.assertClean();
    }
}
