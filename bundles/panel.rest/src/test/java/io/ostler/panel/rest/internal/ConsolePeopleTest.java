package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is at a console, who typed what, and the size that they share. */
class ConsolePeopleTest {
    private RestServer server;
    private Sessions.SignedIn admin;
    private InstanceId id;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        admin = server.signIn(server.people.admin.id());
        id = server.house.addInstance("mine", new FakeHouse.Users(server.people.admin.id()));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private String at(String what) {
        return "/instances/" + id + "/console/" + what;
    }

    private HttpResponse<String> put(Sessions.SignedIn who, String json) throws Exception {
        return server.send(server.request(at("size"), who)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    @Test
    void viewersComeWithTheSize() throws Exception {
        var answer = body(server.get(at("viewers"), admin));
        assertEquals(id.value(), answer.path("id").asText());
        assertTrue(answer.path("viewers").path(0).path("writes").asBoolean());
        assertFalse(answer.path("viewers").path(0).has("name"));
        assertEquals(80, answer.path("columns").asInt());
        assertTrue(answer.path("pinned").asBoolean());
    }

    @Test
    void historyIsOnesOwn() throws Exception {
        assertEquals(
                "list of admin",
                body(server.get(at("history"), admin)).path("commands").path(0).asText());
    }

    @Test
    void inputsComeInPagesAsTheyWereTyped() throws Exception {
        var page = body(server.get(at("inputs?limit=1"), admin));
        assertEquals("say \u202e<b>", page.path("inputs").path(0).path("text").asText());
        assertEquals("1970-01-01T00:00:00Z", page.path("next").asText());
        assertFalse(body(server.get(at("inputs?before=2026-01-01T00:00:00Z"), admin))
                .has("next"));
        assertEquals("INVALID_REQUEST", code(server.get(at("inputs?before=yesterday"), admin)));
        assertEquals("INVALID_ID", code(server.get(at("inputs?user=!"), admin)));
    }

    @Test
    void aSizeIsPinnedAndLetGo() throws Exception {
        assertEquals(204, put(admin, "{\"columns\":100,\"rows\":30}").statusCode());
        assertEquals(204, put(admin, "{}").statusCode());
        assertEquals(List.of("100 30", "null null"), server.attendees.pinned);
        assertEquals(400, put(admin, "{\"columns\":\"x\"}").statusCode());
    }

    @Test
    void strangersLearnNothing() throws Exception {
        var anna = server.signIn(server.people.anna.id());
        for (var what : List.of("viewers", "history", "inputs")) {
            assertEquals(404, server.get(at(what), anna).statusCode(), what);
        }
        assertEquals(404, put(anna, "{}").statusCode());
        assertEquals(
                404,
                server.post("/instances/" + id + "/input", anna, "{\"line\":\"x\"}")
                        .statusCode());
    }
}
