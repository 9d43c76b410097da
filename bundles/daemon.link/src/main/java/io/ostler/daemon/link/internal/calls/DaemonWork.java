package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.detect.Detection;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Care;
import io.ostler.protocol.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Carries the panels' calls to the engine, the file trees and the parts that may be missing. Each kind has bounds of
 * its own, so that a slow disk under the files does not hold up a stop, nor a search an editor. Thread-safe, does not
 * block.
 */
@Component(service = DaemonWork.class)
public final class DaemonWork {
    /** Work that is over so soon comes back done, and nobody has to watch it. */
    private static final Duration QUICK = Duration.ofMillis(300);

    private final InstanceEngine engine;
    private final FileTrees trees;
    private final Capabilities capabilities;
    private final BoundedCalls instanceCalls = new BoundedCalls("instances", 64, 1024);
    private final BoundedCalls fileCalls = new BoundedCalls("files", 16, 512);
    private final BoundedCalls searches = new BoundedCalls("search", 4, 32);
    private final BoundedCalls beginnings = new BoundedCalls("tasks", 64, 512);

    @Activate
    public DaemonWork(
            @Reference InstanceEngine engine, @Reference FileTrees trees, @Reference Capabilities capabilities) {
        this.engine = engine;
        this.trees = trees;
        this.capabilities = capabilities;
    }

    <T> CompletableFuture<T> onInstances(Function<InstanceEngine, T> work) {
        return instanceCalls.run(() -> work.apply(engine));
    }

    <T> CompletableFuture<T> onFiles(
            InstanceId id, FileRights rights, @Nullable UserId user, Function<FileTree, T> work) {
        return fileCalls.run(() -> work.apply(trees.of(id, rights, user)));
    }

    <T> CompletableFuture<T> onSearch(InstanceId id, FileRights rights, Function<FileTree, T> work) {
        return searches.run(() -> work.apply(trees.of(id, rights, null)));
    }

    <P, T> CompletableFuture<T> onPart(Class<P> part, Function<P, T> work) {
        return instanceCalls.run(() -> work.apply(capabilities.need(part)));
    }

    <P, T> CompletableFuture<T> onSearch(Class<P> part, Function<P, T> work) {
        return searches.run(() -> work.apply(capabilities.need(part)));
    }

    /** What detectors saw in the run stands beside how it ended, where the report hasn't it already. */
    Care.CrashReport withFindings(Care.CrashReport report, InstanceId id) {
        var findings =
                capabilities.find(Detection.class).map(d -> d.findings(id)).orElse(List.of());
        return findings.isEmpty() || !report.findings().isEmpty()
                ? report
                : new Care.CrashReport(report.exit(), report.cause(), report.lines(), report.starts(), findings);
    }

    /** Begins long work and waits a little for its end. */
    <P> CompletableFuture<Tasks.Snapshot> begin(Class<P> part, Function<P, Tasks.Snapshot> start) {
        return beginnings.run(() -> settled(start.apply(capabilities.need(part))));
    }

    private Tasks.Snapshot settled(Tasks.Snapshot begun) throws InterruptedException {
        var board = capabilities.find(TaskBoard.class);
        if (begun.state().isOver() || board.isEmpty()) {
            return begun;
        }
        try {
            return board.get().await(begun.id(), QUICK);
        } catch (OstlerException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            return begun; // forgotten already, with its instance
        }
    }

    @Deactivate
    public void close() {
        instanceCalls.close();
        fileCalls.close();
        searches.close();
        beginnings.close();
    }
}
