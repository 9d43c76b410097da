package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.model.ErrorCode;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Sort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
    @TempDir
    Path base;

    private static final byte[] BLOCK = new byte[64 * 1024];

    /** A small file system of its own; only root may mount one. */
    private interface InMount {
        void run(Path mount) throws Exception;
    }

    private void inMountOf(String size, InMount work) throws Exception {
        var mount = Files.createDirectory(base.resolve("mount"));
        var mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", mount.toString())
                .start()
                .waitFor();
        assumeTrue(mounted == 0, "only root may mount a small disk");
        try {
            work.run(mount);
        } finally {
            TreeFixture.run("umount", mount.toString());
        }
    }

    @Test
    void whatAKilledDaemonLeftIsRemovedAtTheNextStart() throws Exception {
        var staging = Files.createDirectories(base.resolve("daemon/staging"));
        Files.writeString(staging.resolve("left-over"), "half a file");
        Files.createDirectories(staging.resolve("folder/deep"));
        try (var fixture = new TreeFixture(base)) {
            assertEquals(List.of(), fixture.staged());
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(staging)));
        }
    }

    @Test
    void aFullDiskIsSaidAndDamagesNothing() throws Exception {
        inMountOf("1m", mount -> {
            try (var fixture = new TreeFixture(mount)) {
                var tree = fixture.tree;
                var etag = tree.writeText("old.txt", "old", "UTF-8", null).etag();
                assertRefused(ErrorCode.DISK_FULL, () -> tree.upload("big", 2 << 20, Conflict.FAIL));
                try (var upload = tree.upload("old.txt", -1, Conflict.OVERWRITE)) {
                    assertRefused(ErrorCode.DISK_FULL, () -> {
                        for (int i = 0; i < 100; i++) {
                            upload.write(ByteBuffer.wrap(BLOCK));
                        }
                    });
                    assertRefused(
                            ErrorCode.DISK_FULL, () -> tree.writeText("old.txt", "x".repeat(1 << 20), "UTF-8", etag));
                }
                assertEquals("old", Files.readString(fixture.inside.resolve("old.txt")));
                assertEquals(List.of(), fixture.staged());
                tree.writeText("old.txt", "new", "UTF-8", etag);
                assertEquals(1, tree.list("", null, 10, Sort.NAME, false).total());
            }
        });
    }

    /** Whatever is under way when the last byte is taken: a clear error, the old as it was, nothing half. */
    @Test
    void theLastByteOfADiskIsFoundByEachDoor() throws Exception {
        inMountOf("2m", mount -> {
            try (var fixture = new TreeFixture(mount)) {
                var tree = fixture.tree;
                var etag = tree.writeText("old.txt", "old", "UTF-8", null).etag();
                TreeFixture.upload(tree, "half", new byte[900 * 1024], Conflict.FAIL);
                tree.makeFolder("to");
                try (var part = tree.uploads().create("part", 1 << 20, Conflict.FAIL, TreeFixture.USER)) {
                    part.write(ByteBuffer.wrap(BLOCK));
                    part.sync();
                    assertRefused(
                            ErrorCode.DISK_FULL,
                            () -> tree.copy(List.of("half", "half"), tree, "to", Conflict.RENAME, Work.QUIET));
                    fill(mount);
                    assertRefused(ErrorCode.DISK_FULL, () -> part.write(ByteBuffer.wrap(new byte[512 * 1024])));
                    part.truncate(BLOCK.length);
                    assertEquals(BLOCK.length, part.offset());
                    assertRefused(ErrorCode.DISK_FULL, () -> tree.writeText("old.txt", "x", "UTF-8", etag));
                    assertRefused(
                            ErrorCode.DISK_FULL,
                            () -> tree.copy(List.of("old.txt"), tree, "to", Conflict.FAIL, Work.QUIET));
                    try (var open = tree.open("old.txt", false, false, false)) {
                        assertRefused(
                                ErrorCode.DISK_FULL, () -> open.write(ByteBuffer.wrap(new byte[512 * 1024]), 4096));
                        open.resize(3);
                    }
                    fill(mount);
                    assertRefused(ErrorCode.DISK_FULL, () -> tree.delete(List.of("half"), false, Work.QUIET));
                    assertEquals("old", Files.readString(fixture.inside.resolve("old.txt")));
                    assertEquals(900 * 1024, Files.size(fixture.inside.resolve("half")));
                    assertEquals(List.of(), fixture.staged());
                    tree.delete(List.of("half"), true, Work.QUIET); // for good always works
                    tree.writeText("old.txt", "new", "UTF-8", etag);
                    part.discard();
                }
                try (var trash = Files.list(mount.resolve("trash"))) {
                    assertEquals(0, trash.count());
                }
                try (var uploads = Files.list(mount.resolve("uploads"))) {
                    assertEquals(0, uploads.count());
                }
            }
        });
    }

    private static void fill(Path mount) throws Exception {
        try (var out =
                Files.newOutputStream(mount.resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("No space left"), e.getMessage());
        }
    }

    @Test
    void onAnotherDiskFilesAreMadeBesideTheirTarget() throws Exception {
        inMountOf("2m", mount -> {
            try (var fixture = new TreeFixture(mount, base.resolve("staging"))) {
                var tree = fixture.tree;
                tree.makeFolder("folder");
                tree.makeFolder("folder/sub");
                var etag = tree.writeText("folder/a.txt", "a", "UTF-8", null).etag();
                Files.setPosixFilePermissions(
                        fixture.inside.resolve("folder/a.txt"), PosixFilePermissions.fromString("rw-r-----"));
                assertEquals(
                        0640,
                        tree.writeText("folder/a.txt", "b", "UTF-8", etag)
                                .entry()
                                .mode());
                try (var upload = tree.upload("folder/up", -1, Conflict.FAIL)) {
                    upload.write(ByteBuffer.wrap(BLOCK));
                    assertEquals(
                            2, tree.list("folder", null, 10, Sort.NAME, false).total());
                    assertEquals(BLOCK.length, upload.commit().size());
                }
                try (var upload = tree.upload("folder/never", -1, Conflict.FAIL)) {
                    upload.write(ByteBuffer.wrap(BLOCK));
                }
                try (var names = Files.list(fixture.inside.resolve("folder"))) {
                    assertEquals(3, names.count());
                }
            }
        });
    }

    @Test
    void leftOversBesideTheirTargetGoWithTheNextList() throws Exception {
        try (var fixture = new TreeFixture(base)) {
            var left = Files.writeString(fixture.inside.resolve(".ostler-0123456789abcdefghijklmn.part"), "half");
            assertEquals(0, fixture.tree.list("", null, 10, Sort.NAME, false).total());
            assertFalse(Files.exists(left));
        }
    }

    @Test
    void anotherMountOfTheSameDiskIsWrittenToAsWell() throws Exception {
        var other = Files.createDirectory(base.resolve("other"));
        try (var fixture = new TreeFixture(base)) {
            var bound = Files.createDirectory(fixture.inside.resolve("bound"));
            var mounted = new ProcessBuilder("mount", "--bind", other.toString(), bound.toString())
                            .start()
                            .waitFor()
                    == 0;
            assumeTrue(mounted, "only root may mount");
            try {
                fixture.tree.writeText("bound/a.txt", "text", "UTF-8", null);
                assertEquals("text", Files.readString(other.resolve("a.txt")));
                assertRefused(ErrorCode.CONFLICT, () -> fixture.tree.rename("bound/a.txt", "a.txt", false));
                assertEquals(List.of(), fixture.staged());
                assertTrue(Files.exists(bound.resolve("a.txt")));
            } finally {
                TreeFixture.run("umount", bound.toString());
            }
        }
    }
}
