package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.api.instance.InstanceRun.RunEnd;
import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.instance.internal.launch.InputText;
import io.ostler.daemon.instance.internal.launch.TerminalSize;
import io.ostler.daemon.instance.internal.state.Event;
import io.ostler.daemon.instance.internal.state.Transitions;
import io.ostler.daemon.instance.internal.store.RunLedger;
import io.ostler.daemon.instance.internal.store.RunLedger.Phase;
import io.ostler.daemon.instance.internal.store.RunLedger.Requested;
import io.ostler.model.ErrorCode;
import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceState;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of one instance. Every step is decided and written down with the instance's monitor held; what may wait
 * (types, programs) is done without it, so a kill passes whatever is stuck. Calls of the type are made one after the
 * other.
 */
final class InstancePower {

    private static final Logger LOG = LoggerFactory.getLogger(InstancePower.class);

    private final ManagedInstance instance;
    private final EngineParts parts;
    private final SerialTasks typeCalls;
    private final RunStop stop;
    private final RunRecovery recovery;

    /** Guarded by the instance, as is the size. */
    private @Nullable InstanceRun run;

    private @Nullable TerminalSize size;

    InstancePower(ManagedInstance instance, EngineParts parts) {
        this.instance = instance;
        this.parts = parts;
        typeCalls = new SerialTasks(parts);
        stop = new RunStop(instance, parts, this::isPresent);
        recovery = new RunRecovery(instance, this, parts);
    }

    // ---- what people ask for

    /** Begins it. The future is done when a start has succeeded or failed, and at once for all else. */
    CompletableFuture<Void> act(PowerAction action) {
        synchronized (instance) {
            instance.requirePresent();
            Transitions.refusal(instance.state(), action).ifPresent(code -> {
                throw refused(code);
            });
            switch (action) {
                case START -> {
                    return beginStart();
                }
                case STOP -> stop.begin(Objects.requireNonNull(run), Requested.STOP);
                case RESTART -> stop.begin(Objects.requireNonNull(run), Requested.RESTART);
                case KILL -> stop.beginKill(run);
            }
            return CompletableFuture.completedFuture(null);
        }
    }

    void input(String text, boolean line) {
        InstanceRun present;
        InstanceDefinition definition;
        synchronized (instance) {
            instance.requirePresent();
            present = run;
            definition = instance.runDefinition();
        }
        if (present == null) {
            throw new OstlerException(ErrorCode.INSTANCE_NOT_RUNNING);
        }
        present.write(line ? InputText.lines(text, definition) : InputText.keys(text, definition));
    }

    void resize(TerminalSize wanted) {
        InstanceRun present;
        synchronized (instance) {
            instance.requirePresent();
            size = wanted;
            present = run;
        }
        if (present != null) {
            present.resize(wanted.columns(), wanted.rows());
        }
    }

    // ---- types come and go

    /** The type is there: looks what became of the last run, then does what comes after that. */
    void typeCame(InstanceType type, Runnable afterwards) {
        synchronized (instance) {
            if (instance.isReadable() && instance.runDefinition().type().equals(type.id())) {
                if (instance.ledger().phase() != Phase.REST) {
                    typeCalls.add(() -> recovery.recover(type));
                }
                typeCalls.add(afterwards);
            }
        }
    }

    void typeWent(String id) {
        synchronized (instance) {
            if (instance.isReadable()
                    && instance.ledger().phase() != Phase.REST
                    && instance.runDefinition().type().equals(id)) {
                run = null;
                stop.cancel();
                instance.apply(new Event.Lost(Transitions.TYPE_UNKNOWN));
            }
        }
    }

    // ---- start

    /** With the monitor held. */
    private CompletableFuture<Void> beginStart() {
        var definition = instance.definition();
        var type = parts.types().get(definition.type());
        var now = parts.now();
        instance.record(instance.ledger().starting(now, definition));
        instance.apply(new Event.StartBegun(now));
        var done = new CompletableFuture<Void>();
        typeCalls.add(() -> start(type, definition, done));
        return done;
    }

    /** Called when the ledger says "starting" already, so that a death in between changes nothing. */
    void startAfterForgetting(InstanceType type, InstanceDefinition next, InstanceDefinition old) {
        typeCalls.add(() -> {
            forget(old);
            start(type, next, new CompletableFuture<>());
        });
    }

    private void start(InstanceType type, InstanceDefinition definition, CompletableFuture<Void> done) {
        try {
            started(type.start(instance.launchContext(definition)));
            done.complete(null);
        } catch (OstlerException e) {
            startFailed(e);
            done.completeExceptionally(e);
        } catch (RuntimeException e) { // the type may be a plug-in's
            startFailed(e);
            done.completeExceptionally(new OstlerException(ErrorCode.START_FAILED, Map.of("reason", "TYPE_FAILED"), e));
        }
    }

    private void started(InstanceRun begun) {
        synchronized (instance) {
            if (instance.state() instanceof InstanceState.Unknown) {
                return; // its type went in this moment; it is found again when the type comes back
            }
            instance.tryRecord(instance.ledger().running(begun.startedAt()));
            if (instance.state() instanceof InstanceState.Starting) {
                instance.apply(new Event.Started(begun.startedAt(), begun.pid()));
            } else {
                stop.kill(begun); // it was killed while it started
            }
            if (size != null) {
                begun.resize(size.columns(), size.rows());
            }
            takeOver(begun);
        }
    }

    private void startFailed(RuntimeException reason) {
        LOG.warn("Instance {} did not start: {}", instance.folders().id(), reason.toString());
        LOG.debug("Instance {} did not start", instance.folders().id(), reason);
        synchronized (instance) {
            var last = instance.ledger().exit();
            instance.tryRecord(RunLedger.rest(last));
            instance.apply(instance.state().isAlive() ? new Event.StartFailed(last, null) : new Event.Settled(last));
        }
    }

    // ---- the present run; with the monitor held

    /** This very one: a type may call two runs equal. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isPresent(InstanceRun asked) {
        return asked == run;
    }

    boolean isRunning() {
        return run != null;
    }

    void takeOver(InstanceRun present) {
        run = present;
        var unused = present.exit().thenAccept(end -> ended(present, end));
    }

    void takeOverStopping(InstanceRun present, Instant since, Instant deadline) {
        stop.resume(present, since, deadline);
        takeOver(present);
    }

    private void ended(InstanceRun over, RunEnd end) {
        synchronized (instance) {
            if (isPresent(over)) {
                run = null;
                finish(end, over.startedAt());
            }
        }
    }

    /** Nothing runs any more: says how it ended, and starts again when that was asked for. */
    void finish(RunEnd end, Instant startedAt) {
        stop.cancel();
        var wish = instance.ledger().requested();
        var ran = Duration.between(startedAt, end.at());
        var exit = exit(end, Duration.ofMillis(Math.max(0, ran.toMillis())), wish != Requested.NOTHING);
        var definition = instance.runDefinition();
        instance.apply(new Event.Ended(exit, null));
        if (wish == Requested.RESTART && beginAgain(exit, definition)) {
            return;
        }
        if (instance.tryRecord(RunLedger.rest(exit))) {
            forgetRuns(definition);
        }
    }

    /** What the restart policy had in mind isn't done. */
    void callOffRecovery() {
        if (Transitions.isWaiting(instance.state())) {
            var last = instance.ledger().exit();
            instance.tryRecord(RunLedger.rest(last));
            instance.apply(new Event.Settled(last));
        }
    }

    void forgetRuns(InstanceDefinition definition) {
        typeCalls.add(() -> forget(definition));
    }

    /** After everything that waits already. */
    void afterTypeCalls(Runnable task) {
        typeCalls.add(task);
    }

    private boolean beginAgain(ExitInfo exit, InstanceDefinition old) {
        var next = instance.definition();
        var type = parts.types().find(next.type());
        var now = parts.now();
        if (type.isEmpty() || !instance.tryRecord(RunLedger.rest(exit).starting(now, next))) {
            return false;
        }
        instance.apply(new Event.StartBegun(now));
        startAfterForgetting(type.get(), next, old);
        return true;
    }

    private void forget(InstanceDefinition definition) {
        parts.types().find(definition.type()).ifPresent(type -> type.forget(instance.lookContext(definition)));
    }

    private static ExitInfo exit(RunEnd end, Duration ran, boolean requested) {
        return end.status() < 0
                ? new ExitInfo(null, null, end.at(), ran, requested)
                : ExitInfo.ofStatus(end.status(), end.at(), ran, requested);
    }

    private OstlerException refused(ErrorCode code) {
        return instance.state() instanceof InstanceState.Unknown(var reason)
                ? new OstlerException(code, Map.of("reason", reason))
                : new OstlerException(code);
    }
}
