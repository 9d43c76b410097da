package io.ostler.itests;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One distribution as a user starts it: {@code bin/ostler run} as a process of its own, on a free port of loopback.
 *
 * <p>Closing it ends the process, whatever became of it. Confined to the test's thread.
 */
public final class DistributionProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(25);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Process process;
    private final Path output;
    private final int port;

    private DistributionProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** How to start one; a builder because tests vary one thing at a time. */
    public static final class Launch {
        private final Path home;
        private final Path data;
        private final Map<String, String> environment = new HashMap<>(Map.of("OSTLER_AOT", "off"));
        private int port;

        public Launch(Path home, Path data) throws IOException {
            this.home = home;
            this.data = data;
            this.port = freePort();
        }

        public Launch port(int chosen) {
            port = chosen;
            return this;
        }

        public Launch environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Starts it without waiting for anything. */
        public DistributionProcess start() throws IOException {
            var command = new ArrayList<>(List.of(
                    home.resolve("bin/ostler").toString(),
                    "run",
                    "--data",
                    data.toString(),
                    "--port",
                    Integer.toString(port)));
            Path output = Files.createTempFile(Path.of("target"), "ostler-", ".out");
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new DistributionProcess(builder.start(), output, port);
        }
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until a GET answers 200. */
    public DistributionProcess awaitAnswer(String path) throws IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ": " + output());
            }
            // a panel whose parts are all there knows what doesn't exist
            if (status(path) == 200 && (!path.startsWith("/api/") || status("/api/v1/ready") == 404)) {
                return this;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no answer at " + path + ": " + output());
    }

    private int status(String path) throws InterruptedException {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            return 0; // not listening yet
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(2))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Waits until the process ends by itself. */
    int awaitEnd() throws InterruptedException, IOException {
        if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still runs: " + output());
        }
        return process.exitValue();
    }

    /** Asks it to stop and waits: the exit status. */
    public int terminate() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("did not stop: " + output());
        }
        return process.exitValue();
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What it wrote to its standard output and error. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(output);
    }
}
