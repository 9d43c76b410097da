package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static io.ostler.daemon.files.internal.TreeFixture.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Conflict;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Abuse case 7: whatever is tried, an instance never takes more than its quota. */
class QuotaTest {
    private static final long MIB = 1 << 20;

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

    /** What the files take, holes included. */
    private long taken() throws Exception {
        try (var all = Files.walk(fixture.inside)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(p -> p.toFile().length())
                    .sum();
        }
    }

    private void quota(long bytes) {
        fixture.policy(TreeFixture.ID, bytes);
    }

    @Test
    void anUploadThatDoesNotFitIsRefusedBeforeItsFirstByte() throws Exception {
        quota(MIB);
        assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> fixture.tree.upload("a", MIB + 1, Conflict.FAIL));
        assertRefused(
                ErrorCode.QUOTA_EXCEEDED,
                () -> fixture.tree.uploads().create("a", 2 * MIB, Conflict.FAIL, TreeFixture.USER));
        upload(fixture.tree, "a", new byte[(int) MIB], Conflict.FAIL);
        assertEquals(MIB, fixture.tree.usage().used());
        assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> fixture.tree.writeText("b", "x", "UTF-8", null));
        assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> fixture.tree.makeFolder("d"));
        fixture.tree.delete(List.of("a"), true, Work.QUIET);
        assertEquals(0, fixture.tree.usage().used());
        fixture.tree.writeText("b", "x", "UTF-8", null);
    }

    @Test
    void parallelWritersDoNotPassTheLimitTogether() throws Exception {
        quota(MIB);
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 8; t++) {
            int number = t;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20; i++) {
                    try (var upload = fixture.tree.upload("f" + number + "-" + i, -1, Conflict.FAIL)) {
                        for (int k = 0; k < 8; k++) {
                            upload.write(ByteBuffer.wrap(new byte[16 * 1024]));
                        }
                        upload.commit();
                    } catch (OstlerException e) {
                        assertEquals(ErrorCode.QUOTA_EXCEEDED, e.code());
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertTrue(taken() <= MIB, () -> "too much");
        assertTrue(taken() >= MIB / 2);
        assertEquals(taken(), fixture.tree.usage().used());
        assertEquals(List.of(), fixture.staged());
    }

    @Test
    void writesAtOffsetsAndHolesCount() throws Exception {
        quota(MIB);
        try (var file = fixture.tree.open("f", true, true, false)) {
            file.write(ByteBuffer.wrap(new byte[1]), MIB - 1);
            assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> file.write(ByteBuffer.wrap(new byte[1]), MIB));
            assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> file.write(ByteBuffer.wrap(new byte[1]), Long.MAX_VALUE - 1));
            assertRefused(
                    ErrorCode.INVALID_REQUEST, () -> file.write(ByteBuffer.wrap(new byte[2]), Long.MAX_VALUE - 1));
            assertRefused(ErrorCode.INVALID_REQUEST, () -> file.write(ByteBuffer.wrap(new byte[2]), -1));
            assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> file.resize(Long.MAX_VALUE));
            assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> file.resize(MIB + 1));
            file.write(ByteBuffer.wrap(new byte[(int) MIB]), 0);
            file.resize(0);
            assertEquals(4096, fixture.tree.usage().used());
            file.resize(MIB);
            assertEquals(MIB, file.size());
        }
        assertEquals(MIB, taken());
        assertEquals(MIB, fixture.tree.usage().used());
    }

    @Test
    void manyHandlesOfOneFileCountItOnce() throws Exception {
        quota(MIB);
        var threads = new ArrayList<Thread>();
        fixture.tree.writeText("f", "", "UTF-8", null);
        for (int t = 0; t < 4; t++) {
            int number = t;
            threads.add(Thread.ofPlatform().start(() -> {
                try (var file = fixture.tree.open("f", false, false, false)) {
                    for (int i = 0; i < 200; i++) {
                        try {
                            file.write(ByteBuffer.wrap(new byte[4096]), (i * 4L + number) * 4096);
                            if (i % 50 == 49) {
                                file.resize(number * 4096L);
                            }
                        } catch (OstlerException e) {
                            assertEquals(ErrorCode.QUOTA_EXCEEDED, e.code());
                        }
                    }
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertTrue(taken() <= MIB);
        assertEquals(
                Math.max(4096, (taken() + 4095) / 4096 * 4096),
                fixture.tree.usage().used());
    }

    @Test
    void aRemovedFileCountsWhileItIsOpen() throws Exception {
        quota(MIB);
        var tree = fixture.tree;
        try (var file = tree.open("f", true, true, false)) {
            file.write(ByteBuffer.wrap(new byte[(int) MIB / 2]), 0);
            tree.remove("f");
            assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> tree.upload("g", MIB, Conflict.FAIL));
            file.write(ByteBuffer.wrap(new byte[(int) MIB / 2]), MIB / 2);
            assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> tree.makeFolder("d"));
        }
        assertEquals(0, tree.usage().used());
        tree.makeFolder("d");
    }

    @Test
    void manyTinyFilesCountByBlocks() throws Exception {
        quota(MIB);
        int made = 0;
        try {
            for (; made < 1000; made++) {
                fixture.tree.open("f" + made, true, true, false).close();
            }
        } catch (OstlerException e) {
            assertEquals(ErrorCode.QUOTA_EXCEEDED, e.code());
        }
        assertEquals(256, made);
    }

    @Test
    void aCopyThatDoesNotFitStopsAndTheOldStays() throws Exception {
        quota(MIB);
        upload(fixture.tree, "a", new byte[(int) MIB * 3 / 4], Conflict.FAIL);
        assertRefused(
                ErrorCode.QUOTA_EXCEEDED,
                () -> fixture.tree.copy(List.of("a"), fixture.tree, "", Conflict.RENAME, Work.QUIET));
        assertEquals(List.of("a"), List.of(fixture.inside.toFile().list()));
        assertEquals(List.of(), fixture.staged());
        assertEquals(MIB * 3 / 4, fixture.tree.usage().used());
    }

    @Test
    void theTargetsQuotaHoldsAcrossInstances() throws Exception {
        var other = fixture.other();
        fixture.policy(TreeFixture.OTHER, MIB);
        upload(fixture.tree, "a", new byte[(int) MIB + 1], Conflict.FAIL);
        var target = fixture.service.of(TreeFixture.OTHER);
        assertRefused(
                ErrorCode.QUOTA_EXCEEDED, () -> fixture.tree.move(List.of("a"), target, "", Conflict.FAIL, Work.QUIET));
        assertTrue(Files.exists(fixture.inside.resolve("a")));
        assertEquals(0, other.toFile().list().length);
        assertEquals(0, target.usage().used());
    }

    @Test
    void theTrashGivesWayToNewFiles() throws Exception {
        quota(MIB);
        upload(fixture.tree, "a", new byte[(int) MIB * 3 / 4], Conflict.FAIL);
        fixture.tree.delete(List.of("a"), false, Work.QUIET);
        assertEquals(MIB * 3 / 4, fixture.tree.usage().trash());
        assertEquals(MIB * 3 / 4, fixture.tree.usage().used());
        upload(fixture.tree, "b", new byte[(int) MIB / 2], Conflict.FAIL);
        assertEquals(0, fixture.tree.usage().trash());
        assertEquals(MIB / 2, fixture.tree.usage().used());
    }

    @Test
    void whatTheProgramWroteIsCountedAtTheFirstUse() throws Exception {
        Files.write(fixture.inside.resolve("world"), new byte[(int) MIB]);
        quota(MIB);
        assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> fixture.tree.makeFolder("d"));
    }

    @Test
    void unfinishedUploadsCountAndAreGivenBack() throws Exception {
        quota(MIB);
        try (var part = fixture.tree.uploads().create("a", MIB, Conflict.FAIL, TreeFixture.USER)) {
            assertRefused(ErrorCode.QUOTA_EXCEEDED, () -> fixture.tree.makeFolder("d"));
            part.discard();
        }
        fixture.tree.makeFolder("d");
        assertEquals(4096, fixture.tree.usage().used());
    }
}
