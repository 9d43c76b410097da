package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.protocol.InstanceSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** A tree over {@code BASE/inside}, with {@code BASE/outside} that nothing may reach. */
final class TreeFixture implements AutoCloseable {
    static final InstanceId ID = new InstanceId("instance-1");

    final Path inside;
    final Path outside;
    final Path staging;
    final FileTreesService service;
    final FileTree tree;

    TreeFixture(Path base) throws IOException {
        this(base, base.resolve("daemon/staging"));
    }

    TreeFixture(Path base, Path staging) throws IOException {
        this.inside = Files.createDirectories(base.resolve("inside"));
        this.outside = Files.createDirectories(base.resolve("outside"));
        this.staging = staging;
        this.service = new FileTreesService(new OneInstance(inside), staging);
        this.tree = service.of(ID);
    }

    static OstlerException assertRefused(ErrorCode code, Executable call) {
        var error = Assertions.assertThrows(OstlerException.class, call);
        Assertions.assertEquals(code, error.code(), () -> "refused with " + error);
        return error;
    }

    static void run(String... command) throws IOException {
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IOException(List.of(command) + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Names left in the staging folder. */
    List<String> staged() throws IOException {
        try (var names = Files.list(staging)) {
            return names.map(p -> p.getFileName().toString()).toList();
        }
    }

    @Override
    public void close() throws Exception {
        service.close();
    }

    /** An engine that knows one folder and nothing else. */
    private record OneInstance(Path folder) implements InstanceEngine {
        @Override
        public Path files(InstanceId id) {
            if (!id.equals(ID)) {
                throw new OstlerException(ErrorCode.NOT_FOUND);
            }
            return folder;
        }

        @Override
        public AutoCloseable listen(Listener listener) {
            return () -> {};
        }

        @Override
        public List<InstanceSnapshot> snapshots() {
            return List.of();
        }

        @Override
        public Optional<InstanceSnapshot> find(InstanceId id) {
            return Optional.empty();
        }

        @Override
        public InstanceSnapshot create(InstanceId id, InstanceDefinition definition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InstanceSnapshot update(InstanceId id, InstanceDefinition definition, long ifRevision) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(InstanceId id, boolean withFiles) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InstanceSnapshot power(InstanceId id, PowerAction action) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void input(InstanceId id, String text, boolean line) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void resize(InstanceId id, int columns, int rows) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path consoleLog(InstanceId id) {
            throw new UnsupportedOperationException();
        }
    }
}
