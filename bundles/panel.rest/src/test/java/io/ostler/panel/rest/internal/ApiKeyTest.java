package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.ApiKeys.Wanted;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** API keys at the edge: three ways to send one, no cookie beside it, no session out of it (abuse 17, 21). */
class ApiKeyTest {
    private RestServer server;
    private String admins;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        admins = key(server.people.admin.id(), null);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private String key(UserId user, Set<String> permissions) {
        return server.keys.add(user, new Wanted("robot", permissions, null, List.of(), null));
    }

    @Test
    void aKeyIsTakenInTwoHeadersAndInTheQuery() throws Exception {
        assertEquals(200, server.send(server.withKey("/users", admins)).statusCode());
        var header = server.request("/users").header("X-Api-Key", admins);
        assertEquals(200, server.send(header).statusCode());
        assertEquals(200, server.send(server.request("/users?apikey=" + admins)).statusCode());
        assertEquals(
                200,
                server.send(server.request("/instances?limit=1&apikey=" + admins))
                        .statusCode());
    }

    @Test
    void changingWithAKeyWantsNoCsrfToken() throws Exception {
        var id = server.house.addInstance("anna's", new FakeHouse.Users(server.people.anna.id()));
        var request = server.withKey("/instances/" + id + "/power", key(server.people.anna.id(), null))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"action\":\"start\"}"));
        assertEquals(202, server.send(request).statusCode());
    }

    @Test
    void aCookieBesideAKeyDoesNotCount() throws Exception {
        var admin = server.signIn(server.people.admin.id());
        var weak = key(server.people.anna.id(), null);
        assertEquals(
                403,
                server.send(server.request("/users", admin).header("X-Api-Key", weak))
                        .statusCode());
        var wrong = server.send(server.request("/users", admin).header("Authorization", "Bearer nonsense"));
        assertEquals(401, wrong.statusCode());
        assertEquals("API_KEY_REFUSED", code(wrong));
    }

    @Test
    void aForeignOriginIsRefusedWithAKeyToo() throws Exception {
        var answer = server.send(server.withKey("/users", admins).header("Origin", "https://evil.example"));
        assertEquals("ORIGIN_REFUSED", code(answer));
    }

    @Test
    void aKeyNeverBecomesASessionNorChangesItsAccount() throws Exception {
        for (var refused : List.of(
                server.withKey("/session", admins).GET(),
                server.withKey("/session", admins).DELETE(),
                server.withKey("/account/sessions/handle-1", admins).DELETE(),
                json(server.withKey("/account/password", admins), "{\"current\":\"a\",\"next\":\"b\"}"),
                json(server.withKey("/account/ssh-keys", admins), "{\"name\":\"a\",\"text\":\"b\"}"),
                json(server.withKey("/account/api-keys", admins), "{\"name\":\"child\"}"),
                server.withKey("/settings/security", admins)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{}")))) {
            var answer = server.send(refused);
            assertEquals(403, answer.statusCode(), refused.build().toString());
            assertEquals("API_KEY_NOT_ENOUGH", code(answer));
            assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
        }
        assertEquals(
                200, server.send(server.withKey("/account/api-keys", admins)).statusCode());
    }

    private static java.net.http.HttpRequest.Builder json(java.net.http.HttpRequest.Builder request, String body) {
        return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    @Test
    void aScopeIsAllThatAKeyMay() throws Exception {
        var view = key(server.people.admin.id(), Set.of("node.view"));
        assertEquals(200, server.send(server.withKey("/nodes", view)).statusCode());
        assertEquals(403, server.send(server.withKey("/users", view)).statusCode());
        assertEquals(403, server.send(server.withKey("/account/api-keys", view)).statusCode());
    }

    @Test
    void aKeyInTheQueryShowsNowhere() throws Exception {
        for (var path : List.of("/nothing-here", "/users/x", "/instances?limit=many", "/session")) {
            var separator = path.contains("?") ? "&" : "?";
            var answer = server.send(server.request(path + separator + "apikey=" + admins));
            assertTrue(answer.statusCode() >= 400, path);
            assertFalse(answer.body().contains(admins), path);
            assertFalse(answer.headers().toString().contains(admins), path);
            assertEquals(List.of("no-referrer"), answer.headers().allValues("Referrer-Policy"), path);
        }
        assertFalse(server.acts.toString().contains(admins));
    }

    @Test
    void aKeyIsMadeShownOnceAndRevoked() throws Exception {
        var anna = server.signIn(server.people.anna.id());
        var made = server.post(
                "/account/api-keys",
                anna,
                "{\"name\":\"shop\",\"permissions\":[\"instance.power\"],\"addresses\":[\"10.0.0.0/8\"],\"expires\":\"2040-01-01T00:00:00Z\"}");
        assertEquals(201, made.statusCode());
        var secret = body(made).path("secret").asText();
        var listed = server.get("/account/api-keys", anna);
        assertFalse(listed.body().contains(secret));
        var key = body(listed).path("keys").path(0);
        assertEquals("shop", key.path("name").asText());
        assertEquals("10.0.0.0/8", key.path("addresses").path(0).asText());
        assertEquals("2040-01-01T00:00:00Z", key.path("expires").asText());
        assertEquals(
                "INVALID_REQUEST",
                code(server.post("/account/api-keys", anna, "{\"name\":\"b\",\"expires\":\"tomorrow\"}")));
        var gone =
                server.send(server.request("/account/api-keys/" + key.path("id").asText(), anna)
                        .DELETE());
        assertEquals(204, gone.statusCode());
        assertEquals("API_KEY_REFUSED", code(server.send(server.withKey("/instances", secret))));
    }

    @Test
    void whatIsNoAddressIsRefused() throws Exception {
        var anna = server.signIn(server.people.anna.id());
        for (var bad : List.of("panel.example", "10.0.0.0/33", "10.0.0.0/-1", "1.2.3.4/", "::1/129", "10.0.0.0/8/8")) {
            var answer = server.post("/account/api-keys", anna, "{\"name\":\"shop\",\"addresses\":[\"" + bad + "\"]}");
            assertEquals(400, answer.statusCode(), bad);
            assertEquals("INVALID_REQUEST", code(answer), bad);
        }
    }

    @Test
    void theEventSocketTakesAKeyAndEndsWithIt() throws Exception {
        var closed = new CompletableFuture<Integer>();
        var socket = server.client
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + admins)
                .buildAsync(ws("/events"), new Closing(closed))
                .get(60, TimeUnit.SECONDS);
        socket.request(100);
        server.keys.revokeAny(null, admins.substring("secret-".length()));
        assertEquals(4401, closed.get(60, TimeUnit.SECONDS));
        var refused = assertThrows(
                ExecutionException.class,
                () -> server.client
                        .newWebSocketBuilder()
                        .buildAsync(ws("/events?apikey=" + admins), new Closing(new CompletableFuture<>()))
                        .get(60, TimeUnit.SECONDS));
        assertFalse(String.valueOf(refused).isEmpty());
    }

    @Test
    void theEventSocketTakesAKeyFromTheQuery() throws Exception {
        var closed = new CompletableFuture<Integer>();
        server.client
                .newWebSocketBuilder()
                .buildAsync(ws("/events?apikey=" + admins), new Closing(closed))
                .get(60, TimeUnit.SECONDS);
        server.keys.revokeAny(null, admins.substring("secret-".length()));
        assertEquals(4401, closed.get(60, TimeUnit.SECONDS));
    }

    private URI ws(String path) {
        return URI.create(server.uri(path).toString().replaceFirst("^http", "ws"));
    }

    private record Closing(CompletableFuture<Integer> closed) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return CompletableFuture.completedFuture(null);
        }
    }
}
