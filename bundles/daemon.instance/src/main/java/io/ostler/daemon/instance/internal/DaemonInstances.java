package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.command.CommandChannel;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.instance.internal.command.CommandPaths;
import io.ostler.daemon.instance.internal.launch.TerminalSize;
import io.ostler.daemon.instance.internal.launch.WorkingFolder;
import io.ostler.daemon.instance.internal.store.InstanceFolders;
import io.ostler.daemon.instance.internal.store.RunLedger;
import io.ostler.daemon.instance.internal.store.Sequence;
import io.ostler.daemon.instance.internal.store.StorageErrors;
import io.ostler.daemon.instance.internal.store.StoredDefinition;
import io.ostler.daemon.instance.internal.store.Trash;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.UserId;
import io.ostler.protocol.InstanceSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine: finds the instances on the disk, and from then on is where they are made, changed, started and removed.
 * Thread-safe. What the instances run goes on when the engine stops.
 */
@Component(
        service = {InstanceEngine.class, DaemonInstances.class},
        immediate = true)
public final class DaemonInstances implements InstanceEngine {

    /** How long a caller of start waits for a quick failure, such as a command that isn't there. */
    private static final Duration START_SHOWN = Duration.ofSeconds(2);

    private static final Duration GOODBYE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(DaemonInstances.class);

    private record Entry(ManagedInstance instance, InstancePower power) {}

    private final Path daemon;
    private final ExecutorService tasks = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ostler-instance-", 0).factory());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ostler-instance-timer").factory());
    private final EngineParts parts;
    private final Trash trash;
    private final AutoStarts autoStarts;
    private final Map<InstanceId, Entry> entries = new ConcurrentHashMap<>();

    @Activate
    public DaemonInstances(BundleContext context) throws IOException {
        this(dataFolder(context).resolve("daemon"), Clock.systemUTC());
    }

    DaemonInstances(Path daemon, Clock clock) throws IOException {
        this.daemon = daemon;
        InstanceFolders.createPrivate(daemon);
        trash = new Trash(InstanceFolders.trash(daemon));
        var announcer = new Announcer(new Sequence(daemon.resolve("sequence")));
        parts = new EngineParts(new TypeRegistry(), announcer, tasks, timer, clock, new CommandPaths(tasks));
        autoStarts = new AutoStarts(parts);
        var loader = new InstanceLoader(daemon, parts);
        for (var instance : loader.load()) {
            entries.put(instance.folders().id(), entry(instance));
            autoStarts.add(instance);
        }
        loader.takeOrphans(trash);
        parts.run(trash::empty);
        LOG.info("{} instances", entries.size());
    }

    @Deactivate
    void close() {
        timer.shutdownNow();
        tasks.shutdown();
        try {
            if (!tasks.awaitTermination(GOODBYE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Work on instances is cut short; the next start of the daemon goes on with it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        parts.announcer().close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addType(InstanceType type) {
        if (!parts.types().add(type)) {
            LOG.error("A second instance type {} is not taken", type.id());
            return;
        }
        for (var entry : entries.values()) {
            entry.power().typeCame(type, () -> autoStarts.start(entry.instance(), entry.power()));
        }
    }

    void removeType(InstanceType type) {
        if (parts.types().remove(type)) {
            entries.values().forEach(entry -> entry.power().typeWent(type.id()));
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addChannel(CommandChannel channel) {
        parts.commands().add(channel);
    }

    void removeChannel(CommandChannel channel) {
        parts.commands().remove(channel);
    }

    @Override
    public List<InstanceSnapshot> snapshots() {
        return entries.values().stream()
                .map(entry -> entry.instance().snapshot())
                .toList();
    }

    @Override
    public Optional<InstanceSnapshot> find(InstanceId id) {
        return Optional.ofNullable(entries.get(id))
                .map(entry -> entry.instance().snapshot());
    }

    @Override
    public InstanceSnapshot create(InstanceId id, InstanceDefinition definition, @Nullable UserId user) {
        check(definition);
        return entries.compute(id, (any, known) -> known == null ? store(id, definition) : same(known, definition))
                .instance()
                .snapshot();
    }

    @Override
    public InstanceSnapshot update(
            InstanceId id, InstanceDefinition definition, long ifRevision, @Nullable UserId user) {
        check(definition);
        var instance = entry(id).instance();
        synchronized (instance) {
            instance.requirePresent();
            instance.change(definition, ifRevision, user);
            entry.power().definitionChanged();
            return instance.snapshot();
        }
    }

    @Override
    public void delete(InstanceId id, boolean withFiles) {
        var entry = entries.get(id);
        if (entry == null) {
            return;
        }
        var instance = entry.instance();
        var folders = instance.folders();
        synchronized (instance) {
            if (instance.isRemoved()) {
                return;
            }
            if (!instance.isAtRest()) {
                throw new OstlerException(ErrorCode.INSTANCE_RUNNING);
            }
            try {
                trash.take(withFiles ? folders.home() : folders.definitionFile()); // from here on it is gone
            } catch (IOException e) {
                throw StorageErrors.of(e, daemon);
            }
            instance.markRemoved();
            entries.remove(id, entry);
            parts.announcer().removed(id);
        }
        entry.power().forgetRuns(instance.snapshot().definition());
        entry.power().afterTypeCalls(() -> tidyUp(folders));
    }

    @Override
    public InstanceSnapshot power(InstanceId id, PowerAction action) {
        var entry = entry(id);
        awaitStart(entry.power().act(action));
        return entry.instance().snapshot();
    }

    @Override
    public void input(InstanceId id, String text, boolean line) {
        entry(id).power().input(text, line);
    }

    @Override
    public void resize(InstanceId id, int columns, int rows) {
        entry(id).power().resize(new TerminalSize(columns, rows));
    }

    @Override
    public Path files(InstanceId id) {
        return entry(id).instance().folders().files();
    }

    @Override
    public Path consoleLog(InstanceId id) {
        return entry(id).instance().folders().consoleLog();
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        return parts.announcer().listen(listener);
    }

    /** For a task of this bundle; see {@link BusyHold#begin}. */
    BusyHold hold(InstanceId id, String task) {
        var entry = entry(id);
        return BusyHold.begin(entry.instance(), entry.power(), task);
    }

    private Entry entry(InstanceId id) {
        var entry = entries.get(id);
        if (entry == null) {
            throw OstlerException.of(ErrorCode.NOT_FOUND, "instance", id.value());
        }
        return entry;
    }

    private Entry entry(ManagedInstance instance) {
        return new Entry(instance, new InstancePower(instance, parts));
    }

    private void check(InstanceDefinition definition) {
        WorkingFolder.check(definition.workingFolder());
        parts.types().get(definition.type()).validate(definition);
    }

    private Entry store(InstanceId id, InstanceDefinition definition) {
        var folders = new InstanceFolders(daemon, id);
        try {
            var stored = StoredDefinition.first(definition, user, parts.now());
            folders.create();
            stored.write(folders.definitionFile());
            InstanceFolders.forceAbove(folders);
            return entry(new ManagedInstance(folders, stored, RunLedger.rest(null), parts));
        } catch (IOException e) {
            folders.removeEmpty();
            throw StorageErrors.of(e, daemon);
        }
    }

    private static Entry same(Entry known, InstanceDefinition definition) {
        if (!known.instance().snapshot().definition().equals(definition)) {
            throw OstlerException.of(
                    ErrorCode.CONFLICT,
                    "instance",
                    known.instance().folders().id().value());
        }
        return known;
    }

    private void tidyUp(InstanceFolders folders) {
        if (entries.containsKey(folders.id())) {
            return; // somebody made it again
        }
        try {
            Files.deleteIfExists(folders.stateFile());
            trash.take(folders.console());
            trash.take(folders.run());
        } catch (IOException e) {
            LOG.warn("Traces of instance {} stay behind until the daemon's next start", folders.id(), e);
        }
        trash.empty();
    }

    private static void awaitStart(CompletableFuture<Void> starting) {
        try {
            starting.get(START_SHOWN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof OstlerException known
                    ? known
                    : new OstlerException(ErrorCode.INTERNAL, Map.of(), e);
        } catch (TimeoutException e) {
            LOG.debug("A start takes its time; its state will tell");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path dataFolder(BundleContext context) {
        var folder = context.getProperty("ostler.data");
        if (folder == null) {
            throw new IllegalStateException("The framework property ostler.data is not set");
        }
        return Path.of(folder);
    }
}
