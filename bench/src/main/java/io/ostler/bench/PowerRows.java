package io.ostler.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rows 21 and 22: many programs started and stopped at once, until a client sees them run or stopped. */
final class PowerRows {
    private static final int MOST = 200;
    private static final int RUNS = 3;
    private static final int AT_ONCE = 50;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final Client client;
    private final List<String> instances = new ArrayList<>();

    PowerRows(Client client) throws IOException, InterruptedException {
        this.client = client;
        for (int i = 0; i < MOST; i++) {
            instances.add(client.createInstance("sleep " + i, false, List.of("sleep", "1000000")));
        }
    }

    void all() throws IOException, InterruptedException {
        for (int count : new int[] {1, 20, MOST}) {
            var starts = new Samples();
            var stops = new Samples();
            for (int run = 0; run <= RUNS; run++) {
                long start = measure(count, "start", "running");
                long stop = measure(count, "stop", "stopped");
                if (run > 0) { // the first one warms
                    starts.add(start);
                    stops.add(stop);
                }
            }
            Report.row(
                    "21 start " + count + " (<= " + (count == 1 ? 0.03 : count == 20 ? 0.2 : 1.0) + " s)",
                    "%.3f s (median of %d)",
                    starts.millis(0.5) / 1000,
                    RUNS);
            Report.row(
                    "22 stop " + count + " by SIGTERM" + (count == MOST ? " (<= 1.0 s)" : ""),
                    "%.3f s (median of %d)",
                    stops.millis(0.5) / 1000,
                    RUNS);
        }
    }

    /** One by its own call, many by one batch, as the console does it; seen by whoever looks at the list. */
    private long measure(int count, String action, String state) throws IOException, InterruptedException {
        int expected = state.equals("running") ? count : MOST;
        long begin = System.nanoTime();
        if (count == 1) {
            client.power(instances.getFirst(), action);
        } else {
            client.call("POST", "/api/v1/batches", batch(instances.subList(0, count), action));
        }
        while (inState(state) < expected) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new IOException("only " + inState(state) + " of " + expected + " are " + state);
            }
            Thread.sleep(count == 1 ? 1 : 5);
        }
        return System.nanoTime() - begin;
    }

    private static JsonObject batch(List<String> ids, String action) {
        var body = new JsonObject();
        body.addProperty("action", action);
        body.addProperty("atOnce", AT_ONCE);
        var array = new JsonArray();
        ids.forEach(array::add);
        body.add("ids", array);
        return body;
    }

    private int inState(String state) throws IOException, InterruptedException {
        return client.call("GET", "/api/v1/instances?limit=1&state=" + state, null)
                .get("total")
                .getAsInt();
    }
}
