package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceRun.RunEnd;
import io.ostler.daemon.instance.internal.crash.CrashReports;
import io.ostler.daemon.instance.internal.state.Event;
import io.ostler.daemon.instance.internal.store.RunLedger;
import io.ostler.daemon.instance.internal.store.RunLedger.Requested;
import io.ostler.model.ExitInfo;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows the end of a run: its report, its state, and whether it is started again. With the monitor held. */
final class RunEnding {

    private final ManagedInstance instance;
    private final InstancePower power;
    private final Recoveries recoveries;
    private final CrashReports crashes;
    private final NodeWishes wishes;

    RunEnding(ManagedInstance instance, InstancePower power, Recoveries recoveries, NodeWishes wishes) {
        this.wishes = wishes;
        this.instance = instance;
        this.power = power;
        this.recoveries = recoveries;
        crashes = new CrashReports(instance.folders());
    }

    CrashReports crashes() {
        return crashes;
    }

    /** Nothing runs any more: says how it ended, and starts again when that was asked for. */
    void finish(RunEnd end, Instant startedAt, @Nullable String limit) {
        var ledger = instance.ledger();
        var definition = instance.runDefinition();
        var exit = exit(end, startedAt, ledger.requested());
        var retries = recoveries.after(exit);
        if (exit.isCrash()) {
            crashes.write(exit, ledger, limit, recoveries.made(), definition);
        }
        instance.apply(new Event.Ended(exit, Recoveries.shown(retries, instance.definition())));
        boolean resumes = ledger.resumes() && ledger.requested() == Requested.STOP;
        boolean again = ledger.requested() == Requested.RESTART || (resumes && !wishes.isLeaving());
        if (again && power.beginAgain(exit, definition)) {
            return;
        }
        var rest = RunLedger.rest(exit, retries);
        if (instance.tryRecord(resumes ? rest.resuming() : rest)) {
            power.forgetRuns(definition);
        }
        recoveries.await();
    }

    /** A program that was ended for a limit and leaves in order has not done what it was there for: no "exit code 0". */
    private static ExitInfo exit(RunEnd end, Instant startedAt, Requested asked) {
        boolean requested = asked.isWish();
        var ran = Duration.ofMillis(
                Math.max(0, Duration.between(startedAt, end.at()).toMillis()));
        return end.status() < 0 || (asked == Requested.LIMIT && end.status() == 0)
                ? new ExitInfo(null, null, end.at(), ran, requested)
                : ExitInfo.ofStatus(end.status(), end.at(), ran, requested);
    }
}
