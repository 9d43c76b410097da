package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.api.instance.InstanceRun.RunEnd;
import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.instance.internal.command.CommandPaths;
import io.ostler.daemon.instance.internal.launch.InputText;
import io.ostler.daemon.instance.internal.launch.TerminalSize;
import io.ostler.daemon.instance.internal.state.Event;
import io.ostler.daemon.instance.internal.state.Transitions;
import io.ostler.daemon.instance.internal.store.RunLedger;
import io.ostler.daemon.instance.internal.store.RunLedger.Phase;
import io.ostler.daemon.instance.internal.store.RunLedger.Requested;
import io.ostler.daemon.instance.internal.upkeep.CommandRun;
import io.ostler.model.ErrorCode;
import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceState;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.protocol.Care;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final Recoveries recoveries;
    private final RunEnding ending;

    /** Guarded by the instance, as are the others. */
    private @Nullable InstanceRun run;

    private @Nullable TerminalSize size;

    /** Done when the end of the present run is written down. */
    private CompletableFuture<Void> over = CompletableFuture.completedFuture(null);

    InstancePower(ManagedInstance instance, EngineParts parts) {
        this.instance = instance;
        this.parts = parts;
        typeCalls = new SerialTasks(parts);
        stop = new RunStop(instance, parts, this::isPresent);
        recovery = new RunRecovery(instance, this, parts);
        recoveries = new Recoveries(instance, parts, this::startByPolicy);
        ending = new RunEnding(instance, this, recoveries, parts.wishes());
    }

    // ---- what people ask for

    /** Begins it. The future is done when a start has succeeded or failed, and at once for all else. */
    CompletableFuture<Void> act(PowerAction action) {
        synchronized (instance) {
            instance.requirePresent();
            Transitions.refusal(instance.state(), action).ifPresent(code -> {
                throw refused(code);
            });
            if (action == PowerAction.START) {
                var done = beginStart(0);
                ending.crashes().clear();
                return done;
            }
            if (Transitions.isWaiting(instance.state())) {
                recoveries.callOff();
                return CompletableFuture.completedFuture(null);
            }
            switch (action) {
                case STOP -> stop.begin(Objects.requireNonNull(run), Requested.STOP);
                case RESTART -> {
                    stop.begin(Objects.requireNonNull(run), Requested.RESTART);
                    ending.crashes().clear();
                }
                default -> stop.beginKill(run);
            }
            return CompletableFuture.completedFuture(null);
        }
    }

    /** With the daemon: nobody in particular wants it, so what is known of its last crash stays. */
    CompletableFuture<Void> startWithDaemon() {
        synchronized (instance) {
            if (instance.isRemoved()
                    || !Transitions.isAtRest(instance.state())
                    || Transitions.isWaiting(instance.state())) {
                return CompletableFuture.completedFuture(null);
            }
            return beginStart(0);
        }
    }

    /** Because the daemon goes: it starts again with the next one. Done when nothing of it runs. */
    CompletableFuture<Void> stopWithDaemon(Duration patience) {
        synchronized (instance) {
            var present = run;
            if (present == null) {
                return CompletableFuture.completedFuture(null);
            }
            if (instance.state() instanceof InstanceState.Running) {
                var own = instance.runDefinition().stopTimeout();
                instance.tryRecord(instance.ledger().resuming());
                stop.begin(present, Requested.STOP, own.compareTo(patience) < 0 ? own : patience);
            }
            return over;
        }
    }

    /**
     * Ends it because it takes more than it may; that is a crash with this cause. Nothing happens when it isn't running.
     *
     * @param asked whether by its stop action; else it is killed
     */
    void endFor(String cause, boolean asked) {
        synchronized (instance) {
            if (run != null && instance.state() instanceof InstanceState.Running) {
                LOG.warn("Instance {} is ended: {}", instance.folders().id(), cause);
                stop.beginFor(run, cause, asked);
            }
        }
    }

    Optional<Care.CrashReport> crash() {
        synchronized (instance) {
            instance.requirePresent();
            return ending.crashes()
                    .read(instance.state() instanceof InstanceState.Crashed crashed ? crashed.exit() : null);
        }
    }

    /** With the monitor held. */
    void definitionChanged() {
        recoveries.definitionChanged();
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
        if (line && CommandPaths.serves(definition)) {
            var unused = parts.commands().send(definition, instance.folders().consoleLog(), text);
            return;
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
                } else {
                    recoveries.await();
                }
                typeCalls.add(() -> CommandRun.endLeftOver(type, instance.lookContext(instance.definition())));
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

    /**
     * With the monitor held.
     *
     * @param attempt see {@link RunLedger#starting}
     */
    private CompletableFuture<Void> beginStart(int attempt) {
        var definition = instance.definition();
        var type = parts.types().get(definition.type());
        var now = parts.now();
        instance.record(instance.ledger().starting(now, definition, instance.beforeStart(), attempt));
        recoveries.cancel();
        instance.apply(new Event.StartBegun(now));
        var done = new CompletableFuture<Void>();
        typeCalls.add(() -> start(type, definition, done));
        return done;
    }

    /** With the monitor held. Without its type it waits until that comes. */
    private void startByPolicy() {
        if (parts.types().find(instance.definition().type()).isEmpty()) {
            return;
        }
        try {
            var unused = beginStart(recoveries.made());
        } catch (OstlerException e) {
            instance.apply(new Event.StartBegun(parts.now()));
            startFailed(e);
        }
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
            var retries = recoveries.afterFailedStart();
            instance.tryRecord(RunLedger.rest(last, retries));
            instance.apply(
                    instance.state().isAlive()
                            ? new Event.StartFailed(last, Recoveries.shown(retries, instance.definition()))
                            : new Event.Settled(last));
            recoveries.await();
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
        over = present.exit().thenAccept(end -> ended(present, end));
    }

    void takeOverStopping(InstanceRun present, RunLedger.Stop begun) {
        run = present;
        stop.resume(present, begun);
        takeOver(present);
    }

    private void ended(InstanceRun over, RunEnd end) {
        synchronized (instance) {
            if (isPresent(over)) {
                run = null;
                finish(end, over.startedAt(), limitOf(over));
            }
        }
    }

    /**
     * Nothing runs any more.
     *
     * @param limit why a limit ended it, null: none did
     */
    void finish(RunEnd end, Instant startedAt, @Nullable String limit) {
        stop.cancel();
        ending.finish(end, startedAt, limit);
    }

    static @Nullable String limitOf(InstanceRun over) {
        try {
            return over.limitCause().orElse(null);
        } catch (RuntimeException e) { // the type may be a plug-in's
            LOG.warn("Whether a limit ended a run can't be told", e);
            return null;
        }
    }

    /** What the restart policy had in mind isn't done. */
    void callOffRecovery() {
        recoveries.callOff();
    }

    void forgetRuns(InstanceDefinition definition) {
        typeCalls.add(() -> forget(definition));
    }

    /** After everything that waits already. */
    void afterTypeCalls(Runnable task) {
        typeCalls.add(task);
    }

    /** The second half of a restart; false when it can't be begun. */
    boolean beginAgain(ExitInfo exit, InstanceDefinition old) {
        var next = instance.definition();
        var type = parts.types().find(next.type());
        var now = parts.now();
        if (type.isEmpty()
                || !instance.tryRecord(RunLedger.rest(exit).starting(now, next, instance.beforeStart(), 0))) {
            return false;
        }
        instance.apply(new Event.StartBegun(now));
        startAfterForgetting(type.get(), next, old);
        return true;
    }

    private void forget(InstanceDefinition definition) {
        parts.types().find(definition.type()).ifPresent(type -> type.forget(instance.lookContext(definition)));
    }

    private OstlerException refused(ErrorCode code) {
        return instance.state() instanceof InstanceState.Unknown(var reason)
                ? new OstlerException(code, Map.of("reason", reason))
                : new OstlerException(code);
    }
}
