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
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is used, as the API tells it, and whom. */
@Timeout(300)
class UsageTest {
    private RestServer server;
    private Sessions.SignedIn admin;
    private Sessions.SignedIn anna;
    private Sessions.SignedIn bert;
    private InstanceId id;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        admin = server.signIn(server.people.admin.id());
        anna = server.signIn(server.people.anna.id());
        bert = server.signIn(server.people.bert.id());
        id = server.house.addInstance("anna's", new FakeHouse.Users(server.people.anna.id()));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void viewsCarryTheLastSample() throws Exception {
        assertFalse(body(server.get("/instances/" + id, anna)).has("usage"));
        server.usage.put(id, 1.5);
        var usage = body(server.get("/instances/" + id, anna)).path("usage");
        assertEquals(1.5, usage.path("cpu").asDouble());
        assertEquals(2000, usage.path("disk").asLong());
        assertFalse(usage.has("received"));
        var listed = body(server.get("/instances", admin)).path("instances").path(0);
        assertEquals(6, listed.path("usage").path("processes").asInt());
    }

    @Test
    void aHistoryHasGapsAndMarks() throws Exception {
        var answer = server.get(
                "/instances/" + id + "/metrics?from=2026-01-01T00:00:00Z&to=2026-01-01T06:00:00Z&points=20", anna);
        assertEquals(200, answer.statusCode(), answer.body());
        var history = body(answer);
        assertEquals("[0.5,null]", history.path("series").path(0).path("values").toString());
        assertEquals("started", history.path("marks").path(0).path("kind").asText());
        assertEquals(id + " 2026-01-01T00:00:00Z 2026-01-01T06:00:00Z 20", server.usage.asked);
    }

    @Test
    void unlessSaidItIsTheLastHour() throws Exception {
        server.get("/instances/" + id + "/metrics", anna);
        var asked = server.usage.asked.split(" ");
        assertEquals(Instant.parse(asked[2]), Instant.parse(asked[1]).plusSeconds(3600));
    }

    @Test
    void strangersSeeNothing() throws Exception {
        var foreign = server.get("/instances/" + id + "/metrics", bert);
        assertTrue(foreign.statusCode() == 403 || foreign.statusCode() == 404);
        assertEquals("NOT_FOUND", code(server.get("/nodes/" + server.house.node + "/metrics", anna)));
        assertEquals(
                200,
                server.get("/nodes/" + server.house.node + "/metrics", admin).statusCode());
        assertEquals("", server.usage.asked.startsWith(id.value()) ? "asked" : "");
    }

    @Test
    void timesThatAreNoneAreRefused() throws Exception {
        assertEquals("INVALID_REQUEST", code(server.get("/instances/" + id + "/metrics?from=yesterday", anna)));
        assertEquals("INVALID_REQUEST", code(server.get("/nodes/" + server.house.node + "/metrics?to=1", admin)));
    }
}
