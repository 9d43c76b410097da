package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.RestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Activity over HTTP: what is asked, what is answered, and to whom. */
class ActivityTest {
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void anInstancesPeopleSeeWhatWasDoneThere() throws Exception {
        var anna = server.signIn(server.people.anna.id());
        var id = server.house.addInstance("anna's", new FakeHouse.Users(server.people.anna.id()));
        var path = "/instances/" + id;
        assertEquals(
                202,
                server.post(path + "/power", anna, "{\"action\":\"start\"}").statusCode());
        var page = body(server.get(
                path + "/activity?act=instance.power&outcome=done&from=2026-01-01T00:00:00Z&cursor=9&limit=3", anna));
        var entry = page.path("entries").get(0);
        assertEquals("instance.power.start", entry.path("act").asText());
        assertEquals("anna", entry.path("actor").path("name").asText());
        assertTrue(entry.path("actor").path("address").isMissingNode());
        assertTrue(entry.path("masked").asBoolean());
        assertEquals("7", page.path("next").asText());
        var asked = server.activity.asked;
        assertEquals("instance.power", asked.act());
        assertEquals(AuditResult.Outcome.DONE, asked.outcome());
        assertEquals(9L, asked.before());
        assertEquals(3, asked.limit());
        var bert = server.signIn(server.people.bert.id());
        assertEquals(404, server.get(path + "/activity", bert).statusCode());
        assertEquals(400, server.get(path + "/activity?from=yesterday", anna).statusCode());
    }

    @Test
    void everybodySeesTheirOwn() throws Exception {
        var anna = server.signIn(server.people.anna.id());
        server.post("/account/password", anna, "{\"current\":\"wrong\",\"next\":\"long and secret\"}");
        var own = body(server.get("/account/activity", anna)).path("entries");
        assertEquals("account.password.change", own.get(0).path("act").asText());
        assertEquals("refused", own.get(0).path("outcome").asText());
        var bert = server.signIn(server.people.bert.id());
        assertEquals(
                0, body(server.get("/account/activity", bert)).path("entries").size());
        assertEquals(401, server.send(server.request("/account/activity")).statusCode());
    }
}
