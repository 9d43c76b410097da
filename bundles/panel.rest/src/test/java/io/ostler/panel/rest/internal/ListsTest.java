package io.ostler.panel.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.batch.Batches;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels, batches, preferences and lists at the outer door. */
@Tag("slow")
class ListsTest {
    private RestServer server;
    private Sessions.SignedIn admin;
    private Sessions.SignedIn anna;
    private Sessions.SignedIn bert;
    private InstanceId annas;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        admin = server.signIn(server.people.admin.id());
        anna = server.signIn(server.people.anna.id());
        bert = server.signIn(server.people.bert.id());
        annas = server.house.addInstance("annas", new FakeHouse.Users(server.people.anna.id()));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> put(String path, Sessions.SignedIn as, String tag, String json) throws Exception {
        var request = server.request(path, as)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json));
        return server.send(tag == null ? request : request.header("If-Match", tag));
    }

    private String labels() {
        return "/instances/" + annas + "/labels";
    }

    private static String labels(String more) {
        return "{\"tags\":[\"PvP\"],\"notes\":\"\",\"folder\":[\"a\"]" + more + "}";
    }

    @Test
    void theOwnerWritesWithTheTagOfWhatTheyRead() throws Exception {
        var read = server.get(labels(), anna);
        assertEquals("\"0\"", read.headers().firstValue("ETag").orElseThrow());
        assertEquals("PRECONDITION_REQUIRED", RestServer.code(put(labels(), anna, null, labels(""))));
        var written = put(labels(), anna, "\"0\"", labels(""));
        assertEquals(200, written.statusCode(), written.body());
        assertEquals("pvp", RestServer.body(written).path("tags").get(0).asText());
        assertEquals("\"1\"", written.headers().firstValue("ETag").orElseThrow());
        assertEquals(412, put(labels(), anna, "\"0\"", labels("")).statusCode());
        assertEquals(200, put(labels(), anna, "*", labels("")).statusCode());
        assertEquals(404, put(labels(), bert, "*", labels("")).statusCode());
    }

    /** Abuse case 28: nothing but labels is written with labels. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"owner\":\"x\"",
                ",\"expires\":null",
                ",\"revision\":99",
                ",\"node\":\"x\"",
                ",\"role\":\"administrator\"",
                ",\"__proto__\":{}",
                ",\"tags\":[]"
            })
    void nothingElseIsAssigned(String more) throws Exception {
        assertEquals(400, put(labels(), anna, "*", labels(more)).statusCode());
        assertTrue(server.lists.labels.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{\"tags\":null,\"notes\":\"\",\"folder\":[]}",
                "{\"tags\":[1],\"notes\":\"\",\"folder\":[]}",
                "{\"tags\":\"a\",\"notes\":\"\",\"folder\":[]}",
                "{\"tags\":[null],\"notes\":\"\",\"folder\":[]}"
            })
    void brokenLabelsAreRefused(String body) throws Exception {
        assertEquals(400, put(labels(), anna, "*", body).statusCode(), body);
        assertTrue(server.lists.labels.isEmpty());
    }

    @Test
    void onlyAdministratorsSetTheEnd() throws Exception {
        var path = "/instances/" + annas + "/expiry";
        assertEquals(403, put(path, anna, null, "{\"expires\":null}").statusCode());
        assertEquals(404, put(path, bert, null, "{\"expires\":null}").statusCode());
        assertEquals(
                200,
                put(path, admin, null, "{\"expires\":\"2030-01-02T03:04:05Z\"}").statusCode());
        assertEquals(Instant.parse("2030-01-02T03:04:05Z"), server.lists.lastExpiry);
        assertEquals(200, put(path, admin, null, "{\"expires\":null}").statusCode());
        assertNull(server.lists.lastExpiry);
        assertEquals(400, put(path, admin, null, "{\"expires\":\"soon\"}").statusCode());
    }

    @Test
    void aBatchOfIds() throws Exception {
        var answer = server.post(
                "/batches",
                anna,
                "{\"ids\":[\"" + annas + "\"],\"action\":\"start\",\"atOnce\":3,\"spacingMillis\":500}");
        assertEquals(202, answer.statusCode(), answer.body());
        var order = server.lists.lastOrder;
        assertEquals(List.of(annas), order.instances());
        assertEquals(Batches.Action.START, order.action());
        assertEquals(3, order.atOnce());
        assertEquals(Duration.ofMillis(500), order.spacing());
        var id = RestServer.body(answer).path("id").asText();
        assertEquals(
                1, RestServer.body(server.get("/batches", anna)).path("batches").size());
        assertEquals(
                "waiting",
                RestServer.body(server.get("/batches/" + id, anna))
                        .at("/items/0/phase")
                        .asText());
        assertEquals(404, server.get("/batches/" + id, bert).statusCode());
        assertEquals(
                404,
                server.send(server.request("/batches/" + id, bert).DELETE()).statusCode());
        assertEquals(
                204,
                server.send(server.request("/batches/" + id, anna).DELETE()).statusCode());
    }

    @Test
    void aBatchOfAllThatMatch() throws Exception {
        var answer = server.post(
                "/batches",
                anna,
                "{\"filter\":{\"q\":\"x\",\"states\":[\"stopped\"]},\"action\":\"delete\",\"withFiles\":true}");
        assertEquals(202, answer.statusCode(), answer.body());
        assertEquals("x", server.lists.lastOrder.filter().text());
        assertTrue(server.lists.lastOrder.withFiles());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ids\":[\"../x\"],\"action\":\"start\"}",
                "{\"ids\":[null],\"action\":\"start\"}",
                "{\"ids\":[],\"action\":\"explode\"}",
                "{\"ids\":[],\"action\":0}",
                "{\"ids\":[]}",
                "{\"ids\":[],\"action\":\"start\",\"user\":\"x\"}",
                "{\"ids\":[],\"action\":\"start\",\"spacingMillis\":9223372036854775807}"
            })
    void brokenBatchesAreRefused(String body) throws Exception {
        assertEquals(400, server.post("/batches", anna, body).statusCode(), body);
        assertNull(server.lists.lastOrder);
    }

    @Test
    void anyJsonIsKeptAndComesBack() throws Exception {
        var path = "/account/preferences/instances";
        assertTrue(RestServer.body(server.get(path, anna)).path("value").isNull());
        for (var value : List.of("{\"a\":[1,2.5,null,\"\u00e9\"]}", "[]", "true", "\"x\"", "12345678901234567890")) {
            assertEquals(204, put(path, anna, null, "{\"value\":" + value + "}").statusCode());
            assertEquals(
                    RestServer.JSON.readTree(value),
                    RestServer.body(server.get(path, anna)).path("value"));
        }
        assertTrue(RestServer.body(server.get(path, bert)).path("value").isNull());
        assertEquals(204, server.send(server.request(path, anna).DELETE()).statusCode());
    }

    @Test
    void onlyAdministratorsCloneAndSeeWhatIsDeleted() throws Exception {
        var clone = "/instances/" + annas + "/clone";
        assertEquals(
                403,
                server.post(clone, anna, "{\"name\":\"x\",\"withFiles\":true}").statusCode());
        assertEquals(
                503,
                server.post(clone, admin, "{\"name\":\"x\",\"withFiles\":true}").statusCode());
        assertEquals(
                400,
                server.post(clone, admin, "{\"name\":\"x\",\"withFiles\":true,\"owner\":\"y\"}")
                        .statusCode());
        var deleted = "/nodes/" + server.house.node + "/deleted";
        assertEquals(404, server.get(deleted, anna).statusCode());
        assertEquals(200, server.get(deleted, admin).statusCode());
        assertEquals(
                404, server.post(deleted + "/" + annas + "/restore", anna, "").statusCode());
    }

    @Test
    void unknownOrdersAreRefused() throws Exception {
        for (var good : List.of("name", "-changed", "state", "node", "-expires")) {
            assertEquals(200, server.get("/instances?sort=" + good, anna).statusCode(), good);
        }
        for (var bad : List.of("", "-", "evil", "NAME", "--name")) {
            assertEquals(400, server.get("/instances?sort=" + bad, anna).statusCode(), bad);
        }
    }

    /** The bytes of an instance are kept; what is shown is never older than what is known. */
    @Test
    void aListShowsWhatChangedSinceTheLastOne() throws Exception {
        var one = "/instances/" + annas;
        for (double cpu : new double[] {0.5, 0.5, 1.5}) {
            server.usage.put(annas, cpu);
            var listed = RestServer.body(server.get("/instances", admin)).path("instances");
            assertEquals(1, listed.size());
            assertEquals(cpu, listed.get(0).path("usage").path("cpu").asDouble());
            assertEquals(listed.get(0), RestServer.body(server.get(one, admin)));
            var hers = RestServer.body(server.get("/instances", anna)).path("instances");
            assertEquals(hers.get(0), RestServer.body(server.get(one, anna)));
            assertTrue(
                    hers.get(0).path("permissions").size()
                            < listed.get(0).path("permissions").size(),
                    "each sees what they may do");
        }
        server.usage.latest.clear();
        assertTrue(RestServer.body(server.get("/instances", admin))
                .path("instances")
                .get(0)
                .path("usage")
                .isMissingNode());
        server.house.addInstance("second", new FakeHouse.Users(server.people.anna.id()));
        var both = RestServer.body(server.get("/instances?limit=1", admin));
        assertEquals(2, both.path("total").asInt());
        assertEquals(1, both.path("instances").size());
    }
}
