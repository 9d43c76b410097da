package io.ostler.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Rows 10 to 15: what a console costs and how fast it is. */
final class ConsoleRows {
    private static final int WINDOW = 8 << 20;

    private final Server server;
    private final Client client;
    private final URI console;

    ConsoleRows(Server server, Client client) {
        this.server = server;
        this.client = client;
        this.console = client.base().resolve("/daemon/v1/console");
    }

    /** Rows 10 and 11: type a line into {@code cat} and wait until it comes back. */
    void echo(boolean random) throws IOException, InterruptedException {
        String id = running("echo", List.of("cat"));
        var samples = new Samples();
        try (var viewers = new Viewers()) {
            var viewer = viewers.add(console, client.origin(), client.consoleTicket(id), WINDOW);
            for (int i = 0; i < 700; i++) {
                if (random) {
                    long until = System.nanoTime() + ThreadLocalRandom.current().nextLong(2_000_000, 60_000_000);
                    while (System.nanoTime() < until) {
                        viewers.poll(1, (v, b) -> {});
                    }
                }
                long expected = viewer.received + 8;
                long begin = System.nanoTime();
                viewers.send(viewer, String.format(Locale.ROOT, "{\"input\":\"%07d\"}", i));
                while (viewer.received < expected) {
                    viewers.poll(5000, (v, b) -> {});
                }
                if (i >= 200) {
                    samples.add(System.nanoTime() - begin);
                }
            }
        }
        client.power(id, "kill");
        Report.row(
                random ? "10 echo, random moments (<= 1.0 / 6 ms)" : "11 echo, back to back (p50 <= 1 ms)",
                "p50 %.2f ms, p99 %.2f ms",
                samples.millis(0.5),
                samples.millis(0.99));
    }

    /** Rows 12 and 13: lines at a rate to many viewers. */
    void rate(String row, int linesPerSecond, int seconds, int viewerCount) throws IOException, InterruptedException {
        String id = running("rate", generator("rate", Integer.toString(linesPerSecond), Integer.toString(seconds)));
        long expected = (long) linesPerSecond * seconds * 100 + "READY\nEND\n".length();
        var latency = new Samples();
        try (var viewers = new Viewers()) {
            attach(viewers, id, viewerCount);
            double cpu = server.cpuSeconds();
            viewers.send(viewers.all().getFirst(), "{\"input\":\"go\"}");
            long deadline = System.nanoTime() + (seconds + 20) * 1_000_000_000L;
            while (viewers.all().stream().anyMatch(v -> v.offset < expected) && System.nanoTime() < deadline) {
                viewers.poll(100, (v, bytes) -> sampleLatency(bytes, latency));
            }
            double used = server.cpuSeconds() - cpu;
            double delivered = viewers.all().stream().mapToLong(v -> v.received).sum();
            Report.row(
                    row + ", " + viewerCount + " viewers",
                    "delivered %.1f %%, p50 %.1f ms, p99 %.1f ms, %.2f ms CPU per MB delivered",
                    100.0 * delivered / (expected * (double) viewerCount),
                    latency.millis(0.5),
                    latency.millis(0.99),
                    used * 1000 / (delivered / 1e6));
        }
        client.power(id, "kill");
    }

    /** Row 14: as fast as it goes, nothing lost. */
    void flat(int viewerCount) throws IOException, InterruptedException {
        long bytes = 200_000_000;
        String id = running("flat", generator("flat", Long.toString(bytes), "65500"));
        long expected = bytes + "READY\nEND\n".length();
        try (var viewers = new Viewers()) {
            attach(viewers, id, viewerCount);
            double cpu = server.cpuSeconds();
            long begin = System.nanoTime();
            viewers.send(viewers.all().getFirst(), "{\"input\":\"go\"}");
            while (viewers.all().stream().anyMatch(v -> v.offset < expected)) {
                viewers.poll(1000, (v, b) -> {});
                if (System.nanoTime() - begin > 120_000_000_000L) {
                    break;
                }
            }
            double took = (System.nanoTime() - begin) / 1e9;
            long received = viewers.all().stream().mapToLong(v -> v.received).sum();
            Report.row(
                    "14 flat out, " + viewerCount + " viewers (>= "
                            + (viewerCount == 1 ? 400 : viewerCount == 10 ? 110 : 14) + ")",
                    "%.1f MB/s each, lost %.2f %%, gaps %d, %.2f ms CPU per MB",
                    received / 1e6 / viewerCount / took,
                    100.0 - 100.0 * received / (expected * (double) viewerCount),
                    viewers.all().stream().mapToLong(v -> v.gaps).sum(),
                    (server.cpuSeconds() - cpu) * 1000 / (received / 1e6));
        }
        client.power(id, "kill");
    }

    /** Row 15: the program's own speed with nobody watching, against a plain file. */
    void unwatched(boolean terminal) throws IOException, InterruptedException {
        long bytes = terminal ? 200_000_000L : 2_000_000_000L;
        Path result = server.data().resolveSibling("bench-result");
        Path plain = server.data().resolveSibling("bench-plain");
        double best = 0;
        double ours = 0;
        double cpu = 0;
        for (int round = 0; round < 3; round++) {
            Files.deleteIfExists(result);
            var process = new ProcessBuilder(generator("flat", Long.toString(bytes), "65500", result.toString()))
                    .redirectOutput(plain.toFile())
                    .start();
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            best = Math.max(best, bytes / 1e6 / awaitSeconds(result));
            process.destroyForcibly().waitFor();
            Files.delete(plain);

            Files.deleteIfExists(result);
            String id = client.createInstance(
                    "unwatched", terminal, generator("flat", Long.toString(bytes), "65500", result.toString()));
            client.power(id, "start");
            client.awaitState(id, "running");
            Thread.sleep(1000);
            double before = server.cpuSeconds();
            var line = new com.google.gson.JsonObject();
            line.addProperty("line", "go");
            client.call("POST", "/api/v1/instances/" + id + "/input", line);
            double seconds = awaitSeconds(result);
            ours = Math.max(ours, bytes / 1e6 / seconds);
            cpu = (server.cpuSeconds() - before) / seconds;
            client.power(id, "kill");
            client.awaitState(id, "stopped");
            client.call("DELETE", "/api/v1/instances/" + id + "?files=true", null);
        }
        Report.row(
                "15 unwatched" + (terminal ? ", terminal (>= 80 MB/s)" : " (>= 95 %, <= 0.2 %)"),
                "%.0f MB/s, plain file %.0f MB/s (%.0f %%), daemon %.1f %% of a core",
                ours,
                best,
                100 * ours / best,
                cpu * 100);
    }

    private static double awaitSeconds(Path result) throws IOException, InterruptedException {
        for (int i = 0; i < 12_000; i++) {
            if (Files.exists(result) && Files.size(result) > 0) {
                return Long.parseLong(Files.readString(result)) / 1e9;
            }
            Thread.sleep(10);
        }
        throw new IOException("the generator did not finish");
    }

    private void attach(Viewers viewers, String id, int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            viewers.add(console, client.origin(), client.consoleTicket(id), WINDOW);
        }
        long until = System.nanoTime() + 20_000_000_000L;
        while (viewers.all().stream().anyMatch(v -> v.received < "READY\n".length()) && System.nanoTime() < until) {
            viewers.poll(100, (v, b) -> {});
        }
    }

    private String running(String name, List<String> command) throws IOException, InterruptedException {
        String id = client.createInstance(name, false, command);
        client.power(id, "start");
        client.awaitState(id, "running");
        return id;
    }

    static List<String> generator(String... arguments) {
        var command = new java.util.ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Generator.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void sampleLatency(ByteBuffer bytes, Samples samples) {
        // The last whole line of what just came tells how old the newest output is.
        long now = System.nanoTime();
        int end = bytes.limit() - 1;
        while (end >= 0 && bytes.get(end) != '\n') {
            end--;
        }
        int begin = end - 99;
        if (begin < 0) {
            return;
        }
        long stamp = 0;
        for (int i = begin; i < end && bytes.get(i) != ' '; i++) {
            int digit = bytes.get(i) - '0';
            if (digit < 0 || digit > 9) {
                return;
            }
            stamp = stamp * 10 + digit;
        }
        samples.add(now - stamp);
    }
}
