package io.ostler.itests.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server dies in the middle of everything at once; its next life brings each thing to a sane end. Abuse case 41. */
class DaemonDeathIT {
    private static final String SHELL = "/bin/sh";

    @TempDir
    private Path folder;

    private Server server;

    private static Map<String, Object> restart(String when, long delayMillis) {
        var policy = Map.of(
                "when", when,
                "attempts", 5,
                "delayMillis", delayMillis,
                "mostDelayMillis", delayMillis,
                "healthyMillis", 600_000);
        return Map.of("care", Map.of("startOrder", 0, "limits", Map.of(), "restart", policy));
    }

    /** Ends with that status as soon as the file {@code end} is there. */
    private static List<String> endsWhenTold(int status) {
        return List.of(
                SHELL,
                "-c",
                "echo begun; until [ -e end ]; do sleep 0.1; done; rm end; echo last words; exit " + status);
    }

    private String started(String name, List<String> command, Map<String, Object> more) throws Exception {
        var id = server.create(name, command, more);
        server.power(id, "start");
        server.awaitPrinted(id, "begun");
        return id;
    }

    private void tellToEnd(String id) throws Exception {
        Files.createFile(server.files(id).resolve("end"));
    }

    private long pid(String id) throws Exception {
        return server.awaitState(id, "running").path("pid").asLong();
    }

    private static void awaitEndOf(long pid) throws Exception {
        Server.await(
                "the end of process " + pid,
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty() ? true : null);
    }

    @Test
    void whatWasUnderWayComesToItsEnd() throws Exception {
        try (var opened = Server.open(folder)) {
            server = opened;
            var marker = "task-" + UUID.randomUUID();
            var ends = started("Ends", endsWhenTold(7), Map.of());
            var ends0 = started("Ends well", endsWhenTold(0), Map.of());
            var comesBack = started("Comes back", endsWhenTold(9), restart("CRASH", 1000));
            var waits = started("Waits", endsWhenTold(4), restart("CRASH", 3_000_000));
            var due = started("Is due", endsWhenTold(5), restart("CRASH", 20_000));
            var plan = List.of(
                    Map.of("command", "one"), Map.of("waitMillis", 4000), Map.<String, Object>of("command", "two"));
            var stops = started(
                    "Stops",
                    List.of(SHELL, "-c", "echo begun; while read l; do echo heard $l; [ $l = two ] && exit 0; done"),
                    Map.of("stop", Map.of("type", "plan", "steps", plan)));
            var killed = started(
                    "Is killed",
                    List.of(SHELL, "-c", "trap '' TERM; echo begun; sleep 1000 & wait; wait"),
                    Map.of("stopTimeoutMillis", 5000));
            var installs = server.create(
                    "Installs",
                    List.of(SHELL, "-c", "echo begun; exec cat"),
                    Map.of(
                            "upkeep",
                            Map.of(
                                    "install",
                                    List.of(List.of(SHELL, "-c", "echo half >half; exec sleep 1000", marker)),
                                    "update",
                                    List.of(),
                                    "timeLimitMillis",
                                    600_000)));
            var batch = new ArrayList<String>();
            for (int i = 0; i < 4; i++) {
                batch.add(server.create("Of a batch " + i, List.of("cat"), Map.of()));
            }
            var programs = List.of(pid(ends), pid(ends0), pid(comesBack));

            tellToEnd(waits);
            tellToEnd(due);
            var waiting = server.awaitState(waits, "crashed").path("recovery");
            var dueAt = server.awaitState(due, "crashed")
                    .path("recovery")
                    .path("next")
                    .asText();
            assertTrue(waiting.has("next"), waiting::toString);
            var task = server.admin()
                    .call("POST", Server.path(installs, "/install"))
                    .ok()
                    .json();
            Server.await("the task", () -> Files.exists(server.files(installs).resolve("half")) ? true : null);
            server.admin()
                    .call(
                            "POST",
                            "/api/v1/batches",
                            Map.of("ids", batch, "action", "start", "atOnce", 1, "spacingMillis", 60_000))
                    .ok();
            server.awaitState(batch.getFirst(), "running");
            server.power(killed, "stop");
            server.power(stops, "stop");
            server.awaitPrinted(stops, "heard one");

            server.kill();
            for (var id : List.of(ends, ends0, comesBack)) {
                tellToEnd(id);
            }
            for (var pid : programs) {
                awaitEndOf(pid);
            }
            server.startAgain();

            assertEndedMeanwhile(ends, ends0);
            var again = server.awaitState(comesBack, "running");
            assertNotEquals(programs.getLast(), again.path("pid").asLong());
            assertEquals(
                    9, server.awaitCrash(comesBack).path("exit").path("code").asInt());
            assertEquals(
                    waiting, server.awaitState(waits, "crashed").path("recovery"), "it waits on, as long as before");
            assertEquals(
                    0,
                    server.awaitState(stops, "stopped")
                            .path("exit")
                            .path("code")
                            .asInt(-1));
            assertTrue(server.tail(stops).contains("heard two"), server.tail(stops));
            assertEquals(
                    9,
                    server.awaitState(killed, "stopped")
                            .path("exit")
                            .path("signal")
                            .asInt(-1));
            assertInstalls(installs, task.path("id").asText(), marker);
            assertBatch(batch);
            var back = server.awaitState(due, "running");
            assertTrue(back.path("since").asText().compareTo(dueAt) >= 0, () -> back + " is before " + dueAt);

            end(List.of(comesBack, due, installs, batch.getFirst()));
        }
    }

    private void assertEndedMeanwhile(String ends, String ends0) throws Exception {
        assertEquals(
                7, server.awaitState(ends, "crashed").path("exit").path("code").asInt());
        var report = server.awaitCrash(ends);
        assertEquals("EXIT_CODE", report.path("cause").asText());
        assertTrue(report.path("lines").toString().contains("last words"), report::toString);
        assertEquals(
                0, server.awaitState(ends0, "stopped").path("exit").path("code").asInt(-1));
    }

    /** Nothing of the half done task lives; the instance is free, its files are as they were. */
    private void assertInstalls(String installs, String task, String marker) throws Exception {
        Server.await("the end of the left-over", () -> Processes.with(marker).isEmpty() ? true : null);
        var state = Server.await("the task's end", () -> {
            var said = server.admin()
                    .get("/api/v1/tasks/" + task)
                    .ok()
                    .json()
                    .path("state")
                    .asText();
            return said.equals("running") || said.equals("waiting") ? null : said;
        });
        assertEquals("interrupted", state);
        assertTrue(Files.exists(server.files(installs).resolve("half")));
        server.awaitState(installs, "stopped");
        server.power(installs, "start");
        server.awaitState(installs, "running");
    }

    /** Batches live with the panel: what had begun goes on, nothing else is begun (decision 0131). */
    private void assertBatch(List<String> batch) throws Exception {
        server.awaitState(batch.getFirst(), "running");
        for (var id : batch.subList(1, batch.size())) {
            assertEquals("stopped", server.state(id).path("type").asText());
        }
        var known = server.admin().get("/api/v1/batches").ok().json();
        assertEquals(0, known.path("batches").size(), known::toString);
    }

    private void end(List<String> running) throws Exception {
        for (var id : running) {
            server.power(id, "kill");
            server.awaitState(id, "stopped");
        }
    }
}
