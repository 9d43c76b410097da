package io.ostler.bench;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Rows 21 and 22: many programs started and stopped at once, until a client sees them run or stopped. */
final class PowerRows {
    private static final int MOST = 200;
    private static final int RUNS = 3;

    private final Client client;
    private final List<String> instances = new ArrayList<>();

    PowerRows(Client client) throws IOException, InterruptedException {
        this.client = client;
        for (int i = 0; i < MOST; i++) {
            instances.add(client.createInstance("sleep " + i, false, List.of("sleep", "1000000")));
        }
    }

    void all() throws IOException, InterruptedException, ExecutionException {
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
            Report.row("21 start " + count + " sleeps", "%.3f s (median of %d)", starts.millis(0.5) / 1000, RUNS);
            Report.row(
                    "22 stop " + count + " sleeps by SIGTERM", "%.3f s (median of %d)", stops.millis(0.5) / 1000, RUNS);
        }
    }

    /** All at once, as a batch would; seen by whoever looks at the list. */
    private long measure(int count, String action, String state)
            throws IOException, InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(Math.min(count, 16))) {
            var calls = new ArrayList<Future<?>>();
            for (String instance : instances.subList(0, count)) {
                Callable<Object> call = () -> {
                    client.power(instance, action);
                    return instance;
                };
                calls.add(threads.submit(call));
            }
            for (var call : calls) {
                call.get();
            }
        }
        while (inState(state) < (state.equals("running") ? count : MOST)) {
            Thread.sleep(2);
        }
        return System.nanoTime() - begin;
    }

    private int inState(String state) throws IOException, InterruptedException {
        int found = 0;
        for (JsonElement each :
                client.call("GET", "/api/v1/instances?limit=500", null).getAsJsonArray("items")) {
            var instance = each.getAsJsonObject();
            if (instance.getAsJsonObject("state").get("type").getAsString().equals(state)) {
                found++;
            }
        }
        return found;
    }
}
