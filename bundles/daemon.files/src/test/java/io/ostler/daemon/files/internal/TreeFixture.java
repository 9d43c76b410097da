package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FilePolicy;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.StopAction;
import io.ostler.model.UserId;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.InstanceSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** A tree over {@code BASE/inside}, with {@code BASE/outside} that nothing may reach. */
final class TreeFixture implements AutoCloseable {
    static final InstanceId ID = new InstanceId("instance-1");
    static final InstanceId OTHER = new InstanceId("instance-9");
    static final UserId USER = new UserId("user-0001");

    final Path inside;
    final Path outside;
    final Path staging;
    final FileTreesService service;
    final FileTree tree;
    private final Path home;
    private final Map<InstanceId, FilePolicy> policies = new ConcurrentHashMap<>();

    TreeFixture(Path base) throws IOException {
        this(base, base.resolve("daemon/staging"));
    }

    TreeFixture(Path base, Path staging) throws IOException {
        this.inside = Files.createDirectories(base.resolve("inside"));
        this.outside = Files.createDirectories(base.resolve("outside"));
        this.staging = staging;
        this.home = base;
        this.service = new FileTreesService(new Instances(), staging);
        this.tree = service.of(ID);
    }

    /** Files of the second instance. */
    Path other() throws IOException {
        return Files.createDirectories(home.resolve("second/files"));
    }

    void policy(InstanceId id, @Nullable Long quota, String... denied) {
        policies.put(id, new FilePolicy(quota, List.of(denied)));
    }

    /** For a person with these rights, for whom denied patterns hold. */
    FileTree of(FileAccess base, FileRights.Rule... rules) {
        return service.of(ID, new FileRights(base, List.of(rules), false), USER);
    }

    static void upload(FileTree tree, String path, byte[] content, Conflict conflict) throws IOException {
        try (var upload = tree.upload(path, content.length, conflict)) {
            upload.write(ByteBuffer.wrap(content));
            upload.commit();
        }
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

    /** An engine that knows folders and policies and nothing else. */
    private final class Instances implements InstanceEngine {
        @Override
        public Path files(InstanceId id) {
            if (id.equals(OTHER)) {
                return home.resolve("second/files");
            }
            if (!id.equals(ID)) {
                throw new OstlerException(ErrorCode.NOT_FOUND);
            }
            return inside;
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
            return Optional.ofNullable(policies.get(id)).map(policy -> snapshot(id, policy));
        }

        private InstanceSnapshot snapshot(InstanceId id, FilePolicy policy) {
            var definition = new InstanceDefinition(
                    "name",
                    "generic",
                    List.of("true"),
                    "",
                    Map.of(),
                    false,
                    new StopAction.Signal(StopAction.SignalName.TERM),
                    Duration.ofSeconds(10),
                    "UTF-8",
                    InstanceDefinition.LineEnd.LF,
                    false,
                    policy);
            return new InstanceSnapshot(id, definition, 1, new InstanceState.Stopped(null), 1, Instant.now());
        }

        @Override
        public InstanceSnapshot create(InstanceId id, InstanceDefinition definition, io.ostler.model.UserId user) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InstanceSnapshot update(
                InstanceId id, InstanceDefinition definition, long ifRevision, io.ostler.model.UserId user) {
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
