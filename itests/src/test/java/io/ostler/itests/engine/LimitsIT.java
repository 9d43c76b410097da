package io.ostler.itests.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.itests.ConsoleReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that want everything, each under its limits, while a neighbour is typed to. Where the machine has control
 * groups that the server may use, the kernel keeps the limits and a fork bomb burns at its limit until somebody kills
 * it; elsewhere the server ends it with a cause. Both are right here. Abuse cases 38 and 39.
 */
class LimitsIT {
    private static final long MIB = 1 << 20;
    private static final long LOG_SIZE = 8 * MIB;

    /** What a flooded console may take on the disk at most: what the fastest memory takes in a third of a second. */
    private static final long BOUND = 1024 * MIB;

    @TempDir
    private static Path folder;

    private static Server server;
    private static String neighbour;
    private static String hoarder;
    private static int asked;

    @BeforeAll
    static void open() throws Exception {
        server = Server.open(folder);
        neighbour = server.create("Neighbour", List.of("cat"), Map.of());
        server.power(neighbour, "start");
        server.awaitState(neighbour, "running");
        // its end comes when its folder is measured, half a minute later
        hoarder = server.create(
                "Hoarder",
                List.of(
                        "sh",
                        "-c",
                        "trap 'echo leaving; exit 0' TERM; head -c 3000000 /dev/zero >big; echo full;"
                                + " while true; do sleep 1; echo x >>more; done"),
                with("files", Map.of("quota", MIB, "denied", List.of()), limits(Map.of(), "ALWAYS")));
        server.power(hoarder, "start");
    }

    @AfterAll
    static void close() throws Exception {
        server.close();
    }

    private static Map<String, Object> limits(Map<String, Object> limits, String restart) {
        var policy = Map.of(
                "when", restart, "attempts", 3, "delayMillis", 1000, "mostDelayMillis", 1000, "healthyMillis", 600_000);
        var care = new HashMap<String, Object>(Map.of("startOrder", 0, "limits", limits, "restart", policy));
        care.put("logSize", LOG_SIZE);
        return new HashMap<>(Map.of("care", care));
    }

    private static Map<String, Object> with(String name, Object value, Map<String, Object> more) {
        more.put(name, value);
        return more;
    }

    /** Console and REST answer, however slowly. */
    private static void assertNeighbourAnswers() throws Exception {
        var word = "are you there " + ++asked;
        server.type(neighbour, word);
        server.awaitPrinted(neighbour, word);
        server.admin().get("/api/v1/instances").ok();
    }

    private static void assertNothingIsLeft(String word) throws Exception {
        Server.await("the end of all of it", () -> Processes.with(word).isEmpty() ? true : null);
    }

    @Test
    void aForkBombLeavesTheRestAlone() throws Exception {
        var word = "bomb-" + UUID.randomUUID();
        // each of its processes has the word, sessions of their own included; it is mortal should nothing stop it
        var bomb =
                "b() { sleep 60 & setsid bash -c 'sleep 60 & sleep 60' " + word + " & b & b; wait; }; ulimit -t 60; b";
        var id = server.create(
                "Bomb", List.of("bash", "-c", bomb, word), limits(Map.of("processes", 60, "cpu", 50), "NEVER"));
        server.power(id, "start");
        // bash says so when it gets no more, where the kernel keeps the limit
        Server.await(
                "the limit",
                () -> server.state(id).has("exit") || server.tail(id).contains("fork: ") ? true : null);
        for (int i = 0; i < 5; i++) {
            assertNeighbourAnswers();
        }
        if (server.state(id).has("exit")) {
            assertEquals("LIMIT_PROCESSES", server.awaitCrash(id).path("cause").asText());
        } else {
            server.awaitProblem(id, "limit-reached");
            server.admin().call("POST", Server.path(id, "/power"), Map.of("action", "kill"));
        }
        Server.await("an end", () -> server.state(id).has("exit") ? true : null);
        assertNothingIsLeft(word);
    }

    @Test
    void whoTakesTooMuchMemoryIsToldSo() throws Exception {
        var id = server.create(
                "Hog",
                List.of("perl", "-e", "$|=1; print qq(go\\n); my @all; push @all, 'x' x 4000000 for 1..100; sleep 60"),
                limits(Map.of("memory", 64 * MIB), "NEVER"));
        server.power(id, "start");
        server.awaitState(id, "crashed");
        assertEquals("LIMIT_MEMORY", server.awaitCrash(id).path("cause").asText());
        assertNeighbourAnswers();
    }

    /** As fast as it can, binary, without a line's end; but no more than a disk can take should nothing bound it. */
    @Test
    void aFloodLeavesTheRestAloneAndTheDiskBounded() throws Exception {
        var word = "flood-" + UUID.randomUUID();
        var flood = "$b = join '', map { chr($_ % 256 == 10 ? 11 : $_ % 256) } 1..1000003;"
                + " syswrite STDOUT, $b for 1..16000; sleep 600";
        var id = server.create("Flood", List.of("perl", "-e", flood, word), limits(Map.of("cpu", 100), "NEVER"));
        server.power(id, "start");
        var log = server.consoleLog(id);
        long most = 0;
        do {
            assertNeighbourAnswers();
            most = Math.max(most, Processes.onDisk(log));
        } while (Files.size(log) < 4 * BOUND);
        assertTrue(most < BOUND, "it took " + most / MIB + " MiB on the disk");
        assertTrue(ConsoleReader.read(server.admin(), id, -100_000).length >= 100_000, "its end is to be seen");
        var beginning = Assertions.assertThrows(
                Exception.class, () -> ConsoleReader.read(server.admin(), id, 0), "what is gone is told as a gap");
        assertTrue(String.valueOf(beginning.getMessage()).contains("gap"), beginning::toString);
        server.power(id, "kill");
        server.awaitState(id, "stopped");
        assertNothingIsLeft(word);
        Server.await("the usual size", () -> Processes.onDisk(log) <= 2 * LOG_SIZE ? true : null);
    }

    @Test
    void whoOutgrowsItsQuotaIsStoppedInOrderAndNotStartedAgain() throws Exception {
        server.awaitPrinted(hoarder, "leaving");
        var crashed = server.awaitState(hoarder, "crashed");
        assertEquals("QUOTA", server.awaitCrash(hoarder).path("cause").asText());
        assertFalse(crashed.has("recovery"), crashed::toString);
        assertTrue(Files.size(server.files(hoarder).resolve("big")) > MIB, "nothing of its files is taken away");
    }
}
