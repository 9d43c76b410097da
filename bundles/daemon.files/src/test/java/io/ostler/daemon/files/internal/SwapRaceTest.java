package io.ostler.daemon.files.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Kind;
import io.ostler.protocol.Files.SearchRequest;
import io.ostler.protocol.Files.Sort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Abuse case 3: while a folder and a file are swapped with links to the outside all the time, 100,000 operations
 * neither change nor show anything outside.
 */
@Tag("slow")
class SwapRaceTest {
    private static final int ITERATIONS = 100_000;
    private static final String SECRET = "outside";

    private Path base;
    private TreeFixture fixture;

    @BeforeEach
    void open() throws Exception {
        var memory = Path.of("/dev/shm"); // fsync costs nothing there, which makes room for more races
        base = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "ostler")
                : Files.createTempDirectory("ostler");
        fixture = new TreeFixture(base);
        for (var folder : List.of(fixture.inside.resolve("d"), fixture.outside)) {
            var content = folder.equals(fixture.outside) ? SECRET : "inside";
            Files.createDirectories(folder.resolve("sub"));
            for (var name : List.of("read", "write", "victim", "moved", "target", "sub/deep")) {
                Files.writeString(folder.resolve(name), content);
            }
        }
        Files.writeString(fixture.inside.resolve("file"), "inside");
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
        try (var left = Folder.ofTrusted(base)) {
            Removal.empty(left);
        }
        Files.delete(base);
    }

    private interface Operation {
        void run(int i, int worker) throws IOException;
    }

    @Test
    void noOperationEverLeavesTheFolder() throws Exception {
        for (int worker = 0; worker < 2; worker++) {
            fixture.tree.makeFolder("copies" + worker);
        }
        race((i, worker) -> {
            if (i % 2 == 0) {
                operation(i / 2, worker);
            } else {
                laterOperation(i / 2, worker);
            }
        });
        try (var files = Files.walk(fixture.inside)) {
            assertTrue(files.filter(Files::isRegularFile).noneMatch(SwapRaceTest::isSecret), "copied from outside");
        }
    }

    private static boolean isSecret(Path file) {
        try {
            return Files.readString(file).equals(SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void race(Operation operation) throws Exception {
        var before = LinkTest.contentOf(fixture.outside);
        var isRunning = new AtomicBoolean(true);
        var swaps = new AtomicInteger();
        var swapper = Thread.ofPlatform().name("swapper").start(() -> swap(isRunning, swaps));
        var results = new EnumMap<Outcome, AtomicInteger>(Outcome.class);
        for (var outcome : Outcome.values()) {
            results.put(outcome, new AtomicInteger());
        }
        var failure = new AtomicReference<Throwable>();
        var workers = List.of(worker(0, operation, results, failure), worker(1, operation, results, failure));
        for (var worker : workers) {
            worker.join();
        }
        isRunning.set(false);
        swapper.join();
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
        assertEquals(before, LinkTest.contentOf(fixture.outside));
        assertTrue(results.get(Outcome.DONE).get() > 1000, () -> "too few got through: " + results);
        assertTrue(results.get(Outcome.LINK).get() > 1000, () -> "too few met a link: " + results);
        assertEquals(List.of(), fixture.staged());
        System.out.println("swap race: " + swaps + " swaps, " + results);
    }

    private enum Outcome {
        DONE,
        LINK,
        OTHER_ERROR
    }

    private Thread worker(
            int number, Operation operation, Map<Outcome, AtomicInteger> results, AtomicReference<Throwable> failure) {
        return Thread.ofPlatform().name("worker-" + number).start(() -> {
            try {
                for (int i = 0; i < ITERATIONS / 2 && failure.get() == null; i++) {
                    try {
                        operation.run(i, number);
                        results.get(Outcome.DONE).incrementAndGet();
                    } catch (OstlerException e) {
                        var outcome = e.code() == ErrorCode.PATH_OUTSIDE_ROOT ? Outcome.LINK : Outcome.OTHER_ERROR;
                        results.get(outcome).incrementAndGet();
                        assertFalse(e.code() == ErrorCode.STORAGE_FAILED, () -> "unexpected: " + e.getCause());
                    }
                }
            } catch (Throwable t) {
                failure.compareAndSet(null, t);
            }
        });
    }

    private void operation(int i, int worker) throws IOException {
        var tree = fixture.tree;
        switch (i % 12) {
            case 0 ->
                tree.list("d", null, 100, Sort.NAME, false)
                        .entries()
                        .forEach(e -> assertFalse(
                                e.size() == SECRET.length() && !e.name().startsWith("big"), "listed the outside"));
            case 1 -> assertInside(tree.readText("d/read", "UTF-8").text());
            case 2 -> assertInside(tree.readText("d/sub/deep", "UTF-8").text());
            case 3 -> assertInside(tree.readText("file", "UTF-8").text());
            case 4 -> tree.writeText("d/new" + worker, "inside", "UTF-8", null);
            case 5 -> tree.delete(List.of("d/new" + worker), true, Work.QUIET);
            case 6 ->
                tree.writeText(
                        "d/write",
                        "inside",
                        "UTF-8",
                        tree.readText("d/write", "UTF-8").etag());
            case 7 -> tree.makeFolder("d/folder" + worker);
            case 8 -> tree.rename("d/folder" + worker, "d/sub/folder" + worker, false);
            case 9 -> tree.delete(List.of("d/sub/folder" + worker), true, Work.QUIET);
            case 10 -> {
                try (var upload = tree.upload(i % 24 == 10 ? "d/target" : "file", -1, Conflict.OVERWRITE)) {
                    upload.write(ByteBuffer.wrap("inside".getBytes()));
                    upload.commit();
                }
            }
            default -> {
                try (var download = tree.download("d/victim")) {
                    var bytes = ByteBuffer.allocate(100);
                    download.channel().read(bytes);
                    assertInside(new String(bytes.array(), 0, bytes.position()));
                }
            }
        }
    }

    /** What came with later doors. */
    private void laterOperation(int i, int worker) throws IOException {
        var tree = fixture.tree;
        var copies = "copies" + worker;
        switch (i % 12) {
            case 0 -> tree.copy(List.of("d/victim", "file"), tree, copies, Conflict.OVERWRITE, Work.QUIET);
            case 1 -> tree.copy(List.of("d/sub"), tree, copies, Conflict.OVERWRITE, Work.QUIET);
            case 2 -> tree.copy(List.of(copies + "/victim"), tree, "d/sub", Conflict.OVERWRITE, Work.QUIET);
            case 3 -> tree.move(List.of("d/sub/victim"), tree, copies, Conflict.OVERWRITE, Work.QUIET);
            case 4 -> tree.move(List.of(copies + "/victim"), tree, "d", Conflict.SKIP, Work.QUIET);
            case 5 -> tree.changeMode(List.of("d"), 0755, true, Work.QUIET);
            case 6 -> {
                tree.changeMode("d/write", 0644);
                tree.changeModified("d/sub/deep", Instant.now());
            }
            case 7 -> {
                try (var open = tree.open("d/made" + worker, true, false, false)) {
                    open.write(ByteBuffer.wrap("inside".getBytes()), 0);
                }
            }
            case 8 -> tree.delete(List.of("d/made" + worker), false, Work.QUIET);
            case 9 -> {
                for (var item : tree.trash().items()) {
                    if (item.path().endsWith("made" + worker)) {
                        tree.restore(List.of(item.id()), Conflict.OVERWRITE, Work.QUIET);
                        break;
                    }
                }
            }
            case 10 -> {
                try (var part = tree.uploads().create("d/sub/part" + worker, 6, Conflict.OVERWRITE, TreeFixture.USER)) {
                    part.write(ByteBuffer.wrap("inside".getBytes()));
                    try {
                        part.commit();
                    } finally {
                        part.discard();
                    }
                }
            }
            default -> {
                tree.walk("d", (path, entry) -> {
                    assertFalse(entry.kind() == Kind.FILE && entry.size() == SECRET.length(), "walked outside");
                    return true;
                });
                var found = tree.search(
                        new SearchRequest(TreeFixture.ID, FileRights.ALL, "d", "", SECRET, false, false, 10));
                assertEquals(List.of(), found.hits());
            }
        }
        if (i % 1200 == 0) {
            tree.purge(List.of(), Work.QUIET);
        }
    }

    private static void assertInside(String text) {
        assertEquals("inside", text);
    }

    private void swap(AtomicBoolean isRunning, AtomicInteger swaps) {
        try {
            var folder = new Swap(fixture.inside.resolve("d"), fixture.outside, base.resolve("kept-d"));
            var file = new Swap(
                    fixture.inside.resolve("file"), fixture.outside.resolve("read"), base.resolve("kept-file"));
            var deep =
                    new Swap(fixture.inside.resolve("d/sub"), fixture.outside.resolve("sub"), base.resolve("kept-sub"));
            while (isRunning.get()) {
                deep.run();
                folder.run();
                file.run();
                swaps.addAndGet(3);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a link in the place of something and takes it away again. */
    private record Swap(Path place, Path target, Path kept) {
        void run() throws IOException {
            try {
                Files.move(place, kept, StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                return; // it is being replaced
            }
            try {
                Files.createSymbolicLink(place, target);
            } catch (FileAlreadyExistsException e) {
                // an upload has filled the gap
            }
            while (true) {
                try {
                    Files.deleteIfExists(place);
                    Files.move(kept, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    return;
                } catch (FileSystemException e) {
                    clear(); // something came back from the trash
                }
            }
        }

        private void clear() throws IOException {
            try (var above = Folder.ofTrusted(place.getParent())) {
                Removal.remove(above, place.getFileName());
            } catch (NoSuchFileException e) {
                // and went again
            }
        }
    }
}
