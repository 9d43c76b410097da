package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.instance.internal.command.CommandPaths;
import io.ostler.daemon.instance.internal.launch.InputText;
import io.ostler.daemon.instance.internal.launch.LaunchTexts;
import io.ostler.daemon.instance.internal.store.RunLedger.Requested;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction;
import io.ostler.model.StopAction.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the steps of a stop action one after the other, each written down when it is done, so that the next life of the
 * daemon goes on with the one after. Nothing waits meanwhile but an entry of the timer.
 */
final class StopSteps {

    private static final Logger LOG = LoggerFactory.getLogger(StopSteps.class);

    private final ManagedInstance instance;
    private final EngineParts parts;
    private final Predicate<InstanceRun> isPresent;

    /** Guarded by the instance. */
    private @Nullable Future<?> pause;

    StopSteps(ManagedInstance instance, EngineParts parts, Predicate<InstanceRun> isPresent) {
        this.instance = instance;
        this.parts = parts;
        this.isPresent = isPresent;
    }

    void begin(InstanceRun run) {
        parts.run(() -> goOn(run));
    }

    /** With the monitor held. */
    void cancel() {
        if (pause != null) {
            pause.cancel(false);
            pause = null;
        }
    }

    /** Without the monitor where the program is spoken to: a type may take its time. */
    private void goOn(InstanceRun run) {
        for (var step = next(run); step != null; step = next(run)) {
            take(step, run);
            synchronized (instance) {
                if (isWanted(run)) {
                    done();
                }
            }
        }
    }

    /** What to say to the program now; null when nothing, or not yet. */
    private @Nullable Step next(InstanceRun run) {
        synchronized (instance) {
            while (isWanted(run)) {
                var stop = instance.ledger().stop();
                var steps = steps(instance.runDefinition());
                if (stop == null || stop.isSent() || stop.step() >= steps.size()) {
                    return null;
                }
                if (!(steps.get(stop.step()) instanceof Step.Wait(var time))) {
                    return steps.get(stop.step());
                }
                var until = stop.stepUntil();
                if (until == null) {
                    until = parts.now().plus(time);
                    instance.tryRecord(instance.ledger().waiting(until));
                }
                if (parts.now().isBefore(until)) {
                    pauseUntil(until, run);
                    return null;
                }
                done();
            }
            return null;
        }
    }

    private void done() {
        var stop = instance.ledger().stop();
        int last = steps(instance.runDefinition()).size() - 1;
        instance.tryRecord(instance.ledger().stepped(stop != null && stop.step() >= last));
    }

    private void take(Step step, InstanceRun run) {
        try {
            switch (step) {
                case Step.Command(var text) -> type(text, definition(), run);
                case Step.Signal(var name) -> run.signal(name);
                case Step.Wait w -> throw new IllegalStateException("a pause is no news to the program");
            }
        } catch (OstlerException e) {
            // later steps, or the deadline, do it
            LOG.warn(
                    "Instance {} can't be asked to stop: {}", instance.folders().id(), e.toString());
        }
    }

    private void type(String unfilled, InstanceDefinition definition, InstanceRun run) {
        var folders = instance.folders();
        var text = LaunchTexts.stopText(unfilled, folders.id(), definition, folders.files());
        if (CommandPaths.serves(definition)) {
            var unused = parts.commands().send(definition, instance.folders().consoleLog(), text);
        } else {
            run.write(InputText.lines(text, definition));
        }
    }

    private boolean isWanted(InstanceRun run) {
        return isPresent.test(run) && instance.ledger().requested() != Requested.KILL;
    }

    private void pauseUntil(Instant until, InstanceRun run) {
        cancel();
        long millis = Math.max(1, Duration.between(parts.now(), until).toMillis() + 1);
        try {
            pause = parts.timer().schedule(() -> begin(run), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine stops; the next life goes on with the stop");
        }
    }

    private InstanceDefinition definition() {
        synchronized (instance) {
            return instance.runDefinition();
        }
    }

    private static List<Step> steps(InstanceDefinition definition) {
        return switch (definition.stop()) {
            case StopAction.Command(var text) -> List.of(new Step.Command(text));
            case StopAction.Signal(var name) -> List.of(new Step.Signal(name));
            case StopAction.Plan(var steps) -> steps;
        };
    }
}
