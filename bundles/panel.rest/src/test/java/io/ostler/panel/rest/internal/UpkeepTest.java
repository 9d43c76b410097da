package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.LaunchOptions;
import io.ostler.model.Variable;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.RestServer;
import io.ostler.protocol.InstanceSnapshot;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Install, update, earlier definitions, and who sees the secrets in them. */
class UpkeepTest {
    private RestServer server;
    private Sessions.SignedIn admin;
    private InstanceId id;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        admin = server.signIn(server.people.admin.id());
        id = server.house.addInstance("mine", new FakeHouse.Users(server.people.anna.id()));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void installAndUpdateAnswerWithTheTaskThatBegan() throws Exception {
        for (var what : List.of("install", "update")) {
            var answer = server.post("/instances/" + id + "/" + what, admin, "");
            assertEquals(202, answer.statusCode(), answer.body());
            assertEquals(what, body(answer).path("kind").asText());
            assertEquals("running", body(answer).path("state").asText());
        }
    }

    @Test
    void revisionsSayWhoAndWhenAndOneHasItsDefinition() throws Exception {
        var list = body(server.get("/instances/" + id + "/revisions", admin)).path("revisions");
        assertEquals(1, list.path(0).path("revision").asLong());
        assertEquals("admin", list.path(0).path("user").path("name").asText());
        assertEquals("1970-01-01T00:00:00Z", list.path(0).path("at").asText());
        assertFalse(list.path(1).has("user"));
        var one = body(server.get("/instances/" + id + "/revisions/1", admin));
        assertEquals("mine", one.path("definition").path("name").asText());
        assertEquals("NOT_FOUND", code(server.get("/instances/" + id + "/revisions/9", admin)));
        assertEquals(404, server.get("/instances/" + id + "/revisions/x", admin).statusCode());
    }

    @Test
    void secretsAreShownToThoseWhoMayEditOnly() throws Exception {
        var secret = new Variable("rcon", Variable.Type.SECRET, "s3cret", List.of(), null, null, "", true);
        server.house.snapshots.put(
                id,
                new InstanceSnapshot(
                        id,
                        FakeHouse.definition("mine").withLaunch(new LaunchOptions(null, List.of(secret), List.of())),
                        1,
                        new InstanceState.Stopped(null),
                        1,
                        Instant.EPOCH));
        assertTrue(server.get("/instances/" + id, admin).body().contains("s3cret"));
        var owner = server.signIn(server.people.anna.id());
        for (var path : List.of("/instances/" + id, "/instances")) {
            var answer = server.get(path, owner);
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("\"rcon\""), answer.body());
            assertFalse(answer.body().contains("s3cret"), answer.body());
        }
        assertEquals(403, server.get("/instances/" + id + "/revisions", owner).statusCode());
    }
}
