package io.ostler.daemon.process.internal.group;

import io.ostler.daemon.process.internal.system.ProcStat;
import io.ostler.model.InstanceLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether a run has gone beyond what it may use, as far as the kernel doesn't keep the limit itself, and whether it
 * ended at a limit that the kernel keeps. Looks come one after the other; one reads a file or two per process.
 */
public final class LimitWatch {

    public static final String MEMORY = "LIMIT_MEMORY";
    public static final String PROCESSES = "LIMIT_PROCESSES";
    public static final String OUT_OF_MEMORY = "OUT_OF_MEMORY";

    private final InstanceLimits limits;
    private final ControlGroup group;

    /** Refused at the last look, and at the one before: a program may take a moment to give up. */
    private volatile long refused;

    private volatile long refusedBefore;

    public LimitWatch(InstanceLimits limits, ControlGroup group) {
        this.limits = limits;
        this.group = group;
        refused = limits.processes() == null ? 0 : group.refusedProcesses();
        refusedBefore = refused;
    }

    /** Whether there is anything to look after. */
    public boolean isNeeded() {
        return limits.memory() != null || limits.processes() != null;
    }

    /** Whether a look needs to know the processes of the run. */
    public boolean needsMembers() {
        return watchesMemory() || watchesProcesses();
    }

    /** The cause for which the run is to be ended. */
    public Optional<String> look(List<ProcStat> members) {
        if (limits.processes() != null) {
            refusedBefore = refused;
            refused = group.refusedProcesses();
        }
        // The kernel ends one process; the limit is the whole run's.
        if (!watchesMemory() && limits.memory() != null && group.outOfMemoryKills() > 0) {
            return Optional.of(MEMORY);
        }
        var memory = limits.memory();
        if (watchesMemory() && memory != null && resident(members) > memory && proportional(members) > memory) {
            return Optional.of(MEMORY);
        }
        var processes = limits.processes();
        if (watchesProcesses() && processes != null && threads(members) > processes) {
            return Optional.of(PROCESSES);
        }
        return Optional.empty();
    }

    /** Why it ended, when that was for want of memory, or right after it was refused processes. */
    public Optional<String> causeAfterwards() {
        if (group.outOfMemoryKills() > 0) {
            return Optional.of(limits.memory() == null ? OUT_OF_MEMORY : MEMORY);
        }
        return limits.processes() != null && group.refusedProcesses() > refusedBefore
                ? Optional.of(PROCESSES)
                : Optional.empty();
    }

    private boolean watchesMemory() {
        return limits.memory() != null && !group.limits("memory");
    }

    private boolean watchesProcesses() {
        return limits.processes() != null && !group.limits("pids");
    }

    private static long resident(List<ProcStat> members) {
        return members.stream()
                .mapToLong(m -> field(m, "status", "VmRSS:") * 1024)
                .sum();
    }

    /** Shared pages count once; dearer to ask. */
    private static long proportional(List<ProcStat> members) {
        return members.stream()
                .mapToLong(m -> field(m, "smaps_rollup", "Pss:") * 1024)
                .sum();
    }

    private static long threads(List<ProcStat> members) {
        return members.stream()
                .mapToLong(m -> Math.max(1, field(m, "status", "Threads:")))
                .sum();
    }

    private static long field(ProcStat process, String file, String name) {
        try {
            var path = Path.of("/proc", Long.toString(process.pid()), file);
            for (var line : Files.readAllLines(path, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(name)) {
                    return Long.parseLong(
                            line.substring(name.length()).replace("kB", "").strip());
                }
            }
            return 0;
        } catch (IOException | NumberFormatException e) {
            return 0; // it has gone
        }
    }
}
