package io.ostler.daemon.process.internal;

import io.ostler.daemon.process.internal.group.ControlGroups;
import io.ostler.daemon.process.internal.system.ProcessTable;
import io.ostler.daemon.process.internal.system.Signals;
import io.ostler.daemon.process.internal.system.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all runs of the machine share: the system's tools, the watch for exits, a timer thread for short work and virtual
 * threads for work that waits. Thread-safe. Closing it lets the programs run on.
 */
final class ProcessHost implements AutoCloseable {

    private final Tools tools;
    private final Signals signals;
    private final ScheduledExecutorService timer;
    private final ExecutorService tasks;
    private final ProcessTable table;
    private final ExitWatch exits;
    private final ControlGroups groups;

    /** @param exitFolder where keepers leave exit statuses; made when it isn't there */
    ProcessHost(Tools tools, Path exitFolder, ControlGroups groups) throws IOException {
        this.tools = tools;
        this.groups = groups;
        signals = new Signals(tools);
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("ostler-process-timer").factory());
        tasks = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("ostler-process-", 0).factory());
        table = new ProcessTable(tasks);
        exits = new ExitWatch(exitFolder, timer);
    }

    Tools tools() {
        return tools;
    }

    Signals signals() {
        return signals;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    ExecutorService tasks() {
        return tasks;
    }

    ProcessTable table() {
        return table;
    }

    ControlGroups groups() {
        return groups;
    }

    ExitWatch exits() {
        return exits;
    }

    @Override
    public void close() {
        exits.close();
        timer.shutdownNow();
        tasks.shutdownNow();
    }
}
