package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.FakePeople;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit is told of requests, and what becomes of them when it can't be told (abuse 17, 31, 45). */
class AuditTest {
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> signIn(String name, String password) throws Exception {
        return server.send(server.request("/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}")));
    }

    private AuditRecord last() {
        return server.acts.records.getLast();
    }

    private HttpResponse<String> makeUser(String name) throws Exception {
        return server.post(
                "/users",
                server.signIn(server.people.admin.id()),
                "{\"name\":\"" + name + "\",\"password\":\"long and secret\",\"role\":\"user\"}");
    }

    @Test
    void signingInIsRecordedWithWhoAndFromWhere() throws Exception {
        assertEquals(200, signIn("anna", FakePeople.PASSWORD).statusCode());
        assertEquals("session.sign-in", last().act().name());
        assertEquals(AuditResult.DONE, last().result());
        assertEquals("anna", last().act().actor().name());
        assertFalse(last().act().actor().user().isEmpty());
        assertEquals("127.0.0.1", last().act().actor().address());
    }

    @Test
    void aWrongPasswordIsRecordedWithTheNameThatWasTyped() throws Exception {
        signIn("an\\nna\\u202e", "wrong");
        assertEquals("an\\u000ana\\u202e", last().act().actor().name());
        assertEquals("", last().act().actor().user());
        assertEquals("LOGIN_FAILED", last().result().code());
        assertFalse(last().toString().contains("wrong"));
    }

    @Test
    void aChangeIsNotedBeforeItIsDoneAndHasItsResult() throws Exception {
        assertEquals(201, makeUser("berta").statusCode());
        assertEquals("user.create", server.acts.begun.getLast().name());
        assertEquals("berta", last().act().object().name());
        assertEquals(
                Map.of("name", "berta", "role", "user"), last().act().after().map());
        assertFalse(last().toString().contains("long and"));
    }

    @Test
    void withoutARecordNothingIsDone() throws Exception {
        server.acts.fullBefore = true;
        assertEquals("DISK_FULL", code(makeUser("berta")));
        server.acts.fullBefore = false;
        assertEquals(201, makeUser("berta").statusCode());
    }

    @Test
    void withoutAResultNothingIsCalledDone() throws Exception {
        server.acts.fullAfter = true;
        var answer = signIn("anna", FakePeople.PASSWORD);
        assertEquals("DISK_FULL", code(answer));
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
    }

    @Test
    void aTicketIsRecordedOnceAndLeavesOnlyThen() throws Exception {
        var root = server.people.admin.id();
        var tickets = "/instances/" + server.house.addInstance("mine", new FakeHouse.Users(root)) + "/tickets";
        var order = "{\"scope\":\"file.upload\",\"path\":\"a/b\"}";
        assertEquals(201, server.post(tickets, server.signIn(root), order).statusCode());
        assertEquals("instance.ticket.file.upload", last().act().name());
        assertEquals("a/b", last().act().after().map().get("path"));
        assertEquals(List.of(), server.acts.begun);

        server.acts.fullAfter = true;
        var refused = server.post(tickets, server.signIn(root), order);
        assertEquals("DISK_FULL", code(refused));
        assertFalse(refused.body().contains("signature"));
    }

    @Test
    void whatIsRefusedIsRecorded() throws Exception {
        var anna = server.people.open(server.people.anna.id(), "127.0.0.1", "test");
        var answer = server.post("/users", anna, "{\"name\":\"x\",\"password\":\"y\",\"role\":\"user\"}");
        assertEquals(403, answer.statusCode());
        assertEquals("user.create", last().act().name());
        assertEquals(AuditResult.Outcome.REFUSED, last().result().outcome());
        assertEquals("FORBIDDEN", last().result().code());
        assertEquals(403, server.get("/audit", anna).statusCode());
        assertEquals(403, server.get("/audit/export", anna).statusCode());
    }

    @Test
    void strangersCantFillTheAudit() throws Exception {
        server.send(server.request("/users")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        assertTrue(server.acts.records.isEmpty());
    }

    @Test
    void exportsAreHarmlessToTablesAndRecordedThemselves() throws Exception {
        signIn("=cmd|' /C calc'!A0", "wrong");
        var root = server.signIn(server.people.admin.id());
        var csv = server.get("/audit/export?format=csv", root);
        assertTrue(csv.body().contains("\"'=cmd|' /C calc'!A0\""), csv.body());
        assertEquals("audit.export", last().act().name());
        var lines = server.get("/audit/export", root).body().lines().toList();
        assertEquals(
                "session.sign-in",
                RestServer.JSON.readTree(lines.getFirst()).path("act").asText());
    }

    @Test
    void listsAreFiltered() throws Exception {
        signIn("anna", "wrong");
        signIn("anna", FakePeople.PASSWORD);
        var found = body(server.get("/audit?outcome=refused&q=ANNA", server.signIn(server.people.admin.id())));
        assertEquals(1, found.path("entries").size());
        assertEquals("refused", found.path("entries").get(0).path("outcome").asText());
    }

    @Test
    void theChainIsVerifiedByWhoMayReadIt() throws Exception {
        var root = server.signIn(server.people.admin.id());
        assertTrue(body(server.post("/audit/verification", root, ""))
                .path("running")
                .asBoolean());
        assertEquals("audit.verify", last().act().name());
        var told = body(server.get("/audit/verification", root));
        assertEquals(2, told.path("faultAt").asInt());
        assertEquals("changed", told.path("fault").asText());
        var anna = server.people.open(server.people.anna.id(), "127.0.0.1", "test");
        assertEquals(403, server.get("/audit/verification", anna).statusCode());
        assertEquals(403, server.post("/audit/verification", anna, "").statusCode());
    }
}
