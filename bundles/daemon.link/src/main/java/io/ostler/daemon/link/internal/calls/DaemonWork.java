package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.InstanceId;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Carries the panels' calls to the engine and the file trees. The two have bounds of their own, so that a slow disk
 * under the files does not hold up a stop. Thread-safe, does not block.
 */
@Component(service = DaemonWork.class)
public final class DaemonWork {
    private final InstanceEngine engine;
    private final FileTrees trees;
    private final BoundedCalls instanceCalls = new BoundedCalls("instances", 64, 1024);
    private final BoundedCalls fileCalls = new BoundedCalls("files", 16, 512);

    @Activate
    public DaemonWork(@Reference InstanceEngine engine, @Reference FileTrees trees) {
        this.engine = engine;
        this.trees = trees;
    }

    <T> CompletableFuture<T> onInstances(Function<InstanceEngine, T> work) {
        return instanceCalls.run(() -> work.apply(engine));
    }

    <T> CompletableFuture<T> onFiles(InstanceId id, Function<FileTree, T> work) {
        return fileCalls.run(() -> work.apply(trees.of(id)));
    }

    @Deactivate
    public void close() {
        instanceCalls.close();
        fileCalls.close();
    }
}
