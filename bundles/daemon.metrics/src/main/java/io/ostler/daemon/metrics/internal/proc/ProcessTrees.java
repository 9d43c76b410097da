package io.ostler.daemon.metrics.internal.proc;

import io.ostler.daemon.metrics.internal.proc.ProcFolder.Transferred;
import io.ostler.model.InstanceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the process trees of runs use, all of them in one look at {@code /proc}. A look reads one small file per
 * process of the machine, and another one per process that has worked since. Confined to one thread.
 */
public final class ProcessTrees {
    private final ProcFolder proc = new ProcFolder();
    private final Units units = Units.ofMachine();
    private final SharedMemory memory = new SharedMemory(proc, units);
    private final String ownNetwork = proc.networkOf("self");
    private final Map<InstanceId, RunningInstance> runs = new HashMap<>();
    private Map<Integer, Seen> table = new HashMap<>();
    private long lookedAt;

    /** A run and its program's pid. */
    public record Run(InstanceId id, long pid) {}

    /** Since the look before; bytes per second, null: can't be told. */
    public record Reading(
            InstanceId id,
            double cpu,
            long memory,
            int threads,
            int processes,
            @Nullable Long read,
            @Nullable Long written,
            @Nullable Long received,
            @Nullable Long sent) {}

    /** What is compared with the next look is forgotten: that one only begins. */
    public void forget() {
        table = new HashMap<>();
        runs.clear();
    }

    /** Readings of the runs that were there at the look before, or whose processes are younger. */
    public List<Reading> look(Collection<Run> running) {
        boolean begins = table.isEmpty();
        long now = System.nanoTime();
        double seconds = Math.max(0.001, (now - lookedAt) / 1e9);
        lookedAt = now;
        keep(running);
        var found = scan();
        new Membership(runs, found, proc, ownNetwork).settle();
        var ended = Ended.between(table, found, runs);
        runs.values().forEach(RunningInstance::begin);
        found.values().forEach(seen -> add(seen, ended, begins));
        found.values().forEach(this::addMemory);
        table = found;
        var readings = new ArrayList<Reading>();
        for (var run : runs.values()) {
            var network = network(run, found);
            if (!begins && run.processes > 0) {
                readings.add(reading(run, network, seconds));
            }
        }
        return readings;
    }

    /** What the last look has counted for a run. */
    long ticks(InstanceId id) {
        var run = runs.get(id);
        return run == null ? 0 : run.ticks;
    }

    private void keep(Collection<Run> running) {
        var wanted = new HashMap<InstanceId, Run>();
        running.forEach(run -> wanted.put(run.id(), run));
        runs.values().removeIf(run -> {
            var still = wanted.get(run.id);
            return still == null || still.pid() != run.root;
        });
        wanted.values().forEach(run -> runs.computeIfAbsent(run.id(), id -> new RunningInstance(id, (int) run.pid())));
    }

    private Map<Integer, Seen> scan() {
        var found = new HashMap<Integer, Seen>(table.size() * 2 + 64);
        for (int pid : proc.pids()) {
            var stat = proc.stat(pid);
            if (stat != null) {
                found.put(pid, seen(stat, table.get(pid)));
            }
        }
        return found;
    }

    private Seen seen(Stat stat, @Nullable Seen before) {
        if (before == null || !before.stat.isSame(stat)) {
            return new Seen(stat, isOfKernel(stat) ? "" : proc.runOf(stat.pid()));
        }
        return new Seen(stat, before, before.marker == null ? proc.runOf(stat.pid()) : before.marker);
    }

    private static boolean isOfKernel(Stat stat) {
        return stat.pid() == 2 || stat.parent() == 2;
    }

    private void add(Seen seen, Ended ended, boolean begins) {
        var run = seen.owner;
        if (run == null) {
            return;
        }
        var stat = seen.stat;
        var former = seen.former;
        if (!stat.isDead()) {
            run.processes++;
            run.threads += stat.threads();
        }
        if (former != null) {
            run.ticks += Math.max(0, stat.own() - former.own())
                    + Math.max(0, stat.ended() - former.ended() - ended.ticks(stat.pid()));
        } else if (!begins) {
            run.ticks += stat.own() + stat.ended();
        }
        if (seen.hasWorked()) {
            var now = proc.transferred(stat.pid());
            seen.transferred = now == null ? seen.transferred : now;
        }
        var transferred = seen.transferred;
        if (transferred != null) {
            run.tellsTransferred = true;
            var before = seen.formerTransferred;
            if (before != null || (former == null && !begins)) {
                var counted = (before == null ? Transferred.NONE : before).plus(ended.transferred(stat.pid()));
                run.read += Math.max(0, transferred.read() - counted.read());
                run.written += Math.max(0, transferred.written() - counted.written());
            }
        }
    }

    private void addMemory(Seen seen) {
        var run = seen.owner;
        if (run != null) {
            run.memory += memory.of(seen, run.processes);
        }
    }

    private @Nullable Transferred network(RunningInstance run, Map<Integer, Seen> found) {
        if (!run.hasOwnNetwork || !found.containsKey(run.root)) {
            return null;
        }
        var now = proc.network(run.root);
        var before = run.network;
        run.network = now;
        return before == null
                ? null
                : new Transferred(
                        Math.max(0, now.read() - before.read()), Math.max(0, now.written() - before.written()));
    }

    private Reading reading(RunningInstance run, @Nullable Transferred network, double seconds) {
        return new Reading(
                run.id,
                run.ticks / (double) units.ticksPerSecond() / seconds,
                run.memory,
                run.threads,
                run.processes,
                run.tellsTransferred ? (Long) rate(run.read, seconds) : null,
                run.tellsTransferred ? (Long) rate(run.written, seconds) : null,
                network == null ? null : (Long) rate(network.read(), seconds),
                network == null ? null : (Long) rate(network.written(), seconds));
    }

    private static long rate(long bytes, double seconds) {
        return Math.round(bytes / seconds);
    }
}
