package io.ostler.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostler.itests.files.door.Rest;
import io.ostler.itests.files.door.SftpDoor;
import io.ostler.testkit.postgres.PostgresCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two panels with one key on one PostgreSQL database, and a daemon that both are linked with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoPanelsIT {
    private static final String PASSWORD = "quiet-harbour-lights-9";
    private static final long LIMIT_SECONDS = 120;
    private static final int ACTS = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

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
        // The keys are the same in both: made by the first, those of secrets now.
        command("panel", "secrets", "rotate", "--data", first.toString());
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
        var here = oneSetUpWins();
        var there = rest(two).signIn("admin", PASSWORD);
        await(
                "the set-up is over at both",
                () -> !rest(one).get("/api/v1/setup").json().path("needed").asBoolean()
                        && !rest(two).get("/api/v1/setup").json().path("needed").asBoolean());
        var user = text(
                here.call("POST", "/api/v1/users", Map.of("name", "mika", "password", PASSWORD, "role", "user")), "id");
        sessionsAreShared();
        keysAreShared();
        rolesAreShared(here, user);
        try (var barn = daemon(here, above.resolve("daemon"))) {
            nodesAndInstancesAreShared(here, there, barn.port(), user);
        }
        whoIsDisabledIsOut(here, user);
        theAuditIsOneChain(here, there, user);
    }

    /** The same session at both; ended at one, it and its socket end at the other. */
    private void sessionsAreShared() throws Exception {
        var here = rest(one).signIn("mika", PASSWORD);
        var there = here.at(base(two));
        there.get("/api/v1/session").ok();
        var socket = events(there, two);
        here.call("DELETE", "/api/v1/session").ok();
        socket.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        awaitStatus(401, "the session that was ended", there, "/api/v1/session");
    }

    private void keysAreShared() throws Exception {
        var here = rest(one).signIn("mika", PASSWORD);
        var made = here.call("POST", "/api/v1/account/api-keys", Map.of("name", "robot"));
        var secret = text(made, "secret");
        Callable<Integer> status = () -> {
            var there = rest(two);
            return there.send(there.request("/api/v1/instances")
                            .header("Authorization", "Bearer " + secret)
                            .GET())
                    .status();
        };
        assertEquals(200, status.call());
        here.call("DELETE", "/api/v1/account/api-keys/" + text(made, "id")).ok();
        await("the key is refused", () -> status.call() == 401);
    }

    /** A role, the role of an account, and a further role. */
    private void rolesAreShared(Rest admin, String user) throws Exception {
        var there = rest(two).signIn("mika", PASSWORD);
        var path = "/api/v1/users";
        assertEquals(403, there.get(path).status());
        var role = text(admin.call("POST", "/api/v1/roles", role("people", "user.manage")), "id");
        var grants = path + "/" + user + "/role-grants";
        var grant = text(admin.call("POST", grants, Map.of("role", role)), "id");
        awaitStatus(200, "a further role is given", there, path);
        admin.call("DELETE", grants + "/" + grant).ok();
        awaitStatus(403, "a further role is taken", there, path);
        admin.call("PATCH", path + "/" + user, Map.of("role", role)).ok();
        awaitStatus(200, "a role is given", there, path);
        var less = admin.request("/api/v1/roles/" + role)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"1\"")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(role("people", "instance.view"))));
        admin.send(less).ok();
        awaitStatus(403, "a role holds less", there, path);
        admin.call("PATCH", path + "/" + user, Map.of("role", "user")).ok();
    }

    private static Map<String, Object> role(String name, String permission) {
        return Map.of("name", name, "description", "", "permissions", List.of(permission), "own", List.of());
    }

    private void nodesAndInstancesAreShared(Rest here, Rest there, int port, String user) throws Exception {
        for (var panel : List.of(here, there)) {
            await(
                    "the node is linked",
                    () -> panel.get("/api/v1/nodes")
                            .ok()
                            .json()
                            .path("nodes")
                            .path(0)
                            .path("linked")
                            .asBoolean());
        }
        var node = here.get("/api/v1/nodes")
                .json()
                .path("nodes")
                .path(0)
                .path("id")
                .asText();
        var made = text(here.call("POST", "/api/v1/instances", Map.of("node", node, "definition", definition())), "id");
        var instance = "/api/v1/instances/" + made;
        awaitStatus(200, "it is listed at the other", there, instance);
        assertEquals(
                here.get(instance).json().path("owner"),
                there.get(instance).json().path("owner"));
        there.call("POST", instance + "/power", Map.of("action", "start")).ok();

        var member = rest(two).signIn("mika", PASSWORD);
        assertFalse(member.get(instance).isOk());
        here.call(
                        "PUT",
                        instance + "/members/mika",
                        Map.of(
                                "permissions",
                                List.of("instance.view", "instance.console.read", "instance.files.read"),
                                "paths",
                                List.of()))
                .ok();
        awaitStatus(200, "a member came", member, instance);
        var console = console(member, made, port);
        int sftpPort = sftpPort(there, node, instance);
        // Whichever of the two the daemon asked: the word of either ends it.
        try (var sftp = SftpDoor.open(sftpPort, "mika." + made, PASSWORD)) {
            here.call("DELETE", instance + "/members/" + user).ok();
            awaitRefused("a member left", member, instance);
            console.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            var ended =
                    sftp.session().waitFor(EnumSet.of(ClientSessionEvent.CLOSED), Duration.ofSeconds(LIMIT_SECONDS));
            assertTrue(ended.contains(ClientSessionEvent.CLOSED), ended::toString);
        }
        assertThrows(IOException.class, () -> SftpDoor.open(sftpPort, "mika." + made, PASSWORD));

        there.call("POST", instance + "/power", Map.of("action", "kill")).ok();
        await("it is deleted", () -> there.call("DELETE", instance).isOk());
        awaitRefused("it is gone", here, instance);
        here.call("DELETE", "/api/v1/nodes/" + node).ok();
        await(
                "the node has left",
                () -> there.get("/api/v1/nodes").ok().json().path("nodes").isEmpty());
    }

    private static int sftpPort(Rest admin, String node, String instance) throws Exception {
        admin.call("PUT", "/api/v1/nodes/" + node + "/settings", Map.of("sftp", true))
                .ok();
        await("SFTP is on", () -> admin.get(instance + "/sftp").isOk());
        return admin.get(instance + "/sftp").json().path("port").asInt();
    }

    private static Map<String, Object> definition() {
        return Map.ofEntries(
                Map.entry("name", "Arena"),
                Map.entry("type", "process"),
                Map.entry("command", List.of("sleep", "600")),
                Map.entry("workingFolder", ""),
                Map.entry("environment", Map.of()),
                Map.entry("terminal", false),
                Map.entry("stop", Map.of("type", "signal", "name", "TERM")),
                Map.entry("stopTimeoutMillis", 5000),
                Map.entry("encoding", "UTF-8"),
                Map.entry("lineEnd", "LF"),
                Map.entry("autoStart", false),
                Map.entry("files", Map.of("denied", List.of())));
    }

    private void whoIsDisabledIsOut(Rest admin, String user) throws Exception {
        var there = rest(two).signIn("mika", PASSWORD);
        var socket = events(there, two);
        admin.call("PATCH", "/api/v1/users/" + user, Map.of("disabled", true)).ok();
        socket.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        awaitStatus(401, "who is disabled", there, "/api/v1/session");
    }

    /** Written by both at once, and verified by one. */
    private void theAuditIsOneChain(Rest here, Rest there, String user) throws Exception {
        try (var executor = Executors.newFixedThreadPool(2)) {
            var writers = List.of(here, there).stream()
                    .map(panel -> executor.submit(() -> {
                        for (int i = 0; i < ACTS; i++) {
                            panel.call("PATCH", "/api/v1/users/" + user, Map.of("displayName", "Mika " + i))
                                    .ok();
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        there.call("POST", "/api/v1/audit/verification").ok();
        await(
                "the verification is over",
                () -> !verification(there).path("running").asBoolean());
        var told = verification(there);
        assertTrue(told.path("faultAt").isMissingNode() && told.path("failure").isMissingNode(), told::toString);
        assertTrue(told.path("checked").asLong() >= 2 * ACTS, told::toString);
    }

    private static JsonNode verification(Rest panel) throws Exception {
        return panel.get("/api/v1/audit/verification").ok().json();
    }

    /** A daemon that joined through the first. */
    private DistributionProcess daemon(Rest panel, Path data) throws Exception {
        var key = text(panel.call("POST", "/api/v1/enrolments", Map.of("name", "barn")), "key");
        int port = DistributionProcess.freePort();
        var daemon = new DistributionProcess.Launch(Distributions.home("daemon"), data)
                .port(port)
                .start()
                .awaitAnswer("/daemon/v1/ping");
        command(
                "daemon",
                "enrol",
                "--panel",
                base(one),
                "--key",
                key,
                "--data",
                data.toString(),
                "--address",
                "http://127.0.0.1:" + port);
        return daemon;
    }

    private static void command(String kind, String... words) throws Exception {
        var command = new ArrayList<>(
                List.of(Distributions.home(kind).resolve("bin/ostler").toString()));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).inheritIO().start();
        assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
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
    private static CompletableFuture<Integer> events(Rest as, DistributionProcess panel) throws Exception {
        var closed = new CompletableFuture<Integer>();
        open(
                URI.create("ws://127.0.0.1:" + panel.port() + "/api/v1/events"),
                closed,
                builder -> builder.header("Cookie", as.cookie()).header("Origin", as.base()));
        return closed;
    }

    /** Ends when the daemon closes it. */
    private static CompletableFuture<Integer> console(Rest as, String instance, int port) throws Exception {
        var closed = new CompletableFuture<Integer>();
        var ticket = text(
                as.call("POST", "/api/v1/instances/" + instance + "/tickets", Map.of("scope", "console.read")),
                "token");
        open(URI.create("ws://127.0.0.1:" + port + "/daemon/v1/console"), closed, builder -> builder)
                .sendText("{\"ticket\":\"" + ticket + "\",\"from\":0,\"window\":8388608}", true)
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        return closed;
    }

    private static WebSocket open(
            URI address, CompletableFuture<Integer> closed, UnaryOperator<WebSocket.Builder> headers) throws Exception {
        return headers.apply(HttpClient.newHttpClient().newWebSocketBuilder())
                .buildAsync(address, new WebSocket.Listener() {
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
    }

    private static String text(Rest.Reply reply, String field) {
        return reply.ok().json().path(field).asText();
    }

    private static void awaitStatus(int status, String what, Rest panel, String path) throws Exception {
        await(what, () -> panel.get(path).status() == status);
    }

    private static void awaitRefused(String what, Rest panel, String path) throws Exception {
        await(what, () -> !panel.get(path).isOk());
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, what);
            Thread.sleep(20);
        }
    }

    private static Rest rest(DistributionProcess panel) {
        return new Rest(base(panel));
    }

    private static String base(DistributionProcess panel) {
        return "http://127.0.0.1:" + panel.port();
    }

    private static DistributionProcess launch(Path data) throws Exception {
        return new DistributionProcess.Launch(Distributions.home("panel"), data)
                .start()
                .awaitAnswer("/api/v1/setup");
    }
}
