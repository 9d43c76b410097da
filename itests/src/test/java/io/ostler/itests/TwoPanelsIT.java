package io.ostler.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.itests.files.door.Rest;
import io.ostler.testkit.postgres.PostgresCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two panels with one key on one PostgreSQL database, and a daemon that both are linked with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoPanelsIT {
    private static final String PASSWORD = "quiet-harbour-lights-9";
    private static final long LIMIT_SECONDS = 60;

    private PostgresCluster cluster;
    private DistributionProcess one;
    private DistributionProcess two;
    private Path first;
    private Path second;

    @BeforeAll
    void start(@TempDir Path above) throws Exception {
        cluster = PostgresCluster.start();
        var database = cluster.create();
        first = above.resolve("first");
        second = above.resolve("second");
        cluster.describe(first, "postgres", database);
        cluster.describe(second, "postgres", database);
        one = launch(first);
        // The keys are the same in both: made by the first.
        Files.createDirectories(second.resolve("panel/identity"));
        Files.copy(first.resolve("panel/identity/panel.key"), second.resolve("panel/identity/panel.key"));
        Files.copy(first.resolve("panel/secrets.key"), second.resolve("panel/secrets.key"));
        two = launch(second);
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {two, one, cluster}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void whatHappensAtOneHoldsAtTheOther(@TempDir Path above) throws Exception {
        var admin = oneSetUpWins();
        var there = new Rest("http://127.0.0.1:" + two.port()).signIn("admin", PASSWORD);
        await("the set-up is over at both", () -> !rest(one)
                        .get("/api/v1/setup")
                        .json()
                        .path("needed")
                        .asBoolean()
                && !rest(two).get("/api/v1/setup").json().path("needed").asBoolean());

        var user = admin.call("POST", "/api/v1/users", Map.of("name", "mika", "password", PASSWORD, "role", "user"))
                .ok()
                .json()
                .path("id")
                .asText();
        sessionsAreShared();
        anInstanceIsListedAtBoth(admin, there, above.resolve("daemon"));

        rest(two).signIn("mika", PASSWORD);
        var open = rest(two).signIn("mika", PASSWORD);
        var socket = socket(open, two);
        admin.call("PATCH", "/api/v1/users/" + user, Map.of("disabled", true)).ok();
        socket.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertEquals(401, open.get("/api/v1/session").status());
    }

    /** The same session at both; ended at one, it and its socket end at the other. */
    private void sessionsAreShared() throws Exception {
        var here = rest(one).signIn("mika", PASSWORD);
        var there = here.at("http://127.0.0.1:" + two.port());
        there.get("/api/v1/session").ok();
        var socket = socket(there, two);
        here.call("DELETE", "/api/v1/session").ok();
        socket.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        await("the session is refused", () -> there.get("/api/v1/session").status() == 401);
    }

    private void anInstanceIsListedAtBoth(Rest here, Rest there, Path data) throws Exception {
        var command = here.call("POST", "/api/v1/enrolments", Map.of("name", "barn"))
                .ok()
                .json();
        int port = DistributionProcess.freePort();
        var key = command.path("key").asText();
        var enrol = new ProcessBuilder(
                        Distributions.home("daemon").resolve("bin/ostler").toString(),
                        "enrol",
                        "--panel",
                        "http://127.0.0.1:" + one.port(),
                        "--key",
                        key,
                        "--data",
                        data.toString(),
                        "--port",
                        Integer.toString(port))
                .inheritIO()
                .start();
        assertTrue(enrol.waitFor(120, TimeUnit.SECONDS));
        assertEquals(0, enrol.exitValue());
        try (var daemon = new DistributionProcess.Launch(Distributions.home("daemon"), data)
                .port(port)
                .start()
                .awaitAnswer("/daemon/v1/ping")) {
            for (var panel : List.of(here, there)) {
                await("the node is linked", () -> panel.get("/api/v1/nodes")
                        .ok()
                        .json()
                        .path("nodes")
                        .path(0)
                        .path("linked")
                        .asBoolean());
            }
            var node = here.get("/api/v1/nodes").json().path("nodes").path(0).path("id").asText();
            var made = here.call(
                            "POST",
                            "/api/v1/instances",
                            Map.of(
                                    "node",
                                    node,
                                    "definition",
                                    Map.of(
                                            "name", "Arena",
                                            "type", "process",
                                            "command", List.of("sleep", "600"),
                                            "workingFolder", "",
                                            "environment", Map.of(),
                                            "terminal", false,
                                            "stop", Map.of("type", "signal", "name", "TERM"),
                                            "stopTimeoutMillis", 5000,
                                            "encoding", "UTF-8",
                                            "lineEnd", "LF")))
                    .ok()
                    .json()
                    .path("id")
                    .asText();
            await("it is listed at the other", () -> there.get("/api/v1/instances/" + made).isOk());
            assertEquals(
                    here.get("/api/v1/instances/" + made).json().path("owner"),
                    there.get("/api/v1/instances/" + made).json().path("owner"));
            there.call("DELETE", "/api/v1/instances/" + made).ok();
            await("it is gone at both", () -> here.get("/api/v1/instances/" + made).status() == 404);
        }
    }

    /** Both at the same moment, each with its own code. */
    private Rest oneSetUpWins() throws Exception {
        var codes = List.of(
                Files.readString(first.resolve("setup-code")).strip(),
                Files.readString(second.resolve("setup-code")).strip());
        var panels = List.of(one, two);
        try (var executor = Executors.newFixedThreadPool(2)) {
            var attempts = List.of(0, 1).stream()
                    .map(i -> executor.submit(() -> rest(panels.get(i))
                            .call(
                                    "POST",
                                    "/api/v1/setup",
                                    Map.of("code", codes.get(i), "name", "admin", "password", PASSWORD))))
                    .toList();
            int won = 0;
            for (Future<Rest.Reply> attempt : attempts) {
                var reply = attempt.get();
                if (reply.isOk()) {
                    won++;
                } else {
                    assertEquals("SETUP_DONE", reply.code());
                }
            }
            assertEquals(1, won);
        }
        return rest(one).signIn("admin", PASSWORD);
    }

    /** Ends when the panel closes it. */
    private static CompletableFuture<Integer> socket(Rest as, DistributionProcess panel) throws Exception {
        var closed = new CompletableFuture<Integer>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Cookie", as.cookie())
                .header("Origin", as.base())
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + panel.port() + "/api/v1/events"), new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                                closed.complete(status);
                                return null;
                            }

                            @Override
                            public void onError(WebSocket socket, Throwable error) {
                                closed.complete(0);
                            }
                        })
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        return closed;
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, what);
            Thread.sleep(20);
        }
    }

    private static Rest rest(DistributionProcess panel) {
        return new Rest("http://127.0.0.1:" + panel.port());
    }

    private static DistributionProcess launch(Path data) throws Exception {
        return new DistributionProcess.Launch(Distributions.home("panel"), data)
                .start()
                .awaitAnswer("/api/v1/setup");
    }
}
