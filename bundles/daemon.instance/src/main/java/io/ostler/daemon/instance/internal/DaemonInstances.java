package io.ostler.daemon.instance.internal;

import io.ostler.daemon.api.command.CommandChannel;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.api.stream.Settings;
import io.ostler.daemon.instance.internal.command.CommandPaths;
import io.ostler.daemon.instance.internal.launch.TerminalSize;
import io.ostler.daemon.instance.internal.store.InstanceFolders;
import io.ostler.daemon.instance.internal.store.Sequence;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.UserId;
import io.ostler.protocol.InstanceSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    private final ExecutorService tasks = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ostler-instance-", 0).factory());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ostler-instance-timer").factory());
    private final Duration startShown;
    private final EngineParts parts;
    private final InstanceShelf shelf;
    private final AutoStarts autoStarts;

    @Activate
    public DaemonInstances(BundleContext context) throws IOException {
        this(dataFolder(context).resolve("daemon"), Clock.systemUTC(), START_SHOWN);
    }

    /** @param startShown how long a caller of start waits at most */
    DaemonInstances(Path daemon, Clock clock, Duration startShown) throws IOException {
        this.startShown = startShown;
        InstanceFolders.createPrivate(daemon);
        var announcer = new Announcer(new Sequence(daemon.resolve("sequence")));
        parts = new EngineParts(
                new TypeRegistry(), announcer, tasks, timer, clock, new CommandPaths(tasks), new NodeWishes());
        shelf = new InstanceShelf(daemon, parts);
        autoStarts = new AutoStarts(parts, shelf.entries());
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
        for (var entry : shelf.entries()) {
            entry.power().typeCame(type, () -> autoStarts.isKnown(entry));
        }
    }

    void removeType(InstanceType type) {
        if (parts.types().remove(type)) {
            shelf.entries().forEach(entry -> entry.power().typeWent(type.id()));
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addChannel(CommandChannel channel) {
        parts.commands().add(channel);
    }

    void removeChannel(CommandChannel channel) {
        parts.commands().remove(channel);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addSettings(Settings settings) {
        parts.wishes().keptBy(settings);
    }

    void removeSettings(Settings settings) {
        parts.wishes().noLongerKeptBy(settings);
    }

    InstanceShelf shelf() {
        return shelf;
    }

    EngineParts parts() {
        return parts;
    }

    @Override
    public List<InstanceSnapshot> snapshots() {
        return shelf.entries().stream().map(InstanceShelf.Entry::snapshot).toList();
    }

    @Override
    public Optional<InstanceSnapshot> find(InstanceId id) {
        return shelf.find(id).map(InstanceShelf.Entry::snapshot);
    }

    @Override
    public InstanceSnapshot create(InstanceId id, InstanceDefinition definition, @Nullable UserId user) {
        return shelf.create(id, definition, user);
    }

    @Override
    public InstanceSnapshot update(
            InstanceId id, InstanceDefinition definition, long ifRevision, @Nullable UserId user) {
        return shelf.update(id, definition, ifRevision, user);
    }

    @Override
    public void delete(InstanceId id, boolean withFiles) {
        shelf.delete(id, withFiles);
    }

    @Override
    public InstanceSnapshot power(InstanceId id, PowerAction action) {
        var entry = shelf.get(id);
        awaitStart(entry.power().act(action));
        return entry.instance().snapshot();
    }

    @Override
    public void endFor(InstanceId id, String cause) {
        shelf.get(id).power().endFor(cause, true);
    }

    @Override
    public void input(InstanceId id, String text, boolean line) {
        shelf.get(id).power().input(text, line);
    }

    @Override
    public void resize(InstanceId id, int columns, int rows) {
        shelf.get(id).power().resize(new TerminalSize(columns, rows));
    }

    @Override
    public Path files(InstanceId id) {
        return shelf.get(id).instance().files();
    }

    @Override
    public Path consoleLog(InstanceId id) {
        return shelf.get(id).instance().folders().consoleLog();
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        return parts.announcer().listen(listener);
    }

    private void awaitStart(CompletableFuture<Void> starting) {
        try {
            starting.get(startShown.toMillis(), TimeUnit.MILLISECONDS);
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
