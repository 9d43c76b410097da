package io.ostler.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;

/** Row 23: what running instances cost while nothing happens. */
final class ManyRows {
    private static final int AT_ONCE = 50;
    private static final int SETTLE_SECONDS = 15;
    private static final int SECONDS = 30;

    private final Server server;
    private final Client client;

    ManyRows(Server server, Client client) {
        this.server = server;
        this.client = client;
    }

    void running(int count) throws IOException, InterruptedException {
        double before = server.memory("Rss");
        var ids = new JsonArray();
        for (int i = 0; i < count; i++) {
            ids.add(client.createInstance("sleep " + i, false, List.of("sleep", "1000000")));
        }
        batch(ids, "start", "running", count);
        Thread.sleep(SETTLE_SECONDS * 1000L);
        double cpu = server.cpuSeconds();
        Thread.sleep(SECONDS * 1000L);
        double share = (server.cpuSeconds() - cpu) / SECONDS * 100;
        double rss = server.memory("Rss");
        Report.row(
                (count == 1000 ? "23 " : "   ") + count + " running instances"
                        + (count == 1000 ? " (<= 300 MB, <= 2 %)" : ""),
                "RSS %.0f MB (%.0f KB each), CPU %.2f %% of a core idle",
                rss,
                (rss - before) * 1024 / count,
                share);
        batch(ids, "stop", "stopped", count);
    }

    private void batch(JsonArray ids, String action, String state, int count) throws IOException, InterruptedException {
        var body = new JsonObject();
        body.addProperty("action", action);
        body.addProperty("atOnce", AT_ONCE);
        body.add("ids", ids);
        client.call("POST", "/api/v1/batches", body);
        long deadline = System.nanoTime() + 300_000_000_000L;
        while (client.call("GET", "/api/v1/instances?limit=1&state=" + state, null)
                        .get("total")
                        .getAsInt()
                < count) {
            if (System.nanoTime() > deadline) {
                throw new IOException("not all of " + count + " are " + state);
            }
            Thread.sleep(50);
        }
    }
}
