package io.ostler.daemon.process.internal;

import io.ostler.daemon.process.internal.group.ControlGroup;
import io.ostler.daemon.process.internal.system.ProcStat;
import io.ostler.daemon.process.internal.system.ProcessTable;
import io.ostler.daemon.process.internal.system.ProcessTable.Entry;
import io.ostler.daemon.process.internal.system.Signals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Ends what belongs to a run, or waits until it has ended. Confined to the thread that calls it, which it blocks. */
final class RunEnder {

    private static final Duration FIRST_DELAY = Duration.ofMillis(5);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long a keeper may take to say how a killed program ended, before it is killed too. */
    private static final Duration KEEPER_PATIENCE = Duration.ofSeconds(2);

    private final RunProcesses processes;
    private final ControlGroup group;
    private final ProcessTable table;
    private final Signals signals;

    RunEnder(RunProcesses processes, ControlGroup group, ProcessTable table, Signals signals) {
        this.processes = processes;
        this.group = group;
        this.table = table;
        this.signals = signals;
    }

    boolean isEmpty() throws InterruptedException {
        return members().isEmpty();
    }

    void awaitAll() throws InterruptedException {
        for (var delay = FIRST_DELAY; !isEmpty(); delay = longer(delay)) {
            Thread.sleep(delay);
        }
    }

    /** The signal goes to the program's process group, as long as it is the program's. */
    void signal(String name) throws InterruptedException {
        var program = processes.pids().program();
        if (program.isPresent()) {
            long group = program.get().pid();
            awaitGroup(program.get());
            if (program.get().isAlive() || members().stream().anyMatch(member -> member.group() == group)) {
                signals.sendToGroup(name, group);
            }
        }
    }

    /** A program that was started this moment may not lead its group yet: a signal to the group would reach nobody. */
    private static void awaitGroup(ProcStat program) throws InterruptedException {
        for (long deadline = System.nanoTime() + KEEPER_PATIENCE.toNanos(); System.nanoTime() < deadline; ) {
            if (ProcStat.of(program.pid())
                    .filter(now -> now.isSame(program) && now.group() != now.pid())
                    .isEmpty()) {
                return;
            }
            Thread.sleep(FIRST_DELAY);
        }
    }

    /**
     * The group in one step, so that no fork slips through; then one by one whoever had left it. Who they are is asked
     * first: the death of the program makes orphans of its children.
     */
    void kill() throws InterruptedException {
        var left = members();
        group.kill();
        signal("KILL");
        for (long deadline = System.nanoTime() + PATIENCE.toNanos();
                !left.isEmpty() && System.nanoTime() < deadline;
                left = members()) {
            group.kill();
            left.forEach(Signals::kill);
            Thread.sleep(FIRST_DELAY);
        }
        killKeeperIfStuck();
    }

    private void killKeeperIfStuck() throws InterruptedException {
        var keeper = processes.pids().keeper();
        long deadline = System.nanoTime() + KEEPER_PATIENCE.toNanos();
        while (keeper.isPresent() && keeper.get().isAlive()) {
            if (System.nanoTime() > deadline) {
                ProcStat.of(processes.terminalHolder())
                        .filter(holder -> holder.parent() == keeper.get().pid())
                        .ifPresent(Signals::kill);
                Signals.kill(keeper.get());
                return;
            }
            Thread.sleep(20);
        }
    }

    List<ProcStat> members() throws InterruptedException {
        try {
            List<Entry> all = table.look().get();
            var members = new LinkedHashMap<Long, ProcStat>();
            processes.in(all).forEach(one -> members.put(one.pid(), one));
            group.members().forEach(one -> members.put(one.pid(), one));
            return List.copyOf(members.values());
        } catch (ExecutionException e) {
            throw new IllegalStateException("/proc can't be read", e.getCause());
        }
    }

    private static Duration longer(Duration delay) {
        var twice = delay.multipliedBy(2);
        return twice.compareTo(LONGEST_DELAY) < 0 ? twice : LONGEST_DELAY;
    }
}
