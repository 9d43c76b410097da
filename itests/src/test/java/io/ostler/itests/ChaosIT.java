package io.ostler.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostler.itests.files.door.Rest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed again and again while fifty programs print numbered lines: all of them run on, and somebody who
 * comes back with an offset gets every line once.
 */
class ChaosIT {
    private static final String PASSWORD = "correct horse battery";
    private static final int INSTANCES = 50;
    private static final int KILLS = 20;
    /** Prints a line each 20 ms without making processes. */
    private static final List<String> COUNTER = List.of(
            "perl", "-e", "$|=1; while (1) { print 'line ', ++$i, \"\\n\"; select(undef, undef, undef, 0.02) }");

    @TempDir
    private Path folder;

    private final List<Counted> counted = new ArrayList<>();
    private final Random random = new Random(7);

    /** One program as the test has seen it. */
    private static final class Counted {
        private final String id;
        private long pid;
        private long offset;
        private long last;
        private byte[] rest = {};

        private Counted(String id) {
            this.id = id;
        }

        /** Takes what came and checks that its lines go on where the former ones ended. */
        private void take(byte[] bytes) {
            offset += bytes.length;
            var all = new ByteArrayOutputStream();
            all.writeBytes(rest);
            all.writeBytes(bytes);
            var lines = all.toString(StandardCharsets.US_ASCII).split("\n", -1);
            for (int i = 0; i < lines.length - 1; i++) {
                assertEquals("line " + (last + 1), lines[i], id);
                last++;
            }
            rest = lines[lines.length - 1].getBytes(StandardCharsets.US_ASCII);
        }
    }

    @Test
    void programsRunOnAndNoLineIsLostOrDoubledWhenTheServerIsKilled() throws Exception {
        var launch = new DistributionProcess.Launch(Distributions.home("standalone"), folder.resolve("data"));
        try (var server = launch.start().awaitAnswer("/api/v1/setup")) {
            var panel = rest(server)
                    .setUp(Files.readString(folder.resolve("data/setup-code")).strip(), "admin", PASSWORD);
            startCounters(panel);
            Thread.sleep(random.nextInt(500)); // the moment of the kill is what varies
            server.kill();
        }
        try {
            for (int round = 1; round < KILLS; round++) {
                try (var server = launch.start()) {
                    if (round % 5 == 0) {
                        readOn(server.awaitAnswer("/api/v1/setup"));
                    } else {
                        Thread.sleep(random.nextInt(8000)); // in the middle of its start, or of its work
                    }
                    server.kill();
                }
            }
        } finally {
            try (var server = launch.start().awaitAnswer("/api/v1/setup")) {
                readOn(server);
                assertStored(rest(server).signIn("admin", PASSWORD));
                end(server);
            }
        }
    }

    private void startCounters(Rest panel) throws Exception {
        var node = linkedNode(panel);
        for (int i = 0; i < INSTANCES; i++) {
            var definition = Map.ofEntries(
                    Map.entry("name", "counter " + i),
                    Map.entry("type", "process"),
                    Map.entry("command", COUNTER),
                    Map.entry("workingFolder", ""),
                    Map.entry("environment", Map.of()),
                    // Some through a terminal: its program runs behind another means of survival.
                    Map.entry("terminal", i % 5 == 4),
                    Map.entry("stop", Map.of("type", "signal", "name", "TERM")),
                    Map.entry("stopTimeoutMillis", 5000),
                    Map.entry("encoding", "UTF-8"),
                    Map.entry("lineEnd", "LF"),
                    Map.entry("autoStart", false));
            var id = panel.call("POST", "/api/v1/instances", Map.of("node", node, "definition", definition))
                    .ok()
                    .json()
                    .path("id")
                    .asText();
            counted.add(new Counted(id));
            panel.call("POST", "/api/v1/instances/" + id + "/power", Map.of("action", "start"))
                    .ok();
        }
        for (var counter : counted) {
            counter.pid = pid(panel, counter.id);
        }
    }

    private void readOn(DistributionProcess server) throws Exception {
        var panel = rest(server).signIn("admin", PASSWORD);
        linkedNode(panel);
        for (var counter : counted) {
            assertEquals(counter.pid, pid(panel, counter.id), "the same process runs on");
            long before = counter.last;
            counter.take(withoutCarriageReturns(counter, ConsoleReader.read(panel, counter.id, counter.offset)));
            assertTrue(counter.last > before, "it printed meanwhile");
        }
    }

    /** Search and measurements have come through the deaths as well. */
    private void assertStored(Rest panel) throws Exception {
        for (var counter : List.of(counted.getFirst(), counted.getLast())) {
            var path = "/api/v1/instances/" + counter.id;
            var found = panel.get(path + "/console/search?regex=true&text=" + Rest.encoded("^line 17$"))
                    .ok()
                    .json();
            assertEquals(1, found.path("lines").size(), found::toString);
            await(() -> panel.get(path).ok().json().has("usage"));
        }
    }

    /** A terminal ends lines with both characters; offsets count them, the comparison doesn't. */
    private static byte[] withoutCarriageReturns(Counted counter, byte[] bytes) {
        var plain = new ByteArrayOutputStream();
        for (byte b : bytes) {
            if (b == '\r') {
                counter.offset++;
            } else {
                plain.write(b);
            }
        }
        return plain.toByteArray();
    }

    private void end(DistributionProcess server) throws Exception {
        var panel = rest(server).signIn("admin", PASSWORD);
        for (var counter : counted) {
            panel.call("POST", "/api/v1/instances/" + counter.id + "/power", Map.of("action", "kill"))
                    .ok();
        }
        for (var counter : counted) {
            await(() -> !runs(panel, counter.id));
            assertTrue(
                    ProcessHandle.of(counter.pid).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    private static String linkedNode(Rest panel) throws Exception {
        var found = new String[1];
        await(() -> {
            for (var node : panel.get("/api/v1/nodes").ok().json().path("nodes")) {
                if (node.path("linked").asBoolean()) {
                    found[0] = node.path("id").asText();
                }
            }
            return found[0] != null;
        });
        return found[0];
    }

    private static long pid(Rest panel, String id) throws Exception {
        await(() -> runs(panel, id));
        return state(panel, id).path("pid").asLong();
    }

    private static boolean runs(Rest panel, String id) throws IOException, InterruptedException {
        return state(panel, id).path("type").asText().equals("running");
    }

    private static JsonNode state(Rest panel, String id) throws IOException, InterruptedException {
        return panel.get("/api/v1/instances/" + id).ok().json().path("state");
    }

    private static Rest rest(DistributionProcess server) {
        return new Rest("http://127.0.0.1:" + server.port());
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "timed out");
            Thread.sleep(50);
        }
    }
}
