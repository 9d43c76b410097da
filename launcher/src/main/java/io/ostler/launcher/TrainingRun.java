package io.ostler.launcher;

import io.ostler.launcher.osgi.OsgiRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A short run on an empty data folder that does what every start does, for the JVM to record: start, answer the first
 * requests, stop.
 */
final class TrainingRun {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> FIRST_REQUESTS =
            List.of("/", "/api/v1/setup", "/api/v1/session", "/daemon/v1/ping");

    private TrainingRun() {}

    static void of(Distribution distribution, List<String> arguments) throws StartRefused, InterruptedException {
        Path data =
                Options.parse(arguments, System.getenv(), distribution.kind()).data();
        var options = new Options(data, freePort(), "127.0.0.1");
        System.setProperty("ostler.training", "true");
        try (DataFolder folder = DataFolder.look(data, distribution.kind())) {
            folder.claim("a training run");
            OsgiRuntime runtime = OsgiRuntime.start(distribution, options);
            Instant end = Instant.now().plus(LIMIT);
            for (String path : FIRST_REQUESTS) {
                while (!answers(options.port(), path) && Instant.now().isBefore(end)) {
                    Thread.sleep(50);
                }
            }
            runtime.stop(LIMIT.toMillis());
        }
    }

    private static int freePort() throws StartRefused {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartRefused("No free port: " + e.getMessage(), "Try again");
        }
    }

    /** Whether the server answers with something that isn't its own fault. */
    private static boolean answers(int port, String path) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            String status = new String(head, StandardCharsets.US_ASCII);
            return status.startsWith("HTTP/1.1 2") || status.startsWith("HTTP/1.1 4");
        } catch (IOException e) {
            return false;
        }
    }
}
