package io.ostler.daemon.metrics.internal.proc;

import io.ostler.model.InstanceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which processes belong to which run: the program, its session, what carries the run's marker in its environment, and
 * the children of all these; and whoever belonged to it once, wherever it went. The processes above the program (its
 * keeper, the holder of its terminal) don't count. Made for one look.
 */
final class Membership {
    private final Map<InstanceId, RunningInstance> runs;
    private final Map<Integer, Seen> found;
    private final ProcFolder proc;
    private final String ownNetwork;
    private final Map<Integer, RunningInstance> bySession = new HashMap<>();
    private final Map<String, RunningInstance> byMarker = new HashMap<>();
    private final Set<Integer> settled = new HashSet<>();

    Membership(Map<InstanceId, RunningInstance> runs, Map<Integer, Seen> found, ProcFolder proc, String ownNetwork) {
        this.runs = runs;
        this.found = found;
        this.proc = proc;
        this.ownNetwork = ownNetwork;
    }

    void settle() {
        runs.values().forEach(this::begin);
        found.values().forEach(this::settle);
    }

    private void begin(RunningInstance run) {
        var root = found.get(run.root);
        if (run.program == null && root != null) {
            run.program = root.stat;
            var network = proc.networkOf(Integer.toString(run.root));
            run.hasOwnNetwork = !network.isEmpty() && !ownNetwork.isEmpty() && !network.equals(ownNetwork);
        }
        var program = run.program;
        if (program == null) {
            return;
        }
        boolean leads = root != null && root.stat.isSame(program);
        if (leads && root != null) {
            root.owner = run;
            if (run.marker.isEmpty() && root.marker != null) {
                run.marker = root.marker;
            }
            setHelpersAside(root, run);
        }
        // The number stays taken as long as the session has members; a stranger may have it only after that.
        if (leads || root == null) {
            bySession.put(run.root, run);
        }
        if (!run.marker.isEmpty()) {
            byMarker.put(run.marker, run);
        }
    }

    private void setHelpersAside(Seen root, RunningInstance run) {
        var above = found.get(root.stat.parent());
        while (above != null && !above.isHelper && !run.marker.isEmpty() && run.marker.equals(above.marker)) {
            above.isHelper = true;
            above.owner = null;
            above = found.get(above.stat.parent());
        }
    }

    /** Climbs until somebody is known, without recursion: chains of processes may be very long. */
    private void settle(Seen seen) {
        var path = new ArrayList<Seen>();
        @Nullable Seen at = seen;
        while (at != null && !isKnown(at)) {
            settled.add(at.stat.pid());
            path.add(at);
            at = found.get(at.stat.parent());
        }
        var owner = at == null ? null : at.owner;
        if (owner != null) {
            path.forEach(member -> member.owner = owner);
        }
    }

    private boolean isKnown(Seen seen) {
        if (!settled.add(seen.stat.pid())) {
            return true;
        }
        if (seen.isHelper) {
            return true;
        }
        if (seen.owner == null || runs.get(seen.owner.id) != seen.owner) {
            seen.owner = bySession.get(seen.stat.session());
        }
        if (seen.owner == null && seen.marker != null) {
            seen.owner = byMarker.get(seen.marker);
        }
        return seen.owner != null;
    }
}
