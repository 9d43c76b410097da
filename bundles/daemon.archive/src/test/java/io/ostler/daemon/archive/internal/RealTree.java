package io.ostler.daemon.archive.internal;

import io.ostler.daemon.files.internal.FileTreesService;
import io.ostler.model.FilePolicy;
import io.ostler.model.FileRights;
import io.ostler.protocol.Files.CompressRequest;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.ExtractRequest;
import io.ostler.protocol.Tasks;
import io.ostler.testkit.files.DirectTaskBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The service over the tree of the product, with a folder beside it that nothing may reach. */
final class RealTree implements AutoCloseable {
    final Path root;
    final Path outside;
    final Path staging;
    final FileTreesService trees;
    final DirectTaskBoard board = new DirectTaskBoard();
    final ArchivesService archives;

    RealTree(Path base, FilePolicy policy) throws IOException {
        root = Files.createDirectory(base.resolve("root"));
        outside = Files.createDirectory(base.resolve("outside"));
        staging = base.resolve("staging");
        trees = new FileTreesService(new Instances(root, policy), staging);
        archives = new ArchivesService(trees, board, Workshop.LIMITS);
    }

    Tasks.Snapshot begin(String archive, String folder) {
        return archives.extract(new ExtractRequest(
                Workshop.INSTANCE, FileRights.ALL, archive, folder, "", Conflict.FAIL, Workshop.USER));
    }

    Tasks.Snapshot extract(byte[] archive, FileRights rights, Conflict conflict) throws Exception {
        Files.write(root.resolve("archive"), archive);
        var request = new ExtractRequest(Workshop.INSTANCE, rights, "archive", "out", "", conflict, Workshop.USER);
        return end(archives.extract(request));
    }

    Tasks.Snapshot compress(CompressRequest request) throws Exception {
        return end(archives.compress(request));
    }

    private Tasks.Snapshot end(Tasks.Snapshot begun) throws Exception {
        return board.await(begun.id(), Duration.ofMinutes(2));
    }

    List<String> outside() throws IOException {
        try (var names = Files.list(outside)) {
            return names.map(Path::toString).toList();
        }
    }

    /** Names beneath "out", without what the house keeps. */
    List<String> out() throws IOException {
        var out = root.resolve("out");
        if (!Files.exists(out)) {
            return List.of();
        }
        try (var all = Files.walk(out)) {
            return all.filter(at -> !at.equals(out))
                    .map(at -> out.relativize(at).toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws Exception {
        trees.close();
    }
}
