package io.ostler.bench;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows 17 to 19: bytes in and out of an instance's folder. */
final class TransferRows {
    private static final long GIB = 1L << 30;
    private static final int RUNS = 5;
    private static final int SMALL = 4096;
    private static final int SMALL_FILES = 4000;

    private final Server server;
    private final Client client;
    private final String instance;

    TransferRows(Server server, Client client) throws IOException, InterruptedException {
        this.server = server;
        this.client = client;
        this.instance = client.createInstance("transfers", false, List.of("true"));
    }

    private String ticket(String scope, String path) throws IOException, InterruptedException {
        var body = new JsonObject();
        body.addProperty("scope", scope);
        body.addProperty("path", path);
        if (scope.equals("file.upload")) {
            body.addProperty("maxSize", 2 * GIB);
            body.addProperty("overwrite", true);
        }
        return client.call("POST", "/api/v1/instances/" + instance + "/tickets", body)
                .get("token")
                .getAsString();
    }

    /** One body of 1 GiB, and the same by tus, in turn: both are to meet the same moods of the disk. */
    void upload() throws IOException, InterruptedException {
        var times = new Samples[] {new Samples(), new Samples()};
        double[] cpu = new double[2];
        for (int i = 0; i < 2 * RUNS; i++) {
            int kind = i % 2;
            double begin = server.cpuSeconds();
            times[kind].add(kind == 0 ? put("large") : putByTus("large"));
            cpu[kind] += server.cpuSeconds() - begin;
        }
        for (int kind = 0; kind < 2; kind++) {
            Report.row(
                    "17 upload 1 GiB" + (kind == 0 ? "" : " by tus"),
                    "%.0f MB/s (median of %d, best %.0f), CPU %.2f ms/MB",
                    GIB / 1e3 / times[kind].millis(0.5),
                    RUNS,
                    GIB / 1e3 / times[kind].millis(0),
                    cpu[kind] * 1e9 / RUNS / GIB);
        }
    }

    private long put(String path) throws IOException, InterruptedException {
        String ticket = ticket("file.upload", path);
        try (var wire = new Wire(client.base())) {
            long begin = System.nanoTime();
            wire.head("PUT /daemon/v1/upload", "Authorization: Bearer " + ticket, "Content-Length: " + GIB);
            wire.zeros(GIB);
            wire.answer(201);
            return System.nanoTime() - begin;
        }
    }

    private long putByTus(String path) throws IOException, InterruptedException {
        String ticket = ticket("file.upload", path);
        try (var wire = new Wire(client.base())) {
            long begin = System.nanoTime();
            wire.head(
                    "POST /daemon/v1/tus",
                    "Authorization: Bearer " + ticket,
                    "Tus-Resumable: 1.0.0",
                    "Content-Type: application/offset+octet-stream",
                    "Upload-Metadata: conflict " + base64("overwrite"),
                    "Upload-Length: " + GIB,
                    "Content-Length: " + GIB);
            wire.zeros(GIB);
            wire.answer(201);
            return System.nanoTime() - begin;
        }
    }

    void download() throws IOException, InterruptedException {
        put("large");
        var times = new Samples();
        double cpu = server.cpuSeconds();
        for (int i = 0; i < RUNS; i++) {
            String ticket = ticket("file.download", "large");
            try (var wire = new Wire(client.base())) {
                long begin = System.nanoTime();
                wire.head("GET /daemon/v1/download", "Authorization: Bearer " + ticket);
                if (wire.answer(200) != GIB) {
                    throw new IOException("not all of it came");
                }
                times.add(System.nanoTime() - begin);
            }
        }
        double perMegabyte = (server.cpuSeconds() - cpu) * 1e9 / RUNS / GIB;
        Report.row(
                "18 download 1 GiB",
                "%.0f MB/s (median of %d), CPU %.2f ms/MB",
                GIB / 1e3 / times.millis(0.5),
                RUNS,
                perMegabyte);
    }

    /** Files of 4 KiB under one key, one request each; the first run is cold. */
    void small() throws IOException, InterruptedException, ExecutionException {
        for (int at : new int[] {1, 1, 8, 8}) {
            long begin = System.nanoTime();
            uploadSmall(at);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Report.row("19 4 KiB uploads, " + at + " at a time", "%.0f/s", SMALL_FILES / seconds);
        }
    }

    private int folders;

    private void uploadSmall(int at) throws IOException, InterruptedException, ExecutionException {
        String folder = "small" + folders++ + "/";
        String key;
        try (var wire = new Wire(client.base())) {
            wire.head(
                    "POST /daemon/v1/uploads",
                    "Authorization: Bearer " + ticket("file.upload", folder),
                    "Content-Length: 0");
            wire.answer(201);
            key = wire.header("Ostler-Upload-Key");
        }
        var next = new AtomicInteger();
        var failures = new ConcurrentLinkedQueue<Exception>();
        try (var threads = Executors.newFixedThreadPool(at)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < at; i++) {
                running.add(threads.submit(() -> {
                    try (var wire = new Wire(client.base())) {
                        for (int file = next.getAndIncrement(); file < SMALL_FILES; file = next.getAndIncrement()) {
                            wire.head(
                                    "POST /daemon/v1/tus",
                                    "Ostler-Upload-Key: " + key,
                                    "Tus-Resumable: 1.0.0",
                                    "Content-Type: application/offset+octet-stream",
                                    "Upload-Metadata: filename " + base64("f" + file),
                                    "Upload-Length: " + SMALL,
                                    "Content-Length: " + SMALL);
                            wire.zeros(SMALL);
                            wire.answer(201);
                        }
                    } catch (IOException e) {
                        failures.add(e);
                    }
                }));
            }
            for (var each : running) {
                each.get();
            }
        }
        if (!failures.isEmpty()) {
            throw new IOException(failures.peek());
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
