package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.api.instance.InstanceRun.RunEnd;
import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.instance.internal.state.Event;
import io.ostler.daemon.instance.internal.store.RunLedger;
import io.ostler.daemon.instance.internal.store.RunLedger.Phase;
import io.ostler.daemon.instance.internal.store.RunLedger.Requested;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings together what the ledger says and what the type finds, after the daemon was away or the type was: whatever was
 * asked for is brought to its end. Called as one of the instance's calls of its type.
 */
final class RunRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(RunRecovery.class);

    private final ManagedInstance instance;
    private final InstancePower power;
    private final EngineParts parts;

    RunRecovery(ManagedInstance instance, InstancePower power, EngineParts parts) {
        this.instance = instance;
        this.power = power;
        this.parts = parts;
    }

    void recover(InstanceType type) {
        InstanceDefinition definition;
        synchronized (instance) {
            definition = instance.runDefinition();
        }
        InstanceRun found;
        try {
            found = type.adopt(instance.lookContext(definition)).orElse(null);
        } catch (RuntimeException e) { // the type may be a plug-in's
            LOG.error("What instance {} runs can't be told", instance.folders().id(), e);
            synchronized (instance) {
                instance.apply(new Event.Lost(ErrorCode.STORAGE_FAILED.name()));
            }
            return;
        }
        synchronized (instance) {
            if (!power.isRunning() && !instance.isRemoved() && instance.ledger().phase() != Phase.REST) {
                decide(type, found, definition);
            }
        }
    }

    private void decide(InstanceType type, @Nullable InstanceRun found, InstanceDefinition definition) {
        var ledger = instance.ledger();
        if (found != null && !found.exit().isDone()) {
            takeOver(found);
        } else if (neverBegan(ledger, found)) {
            beginAnew(type, definition);
        } else if (found != null) {
            power.finish(found.exit().join(), found.startedAt(), InstancePower.limitOf(found));
        } else if (ledger.since() == null) {
            instance.tryRecord(RunLedger.rest(null));
            instance.apply(new Event.Settled(null));
        } else {
            power.finish(new RunEnd(-1, parts.now()), ledger.since(), null);
        }
    }

    /** A start was written down, but what is there, if anything, is the run before. */
    private static boolean neverBegan(RunLedger ledger, @Nullable InstanceRun found) {
        return ledger.phase() == Phase.STARTING
                && (found == null
                        || (ledger.since() != null && found.startedAt().isBefore(ledger.since())));
    }

    /** The start that the daemon died before is made now, unless it was called off. */
    private void beginAnew(InstanceType type, InstanceDefinition definition) {
        if (instance.ledger().requested() == Requested.NOTHING) {
            instance.apply(new Event.StartBegun(parts.now()));
            power.startAfterForgetting(type, definition, definition);
        } else {
            var last = instance.ledger().exit();
            instance.tryRecord(RunLedger.rest(last));
            instance.apply(new Event.Settled(last));
            power.forgetRuns(definition);
        }
    }

    private void takeOver(InstanceRun found) {
        var ledger = instance.ledger();
        if (ledger.phase() == Phase.STARTING) {
            ledger = ledger.running(found.startedAt());
            instance.tryRecord(ledger);
        }
        if (ledger.requested() == Requested.NOTHING || ledger.stop() == null) {
            instance.apply(new Event.Found(found.startedAt(), found.pid()));
            power.takeOver(found);
        } else {
            power.takeOverStopping(found, ledger.stop());
        }
    }
}
