package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Roles, grants and explanations over HTTP. */
@Timeout(300)
class RolesTest {
    private static final String HELPER =
            "{\"name\":\"helper\",\"description\":\"\",\"permissions\":[\"node.view\"],\"own\":[]}";

    private RestServer server;
    private Sessions.SignedIn admin;
    private Sessions.SignedIn bert;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        admin = server.signIn(server.people.admin.id());
        bert = server.signIn(server.people.bert.id());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> put(String path, String ifMatch) throws Exception {
        var request = server.request(path, admin).header("Content-Type", "application/json");
        return server.send((ifMatch.isEmpty() ? request : request.header("If-Match", ifMatch))
                .PUT(BodyPublishers.ofString(HELPER)));
    }

    private HttpResponse<String> delete(String path) throws Exception {
        return server.send(server.request(path, admin).DELETE());
    }

    @Test
    void rolesAreListedWithWhoHasThemAndWhetherOneMayGiveThem() throws Exception {
        var role = body(server.get("/roles", admin)).path("roles").path(0);
        assertEquals("administrator", role.path("id").asText());
        assertEquals(1, role.path("holders").asInt());
        assertTrue(role.path("builtIn").asBoolean());
        assertFalse(role.path("givable").asBoolean());
    }

    @Test
    void aRoleIsMadeChangedAndDeleted() throws Exception {
        assertEquals(201, server.post("/roles", admin, HELPER).statusCode());
        assertEquals("PRECONDITION_REQUIRED", code(put("/roles/helper", "")));
        assertEquals("PRECONDITION_FAILED", code(put("/roles/helper", "\"7\"")));
        assertEquals(2, body(put("/roles/helper", "\"1\"")).path("revision").asInt());
        assertEquals("ROLE_IN_USE", code(delete("/roles/helper")));
        assertEquals(204, delete("/roles/helper?replacement=user").statusCode());
        assertEquals("INVALID_REQUEST", code(delete("/roles/NoId")));
    }

    @Test
    void everyChangeIsRecordedWithWhatItWas() throws Exception {
        server.post("/roles", admin, HELPER);
        put("/roles/helper", "*");
        var acts = server.acts.begun.stream().map(AuditAct::name).toList();
        assertEquals(List.of("role.create", "role.change"), acts);
    }

    @Test
    void furtherRolesAreGivenAndTaken() throws Exception {
        var path = "/users/" + server.people.bert.id() + "/role-grants";
        var given = server.post(path, admin, "{\"role\":\"operator\",\"until\":\"2040-01-01T00:00:00Z\"}");
        assertEquals(201, given.statusCode());
        assertEquals("2040-01-01T00:00:00Z", body(given).path("until").asText());
        assertEquals(1, body(server.get(path, admin)).path("grants").size());
        assertEquals("INVALID_ID", code(server.post(path, admin, "{\"role\":\"operator\",\"node\":\"?\"}")));
        assertEquals("INVALID_REQUEST", code(server.post(path, admin, "{\"role\":\"user\",\"until\":\"soon\"}")));
        assertEquals(204, delete(path + "/g0").statusCode());
        assertEquals("NOT_FOUND", code(delete(path + "/g0")));
    }

    @Test
    void usersManageNeitherRolesNorGrants() throws Exception {
        var grants = "/users/" + server.people.bert.id() + "/role-grants";
        for (var path : new String[] {"/roles", grants}) {
            assertEquals("FORBIDDEN", code(server.get(path, bert)));
            assertEquals("FORBIDDEN", code(server.post(path, bert, HELPER)));
        }
        assertEquals(1, server.roles.roles.size());
    }

    @Test
    void permissionsAreListedOnceEach() throws Exception {
        var groups = body(server.get("/rights/permissions", bert)).path("groups");
        int count = 0;
        for (var group : groups) {
            count += group.path("permissions").size();
        }
        assertEquals(Permission.BUILT_IN.size(), count);
    }

    @Test
    void anExplanationIsAboutOneselfUnlessSomebodyIsNamed() throws Exception {
        var own = body(server.get("/rights/explain?permission=node.view", bert));
        assertFalse(own.path("allowed").asBoolean());
        var reason = own.path("reasons").path(0);
        assertEquals("ROLE_LACKS", reason.path("code").asText());
        assertEquals("own", reason.path("parameters").path("role").asText());
        var others = server.get("/rights/explain?permission=node.view&user=" + server.people.anna.id(), bert);
        assertEquals("node.view", body(others).at("/reasons/0/parameters/role").asText());
    }

    @Test
    void halfAQuestionIsNone() throws Exception {
        var ids = "&instance=" + server.people.anna.id() + "&node=" + server.people.anna.id();
        for (var query : new String[] {"", "?permission=", "?permission=" + "x".repeat(81), "?permission=a.b" + ids}) {
            assertEquals("INVALID_REQUEST", code(server.get("/rights/explain" + query, bert)), query);
        }
    }
}
