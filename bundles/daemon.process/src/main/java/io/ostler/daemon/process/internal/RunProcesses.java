package io.ostler.daemon.process.internal;

import io.ostler.daemon.process.internal.system.ProcStat;
import io.ostler.daemon.process.internal.system.ProcessTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which processes belong to a run: those that carry its marker, those in the program's session, and the children of
 * either. The keeper and the holder of the terminal don't count: they tell how it ended. What cleared its environment
 * <em>and</em> left its session <em>and</em> lost its parent can't be told from strangers. Immutable.
 */
record RunProcesses(RunRecord record, RunPids pids) {

    List<ProcStat> in(List<ProcessTable.Entry> all) {
        boolean leads = programLives(all);
        var members = new HashSet<Long>();
        all.stream()
                .filter(entry -> record.id().equals(entry.run()) || (leads && isOfSession(entry)))
                .map(entry -> entry.stat().pid())
                .filter(pid -> !isKeeper(pid))
                .forEach(members::add);
        addChildren(members, all);
        return all.stream()
                .map(ProcessTable.Entry::stat)
                .filter(stat -> members.contains(stat.pid()))
                .toList();
    }

    /** Pid of {@code script}, 0 without a terminal. */
    long terminalHolder() {
        return record.terminal() ? pids.program().map(ProcStat::parent).orElse(0L) : 0;
    }

    /** Pids are given away again only when no process, group or session has the number. */
    private boolean programLives(List<ProcessTable.Entry> all) {
        return pids.program().isPresent()
                && all.stream().anyMatch(e -> e.stat().isSame(pids.program().get()));
    }

    private boolean isOfSession(ProcessTable.Entry entry) {
        return pids.program()
                .filter(program -> program.pid() == entry.stat().session())
                .isPresent();
    }

    private boolean isKeeper(long pid) {
        return pid == terminalHolder()
                || pids.keeper().map(keeper -> keeper.pid() == pid).orElse(false);
    }

    private void addChildren(Set<Long> members, List<ProcessTable.Entry> all) {
        boolean grown;
        do {
            grown = false;
            for (var entry : all) {
                if (members.contains(entry.stat().parent())
                        && !isKeeper(entry.stat().pid())) {
                    grown |= members.add(entry.stat().pid());
                }
            }
        } while (grown);
    }
}
