package io.ostler.daemon.metrics.internal.proc;

import io.ostler.daemon.metrics.internal.proc.ProcFolder.Transferred;
import io.ostler.model.InstanceId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has been counted already of processes that ended since the look before: whoever took note of their end has all of
 * it in its own figures now. Immutable.
 */
record Ended(Map<Integer, Long> ticks, Map<Integer, Transferred> transferred) {

    static Ended between(Map<Integer, Seen> before, Map<Integer, Seen> now, Map<InstanceId, RunningInstance> runs) {
        var ticks = new HashMap<Integer, Long>();
        var transferred = new HashMap<Integer, Transferred>();
        for (var seen : before.values()) {
            var owner = seen.owner;
            if (owner != null && runs.get(owner.id) == owner && !lives(seen, now)) {
                var heir = heir(seen, before, now);
                if (heir != null) {
                    ticks.merge(heir, seen.stat.own() + seen.stat.ended(), Long::sum);
                    transferred.merge(
                            heir, seen.transferred == null ? Transferred.NONE : seen.transferred, Transferred::plus);
                }
            }
        }
        return new Ended(ticks, transferred);
    }

    private static boolean lives(Seen seen, Map<Integer, Seen> now) {
        var found = now.get(seen.stat.pid());
        return found != null && found.stat.isSame(seen.stat);
    }

    /** The nearest ancestor that lives. */
    private static @Nullable Integer heir(Seen ended, Map<Integer, Seen> before, Map<Integer, Seen> now) {
        var parent = before.get(ended.stat.parent());
        for (int steps = 0; parent != null && steps < 1000; steps++) {
            if (lives(parent, now)) {
                return parent.stat.pid();
            }
            parent = before.get(parent.stat.parent());
        }
        return null;
    }

    long ticks(int heir) {
        return ticks.getOrDefault(heir, 0L);
    }

    Transferred transferred(int heir) {
        return transferred.getOrDefault(heir, Transferred.NONE);
    }
}
