package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.InstanceSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one confined tree per instance, with the lock and the limits that all its users share. Thread-safe. */
@Component(service = FileTrees.class)
public final class FileTreesService implements FileTrees {
    private static final Logger LOG = LoggerFactory.getLogger(FileTreesService.class);

    private final InstanceEngine engine;
    private final Staging staging;
    private final Listings listings;
    private final ExecutorService openers;
    private final AutoCloseable listening;
    private final Map<InstanceId, Rooted> trees = new ConcurrentHashMap<>();

    private record Rooted(Path root, FileTree tree) {}

    @Activate
    public FileTreesService(@Reference InstanceEngine engine, BundleContext context) throws IOException {
        this(engine, Path.of(context.getProperty("ostler.data"), "daemon", "staging"));
    }

    /** @throws IOException when the platform has no folder handles or the staging folder can't be made */
    public FileTreesService(InstanceEngine engine, Path stagingFolder) throws IOException {
        this.engine = engine;
        this.staging = new Staging(stagingFolder);
        this.listings = new Listings(staging);
        this.openers = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("ostler-files-open-", 1).factory());
        this.listening = engine.listen(new InstanceEngine.Listener() {
            @Override
            public void changed(InstanceSnapshot snapshot) {}

            @Override
            public void removed(InstanceId id, long sequence) {
                trees.remove(id);
            }
        });
        warnOfNames();
    }

    @Override
    public FileTree of(InstanceId id, FileRights rights, @Nullable UserId user) {
        var root = engine.files(id);
        var rooted = trees.compute(id, (key, old) -> old != null && old.root.equals(root) ? old : newTree(root));
        return rooted.tree;
    }

    private Rooted newTree(Path root) {
        var opening = new PatientOpening(openers);
        return new Rooted(root, new ConfinedTree(root, staging, listings, opening, new ReentrantLock()));
    }

    private static void warnOfNames() {
        var encoding = System.getProperty("sun.jnu.encoding", "");
        if (!"UTF-8".equalsIgnoreCase(encoding)) {
            LOG.warn(
                    "File names beyond ASCII can't be read: Java was started with file names in {}. Start it with LC_ALL=C.UTF-8",
                    encoding);
        }
    }

    @Deactivate
    public void close() throws Exception {
        listening.close();
        openers.shutdown();
    }
}
