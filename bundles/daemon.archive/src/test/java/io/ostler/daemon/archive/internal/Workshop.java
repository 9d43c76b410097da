package io.ostler.daemon.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Files.ArchiveFormat;
import io.ostler.protocol.Files.CompressRequest;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.ExtractRequest;
import io.ostler.protocol.Tasks;
import io.ostler.testkit.files.DirectTaskBoard;
import io.ostler.testkit.files.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An instance's folder with the service over it. */
final class Workshop {
    static final InstanceId INSTANCE = InstanceId.create();
    static final UserId USER = UserId.create();
    static final ArchiveLimits LIMITS = new ArchiveLimits(1000, 100, 1 << 20, 64 << 20, 64 << 20);

    final Path outside;
    final Path root;
    final FolderTree tree;
    final DirectTaskBoard board = new DirectTaskBoard();
    final ArchivesService archives;

    Workshop(Path outside) {
        this(outside, LIMITS);
    }

    Workshop(Path outside, ArchiveLimits limits) {
        this.outside = outside;
        try {
            root = Files.createDirectory(outside.resolve("root"));
            tree = new FolderTree(root, Files.createDirectory(outside.resolve("staging")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        archives = new ArchivesService(trees(tree), board, limits);
    }

    static FileTrees trees(FileTree tree) {
        return (InstanceId id, FileRights rights, UserId user) -> tree;
    }

    Tasks.Snapshot begin(String archive, String folder, Conflict conflict, String encoding) {
        return archives.extract(
                new ExtractRequest(INSTANCE, FileRights.ALL, archive, folder, encoding, conflict, USER));
    }

    Tasks.Snapshot end(Tasks.Snapshot begun) {
        try {
            return board.await(begun.id(), Duration.ofMinutes(2));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Extracts into "out" and gives the end of the task. */
    Tasks.Snapshot extract(byte[] archive, Conflict conflict) throws IOException {
        Files.write(root.resolve("archive"), archive);
        return end(begin("archive", "out", conflict, ""));
    }

    Tasks.Snapshot extracted(byte[] archive) throws IOException {
        return done(extract(archive, Conflict.FAIL));
    }

    static Tasks.Snapshot done(Tasks.Snapshot ended) {
        assertEquals(Tasks.State.DONE, ended.state(), () -> "" + ended.fault() + ended.log());
        return ended;
    }

    /** Extraction that must fail with that code; gives the parameters. */
    Map<String, String> refused(ErrorCode code, byte[] archive, Conflict conflict) throws IOException {
        Tasks.Snapshot ended;
        try {
            ended = extract(archive, conflict);
        } catch (OstlerException e) {
            assertEquals(code, e.code(), e::toString);
            return e.parameters();
        }
        var fault = ended.fault();
        assertNotNull(fault, () -> ended.state() + " " + ended.log() + " " + contents());
        assertEquals(code, fault.code(), fault::toString);
        return fault.parameters();
    }

    Map<String, String> refused(ErrorCode code, byte[] archive) throws IOException {
        return refused(code, archive, Conflict.FAIL);
    }

    Tasks.Snapshot compress(List<String> paths, String to, ArchiveFormat format, Conflict conflict) {
        return end(archives.compress(new CompressRequest(INSTANCE, FileRights.ALL, paths, to, format, conflict, USER)));
    }

    /** Everything in the folder but the archive: text of files, "/" for folders, "-> target" for links. */
    Map<String, String> contents() {
        return contents(root);
    }

    Map<String, String> contents(Path top) {
        var found = new TreeMap<String, String>();
        try (var all = Files.walk(top)) {
            for (var at : all.toList()) {
                var name = top.relativize(at).toString();
                if (name.isEmpty() || name.equals("archive")) {
                    continue;
                }
                found.put(
                        name,
                        Files.isSymbolicLink(at)
                                ? "-> " + Files.readSymbolicLink(at)
                                : Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS) ? "/" : Files.readString(at));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Nothing in the making is left, and nothing appeared beside the instance's folder. */
    void assertClean() throws IOException {
        try (var beside = Files.list(outside)) {
            assertEquals(
                    List.of("root", "staging"),
                    beside.map(at -> at.getFileName().toString()).sorted().toList());
        }
        try (var parts = Files.list(outside.resolve("staging"))) {
            assertEquals(List.of(), parts.toList());
        }
    }
}
