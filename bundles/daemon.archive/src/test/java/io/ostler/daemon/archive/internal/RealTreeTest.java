package io.ostler.daemon.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.daemon.archive.internal.Samples.Kind;
import io.ostler.daemon.archive.internal.Samples.Part;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FilePolicy;
import io.ostler.model.FileRights;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.ArchiveFormat;
import io.ostler.protocol.Files.CompressRequest;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Archives and the product's own tree: what both promise together. */
@Tag("slow")
class RealTreeTest {
    private static final FileRights PERSON = new FileRights(FileAccess.WRITE, List.of(), false);

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everythingComesOut(Kind kind) throws Exception {
        try (var real = new RealTree(temp, FilePolicy.FREE)) {
            Workshop.done(real.extract(
                    kind.of(Part.folder("a"), Part.program("a/b", "x"), Part.file("c/d/e", "y")),
                    PERSON,
                    Conflict.FAIL));
            assertEquals(List.of("a", "a/b", "c", "c/d", "c/d/e"), real.out());
            assertTrue(Files.isExecutable(real.root.resolve("out/a/b")));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void linksLeadNowhere(Kind kind) throws Exception {
        try (var real = new RealTree(temp, FilePolicy.FREE)) {
            real.extract(
                    kind.of(Part.link("way", "../../outside"), Part.file("way/evil", "evil")),
                    PERSON,
                    Conflict.OVERWRITE);
            Files.createSymbolicLink(real.root.resolve("out/there"), real.outside);
            var ended = real.extract(kind.of(Part.file("there/evil", "evil")), PERSON, Conflict.OVERWRITE);
            assertEquals(ErrorCode.PATH_OUTSIDE_ROOT, ended.fault().code());
            Workshop.done(real.extract(kind.of(Part.file("there", "mine")), PERSON, Conflict.SKIP));
            assertEquals(List.of(), real.outside());
        }
    }

    /** Abuse case 1. */
    @Test
    void aFolderThatCannotBeIsRefusedAtOnce() throws Exception {
        try (var real = new RealTree(temp, FilePolicy.FREE)) {
            Files.write(real.root.resolve("archive"), Kind.ZIP.of(Part.file("a", "x")));
            for (var folder : List.of("n/".repeat(2100) + "n", "../out", "/out", "a\\b")) {
                var refusal = assertThrows(OstlerException.class, () -> real.begin("archive", folder));
                assertEquals(ErrorCode.PATH_INVALID, refusal.code(), folder);
            }
        }
    }

    /** Abuse case 1: names that mean something elsewhere. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ZIP", "TAR", "SEVEN_Z", "RAR_5"})
    void misleadingNamesAreLeftOut(Kind kind) throws Exception {
        try (var real = new RealTree(temp, FilePolicy.FREE)) {
            var ended = Workshop.done(real.extract(
                    kind.of(
                            Part.file("good", "x"),
                            Part.file("dot.", "x"),
                            Part.file("space ", "x"),
                            Part.file("file:stream", "x"),
                            Part.file("gpj\u202Eexe", "x"),
                            Part.file("line\nbreak", "x")),
                    PERSON,
                    Conflict.FAIL));
            assertEquals(List.of("good"), real.out());
            assertEquals(5, ended.log().size(), ended.log()::toString);
            assertFalse(String.join("", ended.log()).contains("\n"));
        }
    }

    /** Abuse case 9. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void deniedPatternsHoldInAnyCaseAndForm(Kind kind) throws Exception {
        try (var real = new RealTree(temp, new FilePolicy(null, List.of("*.jar", "out/plugins/**")))) {
            var ended = Workshop.done(real.extract(
                    kind.of(
                            Part.file("good.txt", "x"),
                            Part.file("evil.jar", "x"),
                            Part.file("EVIL.JAR", "x"),
                            Part.file("ｅvil.ｊar", "x"),
                            Part.file("plugins/x", "x")),
                    PERSON,
                    Conflict.OVERWRITE));
            assertFalse(real.out().stream().anyMatch(name -> name.contains("il") || name.contains("/x")), () -> {
                try {
                    return real.out().toString();
                } catch (IOException e) {
                    return e.toString();
                }
            });
            assertTrue(real.out().contains("good.txt"));
            assertTrue(ended.log().size() >= 4, ended.log()::toString);
        }
    }

    @Test
    void deniedAndHiddenFilesGoIntoNoArchive() throws Exception {
        try (var real = new RealTree(temp, new FilePolicy(null, List.of("*.key")))) {
            Files.createDirectories(real.root.resolve("world/hidden"));
            Files.writeString(real.root.resolve("world/a.txt"), "a");
            Files.writeString(real.root.resolve("world/server.key"), "secret");
            Files.writeString(real.root.resolve("world/hidden/b.txt"), "secret");
            Files.createSymbolicLink(real.root.resolve("world/link"), Path.of("/etc/passwd"));
            var rights = new FileRights(
                    FileAccess.WRITE, List.of(new FileRights.Rule("world/hidden", FileAccess.HIDE)), false);
            for (var format : ArchiveFormat.values()) {
                Workshop.done(real.compress(new CompressRequest(
                        Workshop.INSTANCE,
                        rights,
                        List.of("world"),
                        format.name(),
                        format,
                        Conflict.FAIL,
                        Workshop.USER)));
                Workshop.done(real.extract(
                        Files.readAllBytes(real.root.resolve(format.name())), FileRights.ALL, Conflict.OVERWRITE));
            }
            assertEquals(List.of("world", "world/a.txt"), real.out());
        }
    }

    @Test
    void whoMayNotWriteThereExtractsNothing() throws Exception {
        try (var real = new RealTree(temp, FilePolicy.FREE)) {
            var rights = new FileRights(FileAccess.WRITE, List.of(new FileRights.Rule("out", FileAccess.READ)), false);
            var ended = real.extract(Kind.TAR.of(Part.file("a", "b")), rights, Conflict.OVERWRITE);
            assertEquals(ErrorCode.FILE_ACCESS_DENIED, ended.fault().code());
            assertEquals(List.of(), real.out());
        }
    }

    /** Abuse cases 6 and 7. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void theQuotaHolds(Kind kind) throws Exception {
        long quota = 2 << 20;
        try (var real = new RealTree(temp, new FilePolicy(quota, List.of()))) {
            var parts = IntStream.range(0, 40)
                    .mapToObj(i -> Part.file("f" + i, noise(i)))
                    .toArray(Part[]::new);
            var archive = kind.of(parts);
            Tasks.Snapshot ended = null;
            try {
                ended = real.extract(archive, PERSON, Conflict.OVERWRITE);
            } catch (OstlerException e) {
                assertEquals(ErrorCode.QUOTA_EXCEEDED, e.code());
            }
            if (ended != null) {
                assertEquals(ErrorCode.QUOTA_EXCEEDED, ended.fault().code(), ended::toString);
            }
            long used = 0;
            for (var name : real.out()) {
                used += Files.size(real.root.resolve("out").resolve(name));
            }
            assertTrue(used <= quota, "used " + used);
        }
    }

    private static String noise(int seed) {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append((char) (' ' + random.nextInt(94)));
        }
        return text.toString();
    }

    /** Abuse case 3: a folder that becomes a link while files are put into it. */
    @Test
    void foldersThatAreSwappedForLinksLeadNowhere() throws Exception {
        try (var real = new RealTree(temp, FilePolicy.FREE)) {
            var dir = Files.createDirectories(real.root.resolve("out/dir"));
            var away = real.root.resolve("out/away");
            var over = new AtomicBoolean();
            var swapper = Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    try {
                        Files.move(dir, away);
                        Files.createSymbolicLink(dir, real.outside);
                        Files.delete(dir);
                        Files.move(away, dir);
                    } catch (IOException e) {
                        // the other side made the folder meanwhile
                        dir.toFile().delete();
                        away.toFile().renameTo(dir.toFile());
                    }
                }
            });
            var archive = Kind.TAR.of(IntStream.range(0, 100)
                    .mapToObj(i -> Part.file("dir/f" + i % 10, "evil"))
                    .toArray(Part[]::new));
            try {
                for (int round = 0; round < 30; round++) {
                    real.extract(archive, PERSON, Conflict.OVERWRITE);
                }
            } finally {
                over.set(true);
                swapper.join();
            }
            assertEquals(List.of(), real.outside());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ZIP", "TAR_GZ", "SEVEN_Z"})
    void aFullDiskDamagesNothing(Kind kind) throws Exception {
        var disk = Files.createDirectory(temp.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString()), "only root mounts");
        try (var real = new RealTree(disk, FilePolicy.FREE)) {
            Files.createDirectory(real.root.resolve("out"));
            Files.writeString(real.root.resolve("out/f39"), "old");
            // half of it fits
            var parts = IntStream.range(0, 40)
                    .mapToObj(i -> Part.file("f" + i, noise(i)))
                    .toArray(Part[]::new);
            var archive = kind.of(parts);
            var ended = real.extract(archive, PERSON, Conflict.OVERWRITE);
            assertEquals(Tasks.State.FAILED, ended.state());
            assertEquals(ErrorCode.DISK_FULL, ended.fault().code(), ended::toString);
            assertEquals("old", Files.readString(real.root.resolve("out/f39")));
            for (var name : real.out()) {
                if (!name.equals("f39")) {
                    assertEquals(60_000, Files.size(real.root.resolve("out").resolve(name)), name);
                }
            }
            try (var staged = Files.list(real.staging)) {
                assertEquals(List.of(), staged.filter(Files::isRegularFile).toList());
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void tarKeepsWhatLinksSay() throws Exception {
        try (var real = new RealTree(temp, new FilePolicy(null, List.of("secret*")))) {
            Files.createDirectory(real.root.resolve("a"));
            Files.createSymbolicLink(real.root.resolve("a/latest"), Path.of("logs/today.log"));
            Files.createSymbolicLink(real.root.resolve("a/secret"), Path.of("hidden"));
            var ended = Workshop.done(real.compress(new CompressRequest(
                    Workshop.INSTANCE,
                    PERSON,
                    List.of("a"),
                    "all.tar",
                    ArchiveFormat.TAR,
                    Conflict.FAIL,
                    Workshop.USER)));
            assertEquals(List.of("Left out: a/secret (FILE_DENIED)"), ended.log());
            try (var in = new TarArchiveInputStream(Files.newInputStream(real.root.resolve("all.tar")))) {
                assertEquals("a/", in.getNextEntry().getName());
                var link = in.getNextEntry();
                assertEquals("a/latest", link.getName());
                assertTrue(link.isSymbolicLink());
                assertEquals("logs/today.log", link.getLinkName());
            }
        }
    }

    @Test
    void aFullDiskEndsWritingToo() throws Exception {
        var disk = Files.createDirectory(temp.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString()), "only root mounts");
        try (var real = new RealTree(disk, FilePolicy.FREE)) {
            Files.writeString(real.root.resolve("a"), noise(1).repeat(30));
            Files.writeString(real.root.resolve("all.tar"), "old");
            var ended = real.compress(new CompressRequest(
                    Workshop.INSTANCE,
                    PERSON,
                    List.of("a"),
                    "all.tar",
                    ArchiveFormat.TAR,
                    Conflict.OVERWRITE,
                    Workshop.USER));
            assertEquals(ErrorCode.DISK_FULL, ended.fault().code(), ended::toString);
            assertEquals("old", Files.readString(real.root.resolve("all.tar")));
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
