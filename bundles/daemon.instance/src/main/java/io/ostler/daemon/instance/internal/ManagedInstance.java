package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.daemon.instance.internal.crash.OomKills;
import io.ostler.daemon.instance.internal.launch.LaunchTexts;
import io.ostler.daemon.instance.internal.launch.ProgramEnvironment;
import io.ostler.daemon.instance.internal.launch.WorkingFolder;
import io.ostler.daemon.instance.internal.port.PortProbe;
import io.ostler.daemon.instance.internal.state.Event;
import io.ostler.daemon.instance.internal.state.Transitions;
import io.ostler.daemon.instance.internal.store.InstanceFolders;
import io.ostler.daemon.instance.internal.store.RunLedger;
import io.ostler.daemon.instance.internal.store.RunLedger.Phase;
import io.ostler.daemon.instance.internal.store.RunLedgerFile;
import io.ostler.daemon.instance.internal.store.StorageErrors;
import io.ostler.daemon.instance.internal.store.StoredDefinition;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceState;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Care;
import io.ostler.protocol.InstanceSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance as it is: definition, ledger, state, and the snapshot that others see. Everything but the snapshot is
 * read and changed with the instance's monitor held; nothing in here waits for a program.
 */
final class ManagedInstance {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedInstance.class);

    private final InstanceFolders folders;
    private final EngineParts parts;
    private final InstanceHistory history;
    private @Nullable StoredDefinition stored;
    private InstanceDefinition definition;
    private RunLedger ledger;
    private InstanceState state;
    private Instant changedAt;
    private boolean removed;
    private volatile boolean arriving;
    private volatile InstanceSnapshot snapshot;

    /** A new instance, or one that is found on the disk. */
    ManagedInstance(InstanceFolders folders, StoredDefinition stored, RunLedger ledger, EngineParts parts) {
        this(folders, stored, stored.definition(), ledger, firstState(ledger, stored.definition()), parts);
    }

    private ManagedInstance(
            InstanceFolders folders,
            @Nullable StoredDefinition stored,
            InstanceDefinition definition,
            RunLedger ledger,
            InstanceState state,
            EngineParts parts) {
        this.folders = folders;
        this.parts = parts;
        history = new InstanceHistory(folders);
        this.stored = stored;
        this.definition = definition;
        this.ledger = ledger;
        this.state = state;
        changedAt = ledger.exit() != null ? ledger.exit().at() : parts.now();
        snapshot = parts.announcer().changed(this::snapshot);
    }

    /** One whose definition can't be read: listed, never touched. */
    static ManagedInstance unreadable(InstanceFolders folders, RunLedger ledger, EngineParts parts) {
        return new ManagedInstance(
                folders,
                null,
                UnreadableDefinition.standIn(folders.id()),
                ledger,
                new InstanceState.Unknown(UnreadableDefinition.REASON),
                parts);
    }

    /** What may run can't be told before its type has looked. */
    private static InstanceState firstState(RunLedger ledger, InstanceDefinition definition) {
        return ledger.phase() == Phase.REST
                ? Transitions.rest(ledger.exit(), Recoveries.shown(ledger.retries(), definition))
                : new InstanceState.Unknown(Transitions.TYPE_UNKNOWN);
    }

    InstanceFolders folders() {
        return folders;
    }

    /** As it is now; without waiting. */
    InstanceSnapshot snapshot() {
        return snapshot;
    }

    InstanceDefinition definition() {
        return definition;
    }

    RunLedger ledger() {
        return ledger;
    }

    InstanceState state() {
        return state;
    }

    Instant now() {
        return parts.now();
    }

    boolean isReadable() {
        return stored != null;
    }

    boolean isRemoved() {
        return removed;
    }

    /** The definition of the present run, or of the next one when nothing runs. */
    InstanceDefinition runDefinition() {
        return ledger.phase() != Phase.REST && ledger.startedWith() != null ? ledger.startedWith() : definition;
    }

    void apply(Event event) {
        state = Transitions.next(state, event);
        changedAt = event instanceof Event.Found found ? found.since() : parts.now();
        publish();
    }

    /** On the disk when it returns. */
    void change(InstanceDefinition changed, long ifRevision, @Nullable UserId user) {
        var old = readable();
        if (old.revision() != ifRevision) {
            throw OstlerException.of(ErrorCode.PRECONDITION_FAILED, "revision", Long.toString(old.revision()));
        }
        stored = history.change(old, changed, user, parts.now());
        definition = changed;
        publish();
    }

    List<Care.Revision> revisions() {
        return history.revisions(readable());
    }

    Care.RevisionAnswer revision(long revision) {
        return history.revision(readable(), revision);
    }

    private StoredDefinition readable() {
        if (stored == null) {
            throw OstlerException.of(ErrorCode.STORAGE_FAILED, "reason", UnreadableDefinition.REASON);
        }
        return stored;
    }

    /** Before a step that isn't taken when it can't be written down. */
    void record(RunLedger next) {
        try {
            RunLedgerFile.write(folders.stateFile(), next);
            ledger = next;
        } catch (IOException e) {
            throw StorageErrors.of(e, folders.home());
        }
    }

    /** For steps that are taken, or have happened, in any case; says whether it is written down. */
    boolean tryRecord(RunLedger next) {
        ledger = next;
        try {
            RunLedgerFile.write(folders.stateFile(), next);
            return true;
        } catch (IOException e) {
            LOG.error("The state of instance {} can't be stored", folders.id(), e);
            return false;
        }
    }

    /** Whether nothing of it can be running. */
    boolean isAtRest() {
        return Transitions.isAtRest(state) || (stored == null && ledger.phase() == Phase.REST);
    }

    /** Its files are still being made; before anybody sees it. */
    void markArriving() {
        arriving = true;
        synchronized (this) {
            apply(new Event.Held("CLONE", parts.now()));
        }
    }

    /** All of it is there. */
    void arrived() {
        arriving = false;
        apply(new Event.Released(null));
    }

    /** {@code INSTANCE_BUSY} while nobody but its maker may look at them. */
    Path files() {
        if (arriving) {
            throw new OstlerException(ErrorCode.INSTANCE_BUSY);
        }
        return folders.files();
    }

    void markRemoved() {
        removed = true;
    }

    /** What can be compared after the run that is about to begin. */
    RunLedger.Before beforeStart() {
        long console = 0;
        try {
            console = Files.size(folders.consoleLog());
        } catch (IOException e) {
            LOG.debug("Instance {} has no console yet", folders.id(), e);
        }
        return new RunLedger.Before(console, OomKills.count());
    }

    /** For a start: everything in it was checked this moment, the ports too. */
    LaunchContext launchContext(InstanceDefinition launched) {
        if (definition.care().isExpired(parts.now())) {
            throw new OstlerException(ErrorCode.INSTANCE_EXPIRED);
        }
        LaunchTexts.check(folders.id(), launched, folders.files());
        PortProbe.requireFree(launched.launch().ports());
        return taskContext(launched);
    }

    /** For a program beside the instance's own, with a working folder that was checked this moment. */
    LaunchContext taskContext(InstanceDefinition launched) {
        try {
            folders.create();
        } catch (IOException e) {
            throw StorageErrors.of(e, folders.home());
        }
        var filled = LaunchTexts.filled(folders.id(), launched, folders.files());
        return context(filled, WorkingFolder.resolve(folders.files(), filled.workingFolder()));
    }

    /** For finding and forgetting runs, for which the working folder needn't be there any more. */
    LaunchContext lookContext(InstanceDefinition launched) {
        return context(launched, folders.files());
    }

    private LaunchContext context(InstanceDefinition launched, Path workingFolder) {
        return new LaunchContext(
                folders.id(),
                launched,
                folders.files(),
                workingFolder,
                folders.consoleLog(),
                folders.run(),
                ProgramEnvironment.of(launched, folders.files()));
    }

    private void publish() {
        parts.announcer().changed(this::keptSnapshot);
    }

    /** Whoever is told of it and looks must find it. */
    private InstanceSnapshot keptSnapshot(long sequence) {
        var next = snapshot(sequence);
        snapshot = next;
        return next;
    }

    private InstanceSnapshot snapshot(long sequence) {
        long revision = stored == null ? 0 : stored.revision();
        return new InstanceSnapshot(folders.id(), definition, revision, state, sequence, changedAt);
    }

    /** {@code NOT_FOUND} for one that was removed between being found and being locked. */
    void requirePresent() {
        if (removed) {
            throw new OstlerException(
                    ErrorCode.NOT_FOUND, Map.of("instance", folders.id().value()));
        }
    }
}
