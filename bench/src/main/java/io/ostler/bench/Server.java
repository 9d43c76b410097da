package io.ostler.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One distribution as a real process on loopback, with what /proc says about it. Confined to its thread. */
final class Server implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Path home;
    private final Path data;
    private final int port;
    private final boolean trains;
    private Process process;
    private long firstAnswerNanos;

    /**
     * Starts it and waits for its first good answer.
     *
     * @param trains whether it makes its cache for faster starts beside what is measured, as it does by itself
     */
    Server(Path home, Path data, int port, boolean trains) throws IOException, InterruptedException {
        this.home = home;
        this.data = data;
        this.port = port;
        this.trains = trains;
        process = launch();
    }

    private Process launch() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                home.resolve("bin/ostler").toString(),
                "run",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port)));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(data + ".out")));
        if (!trains) {
            builder.environment().put("OSTLER_AOT", "off");
        }
        long begin = System.nanoTime();
        var started = builder.start();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() - begin > 60_000_000_000L) {
                throw new IOException("did not start: " + Files.readString(Path.of(data + ".out")));
            }
            Thread.sleep(5);
        }
        firstAnswerNanos = System.nanoTime() - begin;
        return started;
    }

    private boolean answers() {
        String path =
                home.endsWith("daemon") || home.toString().contains("/daemon/") ? "/daemon/v1/ping" : "/api/v1/setup";
        try {
            var request = HttpRequest.newBuilder(base().resolve(path))
                    .timeout(Duration.ofSeconds(1))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Does something with its data folder while it isn't running. */
    void whileStopped(Pause pause) throws IOException, InterruptedException {
        stop();
        pause.run();
        process = launch();
    }

    /** What happens between a stop and the next start. */
    interface Pause {
        void run() throws IOException, InterruptedException;
    }

    Path home() {
        return home;
    }

    void restart() throws IOException, InterruptedException {
        stop();
        process = launch();
    }

    /** Stops it and makes the cache for faster starts now; without effect on a Java that has none. */
    void warm() throws IOException, InterruptedException {
        stop();
        new ProcessBuilder(home.resolve("bin/ostler").toString(), "warm", "--data", data.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(data + ".out")))
                .start()
                .waitFor();
        process = launch();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path data() {
        return data;
    }

    Duration firstAnswer() {
        return Duration.ofNanos(firstAnswerNanos);
    }

    /** The server's Java process: the script becomes it. A child that prepares faster starts is not the server. */
    long pid() {
        return process.pid();
    }

    /** Processor seconds used so far, from /proc (10 ms grain). */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    /** Megabytes of one line of smaps_rollup, such as Pss or Rss. */
    double memory(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/smaps_rollup"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("no " + name);
    }

    private void stop() throws InterruptedException {
        var children = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        for (var child : children) {
            child.destroyForcibly();
            child.onExit().join();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As far as it goes: what a program that is just ending still writes is not worth a failure. */
    static void deleteTree(Path root) {
        for (int i = 0; i < 5 && Files.exists(root); i++) {
            try (var paths = Files.walk(root)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException e) {
                LockSupport.parkNanos(200_000_000);
            }
        }
    }
}
