package io.ostler.daemon.instance.internal;

import io.ostler.daemon.instance.internal.launch.LaunchTexts;
import io.ostler.daemon.instance.internal.port.PortAllocator;
import io.ostler.daemon.instance.internal.store.InstanceFolders;
import io.ostler.daemon.instance.internal.store.RunLedger;
import io.ostler.daemon.instance.internal.store.StorageErrors;
import io.ostler.daemon.instance.internal.store.StoredDefinition;
import io.ostler.daemon.instance.internal.store.Trash;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState.Busy;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.InstanceSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All instances of this machine: how they come, change and go. Thread-safe. */
final class InstanceShelf {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceShelf.class);

    /** An instance and its runs. */
    record Entry(ManagedInstance instance, InstancePower power) {
        InstanceSnapshot snapshot() {
            return instance.snapshot();
        }
    }

    private final Path daemon;
    private final EngineParts parts;
    private final Trash trash;
    private final DeletedInstances deleted;
    private final InstanceLoader loader;
    private final PortAllocator ports;
    private final Map<InstanceId, Entry> entries = new ConcurrentHashMap<>();

    /** Who makes an instance shares it; who takes away or brings back folders of one has it alone. */
    private final ReadWriteLock folderMoves = new ReentrantReadWriteLock();

    InstanceShelf(Path daemon, EngineParts parts) throws IOException {
        this.daemon = daemon;
        this.parts = parts;
        trash = new Trash(InstanceFolders.trash(daemon));
        loader = new InstanceLoader(daemon, parts, trash);
        for (var instance : loader.load()) {
            entries.put(instance.folders().id(), entry(instance));
        }
        deleted = new DeletedInstances(daemon, trash, parts);
        loader.takeOrphans();
        ports = new PortAllocator(this::definitions, () -> parts.wishes().get());
        parts.run(trash::empty);
        LOG.info("{} instances", entries.size());
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    Optional<Entry> find(InstanceId id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** {@code NOT_FOUND}. */
    Entry get(InstanceId id) {
        var entry = entries.get(id);
        if (entry == null) {
            throw OstlerException.of(ErrorCode.NOT_FOUND, "instance", id.value());
        }
        return entry;
    }

    PortAllocator ports() {
        return ports;
    }

    DeletedInstances deleted() {
        return deleted;
    }

    InstanceSnapshot create(InstanceId id, InstanceDefinition definition, @Nullable UserId user) {
        check(id, definition);
        var there = entries.get(id);
        if (there != null) {
            return same(there, definition).snapshot();
        }
        try (var claim = ports.claim(id, definition)) {
            return made(
                            id,
                            known -> known != null
                                    ? same(known, definition)
                                    : store(id, claim.definition(), user, false))
                    .snapshot();
        }
    }

    /** One that is {@code Busy} from its first moment, and is no more after a death of the daemon until it has arrived. */
    Entry createArriving(InstanceId id, InstanceDefinition definition, @Nullable UserId user) {
        check(id, definition);
        try (var claim = ports.claim(id, definition)) {
            return made(id, known -> {
                if (known != null) {
                    throw conflict(id);
                }
                return store(id, claim.definition(), user, true);
            });
        }
    }

    InstanceSnapshot update(InstanceId id, InstanceDefinition definition, long ifRevision, @Nullable UserId user) {
        check(id, definition);
        var entry = get(id);
        var instance = entry.instance();
        try (var claim = ports.claim(id, definition)) {
            synchronized (instance) {
                instance.requirePresent();
                instance.change(claim.definition(), ifRevision, user);
                entry.power().definitionChanged();
                return instance.snapshot();
            }
        }
    }

    void delete(InstanceId id, boolean withFiles) {
        var entry = entries.get(id);
        if (entry == null) {
            return;
        }
        synchronized (entry.instance()) {
            if (entry.instance().isRemoved()) {
                return;
            }
            if (entry.instance().state() instanceof Busy) {
                throw new OstlerException(ErrorCode.INSTANCE_BUSY);
            }
            if (!entry.instance().isAtRest()) {
                throw new OstlerException(ErrorCode.INSTANCE_RUNNING);
            }
            entry.power().callOffRecovery();
            remove(entry, () -> {
                if (withFiles) {
                    deleted.take(entry.instance().folders());
                } else {
                    takeAllButFiles(entry.instance().folders());
                }
            });
        }
        tidyUpLater(entry);
    }

    /** An arriving one that won't arrive. */
    void discard(Entry entry) {
        synchronized (entry.instance()) {
            if (entry.instance().isRemoved()) {
                return;
            }
            remove(entry, () -> {
                try {
                    trash.take(entry.instance().folders().home());
                } catch (IOException e) {
                    LOG.warn("A copy that was cut short goes at the daemon's next start", e);
                }
            });
        }
        tidyUpLater(entry);
    }

    InstanceSnapshot restore(InstanceId id) {
        folderMoves.writeLock().lock();
        try {
            if (entries.containsKey(id)) {
                throw conflict(id);
            }
            var folders = new InstanceFolders(daemon, id);
            deleted.bringBack(folders);
            var entry = entry(loader.load(folders));
            entries.put(id, entry);
            pickTakenPorts(entry);
            return entry.snapshot();
        } finally {
            folderMoves.writeLock().unlock();
        }
    }

    private void pickTakenPorts(Entry entry) {
        var instance = entry.instance();
        synchronized (instance) {
            if (!instance.isReadable()) {
                return;
            }
            var old = instance.definition();
            try (var claim = ports.claimOrPick(instance.folders().id(), old)) {
                if (!claim.definition().equals(old)) {
                    instance.change(claim.definition(), instance.snapshot().revision(), null);
                }
            } catch (OstlerException e) {
                // it is back; its start will say what is wrong with its ports
                LOG.warn(
                        "Instance {} has no ports of its own: {}",
                        instance.folders().id(),
                        e.toString());
            }
        }
    }

    private void remove(Entry entry, Runnable take) {
        take.run(); // from here on it is gone
        entry.instance().markRemoved();
        var id = entry.instance().folders().id();
        entries.remove(id, entry);
        parts.announcer().removed(id);
    }

    private void takeAllButFiles(InstanceFolders folders) {
        try {
            trash.take(folders.definitionFile());
            trash.take(folders.history());
        } catch (IOException e) {
            throw StorageErrors.of(e, daemon);
        }
    }

    private void tidyUpLater(Entry entry) {
        entry.power().forgetRuns(entry.snapshot().definition());
        entry.power().afterTypeCalls(() -> tidyUp(entry.instance().folders()));
    }

    private void tidyUp(InstanceFolders folders) {
        folderMoves.writeLock().lock();
        try {
            if (entries.containsKey(folders.id())) {
                return; // somebody made it again
            }
            Files.deleteIfExists(folders.stateFile());
            Files.deleteIfExists(folders.crashFile());
            deleted.takeRest(folders);
        } catch (IOException e) {
            LOG.warn("Traces of instance {} stay behind until the daemon's next start", folders.id(), e);
        } finally {
            folderMoves.writeLock().unlock();
        }
        trash.empty();
    }

    /** The lock comes first: whoever has it alone puts and removes too. */
    private Entry made(InstanceId id, Function<@Nullable Entry, Entry> make) {
        folderMoves.readLock().lock();
        try {
            return entries.compute(id, (any, known) -> make.apply(known));
        } finally {
            folderMoves.readLock().unlock();
        }
    }

    private Entry store(InstanceId id, InstanceDefinition definition, @Nullable UserId user, boolean arrives) {
        var folders = new InstanceFolders(daemon, id);
        try {
            var stored = StoredDefinition.first(definition, user, parts.now());
            folders.create();
            if (arrives) {
                Files.createFile(folders.arrivalNote());
            }
            stored.write(folders.definitionFile());
            InstanceFolders.forceAbove(folders);
            var instance = new ManagedInstance(folders, stored, RunLedger.rest(null), parts);
            if (arrives) {
                instance.markArriving();
            }
            return entry(instance);
        } catch (IOException e) {
            folders.removeEmpty();
            throw StorageErrors.of(e, daemon);
        }
    }

    private Entry entry(ManagedInstance instance) {
        return new Entry(instance, new InstancePower(instance, parts));
    }

    private void check(InstanceId id, InstanceDefinition definition) {
        LaunchTexts.check(id, definition, new InstanceFolders(daemon, id).files());
        parts.types().get(definition.type()).validate(definition);
    }

    private Map<InstanceId, InstanceDefinition> definitions() {
        var all = new HashMap<InstanceId, InstanceDefinition>();
        entries.forEach((id, entry) -> all.put(id, entry.snapshot().definition()));
        return all;
    }

    private static Entry same(Entry known, InstanceDefinition definition) {
        var given = known.snapshot().definition();
        if (!given.equals(PortAllocator.asGiven(definition, given))) {
            throw conflict(known.instance().folders().id());
        }
        return known;
    }

    private static OstlerException conflict(InstanceId id) {
        return OstlerException.of(ErrorCode.CONFLICT, "instance", id.value());
    }
}
