package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfinedTreeTest {
    @TempDir
    Path base;

    private TreeFixture fixture;
    private FileTree tree;

    @BeforeEach
    void open() throws Exception {
        fixture = new TreeFixture(base);
        tree = fixture.tree;
    }

    @AfterEach
    void close() throws Exception {
        assertEquals(List.of(), fixture.staged());
        fixture.close();
    }

    private Path inside(String path) {
        return fixture.inside.resolve(path);
    }

    // ---- text

    @Test
    void aTextIsReadBackAsItWasWritten() throws Exception {
        var written = tree.writeText("server.properties", "motd=Grüße\n", "UTF-8", null);
        assertEquals("server.properties", written.entry().name());
        assertEquals(13, written.entry().size());
        var read = tree.readText("server.properties", "UTF-8");
        assertEquals("motd=Grüße\n", read.text());
        assertEquals(written.etag(), read.etag());
        assertEquals("motd=Grüße\n", Files.readString(inside("server.properties")));
    }

    @Test
    void otherEncodingsAndByteOrderMarksAreKept() throws Exception {
        tree.writeText("latin.txt", "Grüße", "ISO-8859-1", null);
        assertArrayEquals("Grüße".getBytes(ISO_8859_1), Files.readAllBytes(inside("latin.txt")));
        byte[] marked = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a'};
        Files.write(inside("bom.txt"), marked);
        var read = tree.readText("bom.txt", "UTF-8");
        assertEquals("\uFEFFa", read.text());
        tree.writeText("bom.txt", read.text(), read.encoding(), read.etag());
        assertArrayEquals(marked, Files.readAllBytes(inside("bom.txt")));
        var little = "\uFEFFhi".getBytes(StandardCharsets.UTF_16LE);
        Files.write(inside("utf16.txt"), little);
        var wide = tree.readText("utf16.txt", "UTF-16");
        tree.writeText("utf16.txt", wide.text(), wide.encoding(), wide.etag());
        assertArrayEquals(little, Files.readAllBytes(inside("utf16.txt")));
    }

    @Test
    void whatDoesNotDecodeOrEncodeIsRefused() throws Exception {
        Files.write(inside("binary"), new byte[] {(byte) 0xC0, (byte) 0x80});
        assertRefused(ErrorCode.FILE_NOT_TEXT, () -> tree.readText("binary", "UTF-8"));
        assertRefused(ErrorCode.FILE_NOT_TEXT, () -> tree.writeText("x", "€", "ISO-8859-1", null));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> tree.readText("binary", "no such"));
        assertFalse(Files.exists(inside("x")));
    }

    @Test
    void textsOverFourMebibytesAreRefusedWithoutReadingThem() throws Exception {
        try (var file = Files.newByteChannel(
                inside("huge.log"), java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            file.position(10L << 30).write(ByteBuffer.wrap(new byte[] {1})); // sparse
        }
        assertRefused(ErrorCode.FILE_TOO_LARGE, () -> tree.readText("huge.log", "UTF-8"));
        assertRefused(ErrorCode.FILE_CHANGED, () -> tree.writeText("huge.log", "x", "UTF-8", "\"old\""));
        assertRefused(
                ErrorCode.FILE_TOO_LARGE, () -> tree.writeText("big.txt", "x".repeat((4 << 20) + 1), "UTF-8", null));
    }

    @Test
    void savingWantsTheTagThatWasRead() throws Exception {
        var first = tree.writeText("a.txt", "one", "UTF-8", null);
        assertRefused(ErrorCode.FILE_EXISTS, () -> tree.writeText("a.txt", "two", "UTF-8", null));
        Files.writeString(inside("a.txt"), "changed by the game");
        assertRefused(ErrorCode.FILE_CHANGED, () -> tree.writeText("a.txt", "two", "UTF-8", first.etag()));
        assertEquals("changed by the game", Files.readString(inside("a.txt")));
        Files.delete(inside("a.txt"));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.writeText("a.txt", "two", "UTF-8", first.etag()));
        assertFalse(Files.exists(inside("a.txt")));
    }

    @Test
    void ofTwoWritersWithTheSameTagOneWins() throws Exception {
        var etag = tree.writeText("a.txt", "start", "UTF-8", null).etag();
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 50; round++) {
                var barrier = new CyclicBarrier(2);
                var tag = etag;
                var works = new ArrayList<Callable<String>>();
                for (var text : List.of("left " + round, "right " + round)) {
                    works.add(() -> {
                        barrier.await(60, TimeUnit.SECONDS);
                        try {
                            return tree.writeText("a.txt", text, "UTF-8", tag).etag();
                        } catch (io.ostler.model.OstlerException e) {
                            return e.code().name();
                        }
                    });
                }
                var results = new ArrayList<String>();
                for (var future : pool.invokeAll(works)) {
                    results.add(future.get());
                }
                assertEquals(1, results.stream().filter("FILE_CHANGED"::equals).count(), results::toString);
                etag = tree.readText("a.txt", "UTF-8").etag();
                assertTrue(results.contains(etag));
            }
        }
    }

    @Test
    void theModeOfAReplacedFileStays() throws Exception {
        Files.writeString(inside("run.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(inside("run.sh"), PosixFilePermissions.fromString("rwxrwx--x"));
        var etag = tree.readText("run.sh", "UTF-8").etag();
        var written = tree.writeText("run.sh", "#!/bin/bash\n", "UTF-8", etag);
        assertEquals(0771, written.entry().mode());
        upload("run.sh", "new".getBytes(UTF_8), true);
        assertEquals("rwxrwx--x", PosixFilePermissions.toString(Files.getPosixFilePermissions(inside("run.sh"))));
    }

    // ---- folders, moves, removal

    @Test
    void foldersAreMadeOnceAndOnlyWhereTheirParentIs() {
        var made = tree.makeFolder("world");
        assertEquals(Kind.FOLDER, made.kind());
        assertRefused(ErrorCode.FILE_EXISTS, () -> tree.makeFolder("world"));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.makeFolder("nowhere/region"));
        assertEquals("region", tree.makeFolder("world/region").name());
        assertTrue(Files.isDirectory(inside("world/region")));
    }

    @Test
    void aMoveReplacesOnlyFilesAndOnlyWhenAsked() throws Exception {
        Files.writeString(inside("a"), "a");
        Files.writeString(inside("b"), "b");
        tree.makeFolder("empty");
        tree.makeFolder("other");
        assertRefused(ErrorCode.FILE_EXISTS, () -> tree.rename("a", "b", false));
        assertRefused(ErrorCode.NOT_A_FILE, () -> tree.rename("a", "empty", true));
        assertRefused(ErrorCode.FILE_EXISTS, () -> tree.rename("other", "empty", true));
        assertRefused(ErrorCode.FILE_EXISTS, () -> tree.rename("other", "a", true));
        assertEquals("b", tree.rename("a", "b", true).name());
        assertEquals("a", Files.readString(inside("b")));
        tree.rename("b", "empty/c", false);
        tree.rename("empty", "other/deeper", false);
        assertEquals("a", Files.readString(inside("other/deeper/c")));
        assertRefused(ErrorCode.PATH_INVALID, () -> tree.rename("other", "other/deeper/x", false));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.rename("gone", "x", false));
        assertEquals("other", tree.rename("other", "other", false).name());
    }

    @Test
    void movingOntoAHardLinkOfItselfLeavesOneName() throws Exception {
        Files.writeString(inside("a"), "a");
        Files.createLink(inside("b"), inside("a"));
        tree.rename("a", "b", true);
        assertFalse(Files.exists(inside("a")));
        assertEquals("a", Files.readString(inside("b")));
    }

    @Test
    void deletionTakesWholeTreesHoweverDeep() throws Exception {
        // deeper than a path may be long: made by moving step by step
        TreeFixture.run(
                "sh",
                "-c",
                "cd \"$1\" && mkdir deep && cd deep && for i in $(seq 1200); do mkdir d && : > file && cd -P d; done",
                "sh",
                fixture.inside.toString());
        tree.delete(List.of("deep"), true, Work.QUIET);
        assertFalse(Files.exists(inside("deep")));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.delete(List.of("deep"), true, Work.QUIET));
        assertRefused(ErrorCode.PATH_INVALID, () -> tree.delete(List.of(""), true, Work.QUIET));
    }

    // ---- uploads and downloads

    @Test
    void oneOfManyFilesIsThereAtOnceAndFlushedWithTheOthers() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (var upload = tree.upload("many-" + i, 3, Conflict.FAIL)) {
                upload.write(ByteBuffer.wrap("new".getBytes(UTF_8)));
                assertEquals("many-" + i, upload.place().name());
            }
        }
        tree.flush();
        assertEquals("new", Files.readString(inside("many-2")));
        try (var upload = tree.upload("many-0", 5, Conflict.OVERWRITE)) {
            upload.write(ByteBuffer.wrap("newer".getBytes(UTF_8)));
            upload.place();
        }
        assertEquals("newer", Files.readString(inside("many-0")));
        assertEquals("many-0", tree.trash().items().getFirst().path());
    }

    private io.ostler.protocol.Files.Entry upload(String path, byte[] content, boolean overwrite) throws Exception {
        try (var upload = tree.upload(path, content.length, overwrite ? Conflict.OVERWRITE : Conflict.FAIL)) {
            upload.write(ByteBuffer.wrap(content));
            return upload.commit();
        }
    }

    @Test
    void anUploadAppearsAtOnceWhenItIsComplete() throws Exception {
        var content = "a".repeat(100_000).getBytes(UTF_8);
        try (var upload = tree.upload("plugin.jar", content.length, Conflict.FAIL)) {
            upload.write(ByteBuffer.wrap(content, 0, 60_000));
            assertEquals(
                    0,
                    tree.list("", null, 10, io.ostler.protocol.Files.Sort.NAME, false)
                            .total());
            upload.write(ByteBuffer.wrap(content, 60_000, 40_000));
            assertEquals(100_000, upload.written());
            var entry = upload.commit();
            assertEquals("plugin.jar", entry.name());
            assertEquals(100_000, entry.size());
        }
        assertArrayEquals(content, Files.readAllBytes(inside("plugin.jar")));
    }

    @Test
    void anUploadThatIsNotCommittedLeavesNothing() throws Exception {
        try (var upload = tree.upload("a", -1, Conflict.FAIL)) {
            upload.write(ByteBuffer.wrap(new byte[1000]));
            assertEquals(1, fixture.staged().size());
        }
        assertFalse(Files.exists(inside("a")));
    }

    @Test
    void anUploadOfWrongLengthIsRefused() throws Exception {
        try (var upload = tree.upload("a", 10, Conflict.FAIL)) {
            upload.write(ByteBuffer.wrap(new byte[9]));
            assertRefused(ErrorCode.UPLOAD_LENGTH_WRONG, upload::commit);
            assertRefused(ErrorCode.UPLOAD_LENGTH_WRONG, () -> upload.write(ByteBuffer.wrap(new byte[2])));
        }
        assertFalse(Files.exists(inside("a")));
    }

    @Test
    void anUploadDoesNotReplaceWhatAppearedMeanwhile() throws Exception {
        try (var upload = tree.upload("a", -1, Conflict.FAIL)) {
            upload.write(ByteBuffer.wrap(new byte[9]));
            Files.writeString(inside("a"), "made by the game");
            assertRefused(ErrorCode.FILE_EXISTS, upload::commit);
        }
        assertEquals("made by the game", Files.readString(inside("a")));
        assertRefused(ErrorCode.FILE_EXISTS, () -> tree.upload("a", 1, Conflict.FAIL));
        tree.makeFolder("folder");
        assertRefused(ErrorCode.NOT_A_FILE, () -> tree.upload("folder", 1, Conflict.OVERWRITE));
        upload("a", new byte[3], true);
        assertEquals(3, Files.size(inside("a")));
    }

    @Test
    void anUploadLargerThanTheDiskIsRefusedAtOnce() {
        assertRefused(ErrorCode.DISK_FULL, () -> tree.upload("a", 1L << 60, Conflict.FAIL));
    }

    @Test
    void aDownloadKnowsWhatItSendsAndCannotWrite() throws Exception {
        Files.writeString(inside("log.txt"), "hello");
        String etag;
        try (var download = tree.download("log.txt")) {
            assertEquals("log.txt", download.name());
            assertEquals(5, download.size());
            etag = download.etag();
            var buffer = ByteBuffer.allocate(5);
            download.channel().read(buffer);
            assertEquals("hello", new String(buffer.array(), UTF_8));
            org.junit.jupiter.api.Assertions.assertThrows(
                    java.nio.channels.NonWritableChannelException.class,
                    () -> download.channel().write(ByteBuffer.allocate(1)));
        }
        try (var again = tree.download("log.txt")) {
            assertEquals(etag, again.etag());
        }
        Files.writeString(inside("log.txt"), "hello, world");
        try (var changed = tree.download("log.txt")) {
            assertNotEquals(etag, changed.etag());
        }
        tree.makeFolder("folder");
        assertRefused(ErrorCode.NOT_A_FILE, () -> tree.download("folder"));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.download("folder/none"));
        assertRefused(ErrorCode.NOT_A_FOLDER, () -> tree.download("log.txt/x"));
    }

    @Test
    void anUnknownInstanceHasNoTree() {
        assertRefused(ErrorCode.NOT_FOUND, () -> fixture.service.of(new InstanceId("instance-2")));
    }

    @Test
    void theFolderItselfHasAnEntry() {
        assertEquals(Kind.FOLDER, tree.entry("").kind());
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> tree.entry("none"));
    }
}
