package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction.SignalName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A type whose runs do as the test says, and which outlives the engines that use it. */
final class FakeType implements InstanceType {

    final Map<InstanceId, Run> runs = new ConcurrentHashMap<>();
    final List<LaunchContext> starts = new CopyOnWriteArrayList<>();

    /** All runs there ever were; one that ended is forgotten elsewhere at once. */
    final List<Run> begun = new CopyOnWriteArrayList<>();

    volatile RuntimeException startFailure;
    volatile RuntimeException adoptFailure;
    volatile CountDownLatch startGate = new CountDownLatch(0);
    volatile boolean obedient = true;

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public boolean supportsTerminal() {
        return true;
    }

    @Override
    public boolean survivesDaemon() {
        return true;
    }

    @Override
    public void validate(InstanceDefinition definition) {
        if (definition.command().getFirst().equals("refused")) {
            throw OstlerException.invalid("command", "something else");
        }
    }

    @Override
    public InstanceRun start(LaunchContext context) {
        starts.add(context);
        try {
            startGate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (startFailure != null) {
            throw startFailure;
        }
        var run = new Run();
        runs.put(context.id(), run);
        begun.add(run);
        return run;
    }

    @Override
    public Optional<InstanceRun> adopt(LaunchContext context) {
        if (adoptFailure != null) {
            throw adoptFailure;
        }
        return Optional.ofNullable(runs.get(context.id())).map(Run::again);
    }

    @Override
    public void forget(LaunchContext context) {
        runs.remove(context.id());
    }

    Run run(InstanceId id) {
        return runs.get(id);
    }

    /** What outlives an engine: the shared part of a run. */
    final class Run implements InstanceRun {
        private final CompletableFuture<RunEnd> exit = new CompletableFuture<>();
        private final Instant startedAt = Instant.now();
        final List<String> calls = new CopyOnWriteArrayList<>();

        /** As a new life of the engine sees it. */
        Run again() {
            return this;
        }

        void end(int status) {
            exit.complete(new RunEnd(status, Instant.now()));
        }

        @Override
        public long pid() {
            return 4711;
        }

        @Override
        public Instant startedAt() {
            return startedAt;
        }

        @Override
        public CompletableFuture<RunEnd> exit() {
            return exit;
        }

        @Override
        public void write(ByteBuffer input) {
            var bytes = new byte[input.remaining()];
            input.get(bytes);
            calls.add("write " + new String(bytes, StandardCharsets.ISO_8859_1));
            if (exit.isDone()) {
                throw new OstlerException(ErrorCode.INSTANCE_NOT_RUNNING);
            }
            if (obedient) {
                end(0);
            }
        }

        @Override
        public void signal(SignalName signal) {
            calls.add("signal " + signal);
            if (obedient) {
                end(143);
            }
        }

        @Override
        public void kill() {
            calls.add("kill");
            end(137);
        }

        @Override
        public void resize(int columns, int rows) {
            calls.add("resize " + columns + " " + rows);
        }
    }
}
