package io.ostler.bench;

import java.io.IOException;
import java.net.URI;

/** Row 16: opening a console with history, and searching a stored one. */
final class StoredRows {
    private static final long OPENED = 10_000_000;
    private static final long SEARCHED = 1_000_000_000;
    private static final int RUNS = 3;

    private final Client client;
    private final URI console;

    StoredRows(Client client) {
        this.client = client;
        console = client.base().resolve("/daemon/v1/console");
    }

    void all() throws IOException, InterruptedException {
        open();
        search();
    }

    /** From asking for a ticket to the last line; all of the history goes along. */
    private void open() throws IOException, InterruptedException {
        String id = printed("opened", OPENED);
        var times = new Samples();
        for (int run = 0; run <= RUNS; run++) {
            long begin = System.nanoTime();
            try (var viewers = new Viewers()) {
                var viewer = viewers.add(console, client.origin(), client.consoleTicket(id), 64 << 20);
                long deadline = begin + 60_000_000_000L;
                while (viewer.offset < size(OPENED) && System.nanoTime() < deadline) {
                    viewers.poll(1000, (v, b) -> {});
                }
            }
            if (run > 0) {
                times.add(System.nanoTime() - begin);
            }
        }
        client.power(id, "kill");
        Report.row("16 open 10 MB of history (<= 50 ms)", "%.0f ms to the last line", times.millis(0.5));
    }

    /** Text that isn't there, so that everything is read. */
    private void search() throws IOException, InterruptedException {
        String id = printed("searched", SEARCHED);
        var times = new Samples();
        for (int run = 0; run <= RUNS; run++) {
            long begin = System.nanoTime();
            String from = "";
            for (int calls = 0; calls < 100; calls++) { // a search that takes too long goes on where it stopped
                var found = client.call(
                        "GET",
                        "/api/v1/instances/" + id + "/console/search?text=nowhere%20to%20be%20found" + from,
                        null);
                if (!found.has("next") || found.get("next").isJsonNull()) {
                    break;
                }
                from = "&from=" + found.get("next").getAsLong();
            }
            if (run > 0) {
                times.add(System.nanoTime() - begin);
            }
        }
        client.power(id, "kill");
        Report.row("16 search 1 GB of stored console (<= 2 s)", "%.2f s", times.millis(0.5) / 1000);
    }

    /** An instance that has printed so much. */
    private String printed(String name, long bytes) throws IOException, InterruptedException {
        String id = client.createInstance(
                name, false, ConsoleRows.generator("flat", Long.toString(bytes), "65500"), bytes + (64 << 20));
        client.power(id, "start");
        client.awaitState(id, "running");
        try (var viewers = new Viewers()) {
            var viewer = viewers.add(console, client.origin(), client.consoleTicket(id), 8 << 20);
            viewers.send(viewer, "{\"input\":\"go\"}");
            long deadline = System.nanoTime() + 180_000_000_000L;
            while (viewer.offset < size(bytes)) {
                viewers.poll(1000, (v, b) -> {});
                if (System.nanoTime() > deadline) {
                    throw new IOException("printed only " + viewer.offset);
                }
            }
        }
        return id;
    }

    private static long size(long bytes) {
        return bytes + "READY\nEND\n".length();
    }
}
