package io.ostler.itests.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.itests.DistributionProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs as people run them: started, typed to, stopped as they want to be, and told how they ended. */
class RealProgramsIT {
    @TempDir
    private static Path folder;

    private static Server server;

    @BeforeAll
    static void open() throws Exception {
        server = Server.open(folder);
    }

    @AfterAll
    static void close() throws Exception {
        server.close();
    }

    private static String started(String name, List<String> command, Map<String, Object> more) throws Exception {
        var id = server.create(name, command, more);
        server.power(id, "start");
        return id;
    }

    private static void assertEnds(String id, String state, int code) throws Exception {
        assertEquals(
                code, server.awaitState(id, state).path("exit").path("code").asInt(-1), server.tail(id));
    }

    private static String installed(String program) {
        assumeTrue(Files.isExecutable(Path.of(program)), program + " is not installed");
        return program;
    }

    private static String freePort() throws Exception {
        return Integer.toString(DistributionProcess.freePort());
    }

    /** Those who may run programs under other accounts do so. */
    private static Map<String, Object> asNobody(Map<String, Object> more) throws Exception {
        var all = new HashMap<>(more);
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            all.put("launch", Map.of("runAs", "nobody", "variables", List.of(), "ports", List.of()));
        }
        return all;
    }

    private static Map<String, Object> stop(String command) {
        return Map.of("stop", Map.of("type", "command", "text", command));
    }

    /** It refuses to run as root. */
    @Test
    void freecivAnswersAndQuits() throws Exception {
        var id = started(
                "Freeciv",
                List.of(installed("/usr/games/freeciv-server"), "-p", freePort(), "-b", "127.0.0.1"),
                asNobody(stop("quit")));
        server.awaitPrinted(id, "Now accepting new client connections");
        server.type(id, "list");
        server.awaitPrinted(id, "List of players");
        server.power(id, "stop");
        assertEnds(id, "stopped", 0);
    }

    @Test
    void openttdEchoesAndExits() throws Exception {
        var id = started(
                "OpenTTD",
                List.of(installed("/usr/games/openttd"), "-D", "127.0.0.1:" + freePort()),
                asNobody(stop("exit")));
        server.awaitPrinted(id, "Map generated, starting game");
        server.type(id, "echo somebody-typed-this");
        server.awaitPrinted(id, "somebody-typed-this");
        server.power(id, "stop");
        assertEnds(id, "stopped", 0);
    }

    /** In a terminal; stopped by a plan whose first step it doesn't know. */
    @Test
    void minetestSavesItsWorldAtItsStopPlan() throws Exception {
        var plan =
                List.of(Map.of("command", "/save"), Map.of("waitMillis", 100), Map.<String, Object>of("signal", "INT"));
        var id = started(
                "Minetest",
                List.of(
                        installed("/usr/games/minetestserver"),
                        "--gameid",
                        "minetest",
                        "--port",
                        freePort(),
                        "--world",
                        "world",
                        "--logfile",
                        "server.log"),
                asNobody(Map.of("terminal", true, "stop", Map.of("type", "plan", "steps", plan))));
        server.awaitPrinted(id, "listening on");
        server.power(id, "stop");
        assertEnds(id, "stopped", 0);
        assertTrue(Files.exists(server.files(id).resolve("world/world.mt")));
    }

    @Test
    void bashHasATerminal() throws Exception {
        var id = started("Shell", List.of("bash", "--norc", "-i"), asNobody(Map.of("terminal", true)));
        server.awaitState(id, "running");
        server.type(id, "test -t 0 && echo $((6 * 7)) columns $(stty size | cut -d' ' -f2)");
        server.awaitPrinted(id, "42 columns ");
        server.type(id, "exit 3");
        assertEnds(id, "crashed", 3);
        assertEquals("EXIT_CODE", server.awaitCrash(id).path("cause").asText());
    }

    @Test
    void aJavaProgramStopsInOrderAndTellsWhenItsMemoryIsFull() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var id = server.create(
                "Java",
                List.of(java, "-Xmx24m", "-XX:+UseSerialGC", "Echo.java"),
                Map.of(
                        "stop",
                        Map.of(
                                "type",
                                "plan",
                                "steps",
                                List.of(Map.of("command", "save"), Map.<String, Object>of("command", "stop")))));
        Files.createDirectories(server.files(id));
        Files.writeString(server.files(id).resolve("Echo.java"), """
                public class Echo {
                    public static void main(String[] args) throws Exception {
                        System.out.println("ready");
                        var in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
                        for (var line = in.readLine(); !line.equals("stop"); line = in.readLine()) {
                            System.out.println("heard " + line);
                            if (line.equals("fill")) {
                                for (var all = new java.util.ArrayList<byte[]>(); ; all.add(new byte[1 << 20])) {}
                            }
                        }
                    }
                }
                """);
        server.power(id, "start");
        server.awaitPrinted(id, "ready");
        server.power(id, "stop");
        assertEnds(id, "stopped", 0);
        assertTrue(server.tail(id).contains("heard save"), server.tail(id));

        server.power(id, "start");
        server.awaitState(id, "running");
        server.type(id, "fill");
        assertEnds(id, "crashed", 1);
        assertEquals("OUT_OF_MEMORY", server.awaitCrash(id).path("cause").asText());
        server.awaitProblem(id, "out-of-memory");
    }

    @Test
    void aCommandThatIsNotThereIsToldAtOnce() throws Exception {
        var id = server.create("Nothing", List.of("no-such-program"), Map.of());
        var refused = server.admin().call("POST", Server.path(id, "/power"), Map.of("action", "start"));
        assertFalse(refused.isOk());
        assertEquals("COMMAND_NOT_FOUND", refused.code());
    }
}
