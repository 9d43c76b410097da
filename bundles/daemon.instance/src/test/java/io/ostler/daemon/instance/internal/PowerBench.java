package io.ostler.daemon.instance.internal;

import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.PowerAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows 21 and 22 in the engine itself: many real programs started and stopped at once. Run by name only. */
class PowerBench {

    @TempDir
    Path data;

    @Test
    void startAndStop() throws Exception {
        try (var daemon = new RealDaemon(data)) {
            var ids = new ArrayList<InstanceId>();
            for (int i = 0; i < 200; i++) {
                ids.add(InstanceId.create());
                daemon.engine.create(ids.getLast(), Definitions.of("process", "sleep", "1000000"));
            }
            for (int count : new int[] {1, 20, 200}) {
                var starts = new long[4];
                var stops = new long[4];
                for (int run = 0; run < starts.length; run++) {
                    starts[run] = all(daemon, ids.subList(0, count), PowerAction.START, Running.class);
                    stops[run] = all(daemon, ids.subList(0, count), PowerAction.STOP, Stopped.class);
                }
                System.out.println(
                        count + ": start " + Arrays.toString(starts) + " ms, stop " + Arrays.toString(stops));
            }
        }
    }

    private static long all(RealDaemon daemon, List<InstanceId> ids, PowerAction action, Class<?> state)
            throws Exception {
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var id : ids) {
                threads.submit(() -> daemon.engine.power(id, action));
            }
        }
        for (var id : ids) {
            while (!state.isInstance(daemon.engine.find(id).orElseThrow().state())) {
                Thread.sleep(1);
            }
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
