package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.RestServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.File;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets in: sessions, CSRF (abuse 18), other people's instances (abuse 27), undeclared operations (abuse 32). */
class GuardTest {
    /** One operation of the API's description. */
    record Operation(String verb, String path, boolean anonymous, boolean hasBody) {
        boolean changes() {
            return !verb.equals("GET");
        }

        String on(InstanceId instance) {
            return path.replace("{id}", instance.value())
                    .replace("{handle}", "handle-1")
                    .replaceAll("\\{[a-z]+}", "other-0000000000000000");
        }
    }

    private RestServer server;
    private List<Operation> operations;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        operations = operations();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static List<Operation> operations() throws Exception {
        var found = new ArrayList<Operation>();
        var paths = RestServer.JSON
                .readTree(new File("src/test/resources/openapi.json"))
                .path("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    var security = verb.getValue().path("security");
                    found.add(new Operation(
                            verb.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            security.isEmpty(),
                            verb.getValue().has("requestBody")));
                }));
        return found;
    }

    private HttpRequest.Builder with(Operation operation, HttpRequest.Builder request) {
        var body = operation.hasBody() ? BodyPublishers.ofString("{}") : BodyPublishers.noBody();
        if (operation.hasBody()) {
            request.header("Content-Type", "application/json");
        }
        return request.method(operation.verb(), body);
    }

    @Test
    void nothingButTheAnonymousOperationsAnswersWithoutASession() throws Exception {
        var id = InstanceId.create();
        for (var operation : operations) {
            if (!operation.anonymous()) {
                var answer = server.send(with(operation, server.request(operation.on(id))));
                assertEquals(401, answer.statusCode(), operation.toString());
                assertEquals("NOT_SIGNED_IN", code(answer));
            }
        }
        assertEquals(0, server.house.calls.get());
    }

    @Test
    void aMadeUpCookieIsNoSession() throws Exception {
        var answer = server.send(server.request("/session").header("Cookie", "ostler_session=secret-0000000000000000"));
        assertEquals(401, answer.statusCode());
    }

    @Test
    void everyChangingOperationWantsTheCsrfToken() throws Exception {
        var admin = server.signIn(server.people.admin.id());
        var id = server.house.addInstance("mine", new FakeHouse.Users(server.people.admin.id()));
        var cookie = "ostler_session=" + admin.secret();
        int checked = 0;
        for (var operation : operations) {
            if (operation.changes() && !operation.anonymous()) {
                for (var token : List.of("", "csrf-0000000000000000")) {
                    var request = server.request(operation.on(id)).header("Cookie", cookie);
                    if (!token.isEmpty()) {
                        request.header("X-Ostler-Csrf", token);
                    }
                    var answer = server.send(with(operation, request));
                    assertEquals(403, answer.statusCode(), operation.toString());
                    assertEquals("CSRF_REFUSED", code(answer), operation.toString());
                }
                checked++;
            }
        }
        assertTrue(checked > 15, "was " + checked);
        assertEquals(0, server.house.calls.get());
    }

    @Test
    void anotherPersonsInstanceLooksLikeNoneOnEveryRoute() throws Exception {
        var bert = server.signIn(server.people.bert.id());
        var annas = server.house.addInstance("anna's", new FakeHouse.Users(server.people.anna.id()));
        var nobodys = InstanceId.create();
        int checked = 0;
        for (var operation : operations) {
            if (operation.path().startsWith("/instances/{id}")) {
                var foreign = server.send(with(operation, server.request(operation.on(annas), bert)));
                var missing = server.send(with(operation, server.request(operation.on(nobodys), bert)));
                assertEquals(404, foreign.statusCode(), operation.toString());
                assertEquals(withoutRequestId(missing), withoutRequestId(foreign), operation.toString());
                assertEquals(
                        missing.headers().map().keySet(),
                        foreign.headers().map().keySet());
                checked++;
            }
        }
        assertTrue(checked >= 30, "was " + checked);
        assertEquals(0, server.house.calls.get());
    }

    private static ObjectNode withoutRequestId(HttpResponse<String> answer) throws Exception {
        var body = (ObjectNode) body(answer);
        body.remove("requestId");
        return body;
    }

    @Test
    void ownersMayRunTheirInstanceButNotRedefineIt() throws Exception {
        var anna = server.signIn(server.people.anna.id());
        var id = server.house.addInstance("anna's", new FakeHouse.Users(server.people.anna.id()));
        assertEquals(202, power(anna, id).statusCode());
        var deleted = server.send(server.request("/instances/" + id, anna).DELETE());
        assertEquals(403, deleted.statusCode());
        assertEquals("FORBIDDEN", code(deleted));
    }

    private HttpResponse<String> power(Sessions.SignedIn as, InstanceId id) throws Exception {
        return server.post("/instances/" + id + "/power", as, "{\"action\":\"start\"}");
    }

    @Test
    void usersSeeNoNodesAndNoUsers() throws Exception {
        var anna = server.signIn(server.people.anna.id());
        for (var path : List.of("/nodes", "/users")) {
            assertEquals(403, server.get(path, anna).statusCode(), path);
        }
        for (var node : List.of(server.house.node, NodeId.create())) {
            var hidden = server.get("/nodes/" + node, anna);
            assertEquals(404, hidden.statusCode());
            assertEquals("NOT_FOUND", code(hidden));
        }
    }

    @Test
    void listsHoldOnlyWhatTheCallerMaySee() throws Exception {
        server.house.addInstance("anna's", new FakeHouse.Users(server.people.anna.id()));
        server.house.addInstance("bert's", new FakeHouse.Users(server.people.bert.id()));
        var seen = body(server.get("/instances", server.signIn(server.people.bert.id())));
        assertEquals(1, seen.path("total").asInt());
        assertEquals("bert's", seen.path("instances").path(0).path("name").asText());
    }

    /** What a plug-in's author may forget. */
    @Path("undeclared")
    public static final class Undeclared {
        @GET
        public String get() {
            return "secrets";
        }
    }

    @Test
    void anOperationThatDeclaresNothingIsRefusedEvenToAdministrators() throws Exception {
        server.host.addResource(new Undeclared());
        var admin = server.signIn(server.people.admin.id());
        var answer = server.get("/undeclared", admin);
        for (int i = 0; i < 200 && answer.statusCode() == 404; i++) {
            Thread.onSpinWait();
            answer = server.get("/undeclared", admin);
        }
        assertEquals(403, answer.statusCode());
        assertTrue(!answer.body().contains("secrets"));
    }

    @Test
    void aSessionThatEndedOpensNothing() throws Exception {
        var admin = server.signIn(server.people.admin.id());
        assertEquals(200, server.get("/users", admin).statusCode());
        assertEquals(
                204, server.send(server.request("/session", admin).DELETE()).statusCode());
        assertEquals(401, server.get("/users", admin).statusCode());
    }
}
