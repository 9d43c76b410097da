package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ostler.model.FileAccess;
import io.ostler.model.FilePolicy;
import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.instance.InstanceFiles;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.RestServer;
import io.ostler.protocol.Files;
import io.ostler.protocol.NodeSettings;
import io.ostler.protocol.Tasks;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long work on files, trash, versions, tasks, members, settings: what goes in and what comes back. */
@Tag("slow")
class FileWorkTest {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "copy|{'paths':['a'],'to':'b'}|copy",
                "moves|{'paths':['a'],'to':'b','conflict':'rename'}|move",
                "delete|{'paths':['a'],'forever':true}|delete",
                "mode|{'paths':['a'],'mode':420}|mode",
                "archives|{'paths':['a'],'to':'a.tar.zst','format':'tar.zst'}|compress",
                "extract|{'path':'a.zip','to':'a'}|extract",
                "fetch|{'url':'https://example.org/a','to':''}|fetch",
                "trash/restore|{'items':['t1']}|restore",
                "trash/purge|{}|purge"
            })
    void workAnswersWithTheTaskThatBegan(String path, String order, String kind) throws Exception {
        var answer = server.post("/instances/" + id + "/files/" + path, admin, order.replace('\'', '"'));
        assertEquals(202, answer.statusCode(), answer.body());
        assertEquals(kind, body(answer).path("kind").asText());
        assertEquals("running", body(answer).path("state").asText());
        assertEquals("admin", body(answer).path("user").path("name").asText());
        assertEquals("bytes", body(answer).path("progress").path("unit").asText());
        assertFalse(body(answer).path("stale").asBoolean(true));
    }

    @Test
    void whereNothingIsSaidNothingIsOverwritten() throws Exception {
        server.post("/instances/" + id + "/files/extract", admin, "{\"path\":\"a.zip\",\"to\":\"a\"}");
        assertEquals(
                new InstanceFiles.Extraction("a.zip", "a", "UTF-8", Files.Conflict.FAIL), server.house.files.lastWork);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode|{'paths':['a'],'mode':512}|VALUE_OUT_OF_RANGE",
                "mode|{'paths':['a'],'mode':-1}|VALUE_OUT_OF_RANGE",
                "mode|{'paths':['a'],'mode':'0644'}|INVALID_REQUEST",
                "copy|{'paths':['a'],'to':'b','target':'../x'}|INVALID_ID",
                "copy|{'paths':['a'],'to':'b','conflict':'maybe'}|INVALID_REQUEST",
                "copy|{'paths':['a',null],'to':'b'}|INVALID_REQUEST",
                "copy|{'paths':null,'to':'b'}|INVALID_REQUEST",
                "delete|{'paths':['a'],'rights':{}}|UNKNOWN_FIELD",
                "delete|{'paths':['a'],'__proto__':{}}|UNKNOWN_FIELD",
                "archives|{'paths':['a'],'to':'a.rar','format':'rar'}|INVALID_REQUEST",
                "trash/restore|{'items':[]}|INVALID_REQUEST"
            })
    void wrongOrdersAreRefused(String path, String order, String code) throws Exception {
        var answer = server.post("/instances/" + id + "/files/" + path, admin, order.replace('\'', '"'));
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(code, code(answer));
        assertNull(server.house.files.lastWork);
    }

    @Test
    void hitsSayWhereTheyAre() throws Exception {
        var found = body(server.get("/instances/" + id + "/files/search?name=a", admin));
        assertFalse(found.path("hits").path(0).has("line"));
        assertEquals(7, found.path("hits").path(1).path("line").asInt());
        assertEquals(
                "games", found.path("hits").path(0).path("entry").path("owner").asText());
        assertEquals(
                400, server.get("/instances/" + id + "/files/search", admin).statusCode());
    }

    @Test
    void trashAndVersionsNamePeople() throws Exception {
        var trash = body(server.get("/instances/" + id + "/files/trash", admin));
        assertEquals(
                "anna", trash.path("items").path(0).path("user").path("name").asText());
        var versions = body(server.get("/instances/" + id + "/files/versions?path=a.txt", admin));
        assertFalse(versions.path("versions").path(0).has("user"));
        var text = body(server.get("/instances/" + id + "/files/versions/v1?path=a.txt", admin));
        assertEquals("v1", text.path("text").asText());
    }

    /** Abuse case 31. */
    @Test
    void tasksOfOthersInstancesAreNotThere() throws Exception {
        var anna = server.signIn(server.people.anna.id());
        var hers = server.house.addInstance("anna's", new FakeHouse.Users(server.people.anna.id()));
        var shown = server.house.files.addTask(hers, server.people.anna.id(), Tasks.Kind.COPY, Tasks.State.FAILED);
        var hidden = server.house.files.addTask(id, server.people.admin.id(), Tasks.Kind.COPY, Tasks.State.DONE);
        var list = body(server.get("/tasks", anna)).path("tasks");
        assertEquals(1, list.size());
        assertEquals(shown.id().value(), list.path(0).path("id").asText());
        assertEquals("DISK_FULL", list.path(0).path("fault").path("code").asText());
        assertFalse(list.path(0).path("fault").path("title").asText().isEmpty());
        assertEquals(404, server.get("/tasks/" + hidden.id(), anna).statusCode());
        assertEquals(
                404, server.post("/tasks/" + hidden.id() + "/cancel", anna, "").statusCode());
        assertEquals(
                202, server.post("/tasks/" + shown.id() + "/cancel", anna, "").statusCode());
    }

    @Test
    void membersAreGivenPermissionsAndPaths() throws Exception {
        var order = "{\"permissions\":[\"instance.files.read\"],\"paths\":[{\"path\":\"world\",\"access\":\"hide\"}]}";
        var request =
                server.request("/instances/" + id + "/members/anna", admin).header("Content-Type", "application/json");
        var put = server.send(request.PUT(BodyPublishers.ofString(order)));
        assertEquals(200, put.statusCode(), put.body());
        var member = server.house.members.members.get(server.people.anna.id());
        assertEquals(Set.of(Permission.FILES_READ), member.permissions());
        assertEquals(List.of(new Rule("world", FileAccess.HIDE)), member.paths());
        var list = body(server.get("/instances/" + id + "/members", admin));
        assertEquals(
                "hide",
                list.path("members")
                        .path(0)
                        .path("paths")
                        .path(0)
                        .path("access")
                        .asText());
        assertFalse(list.path("grantable").toString().contains("instance.members"));
        var gone = server.request("/instances/" + id + "/members/" + server.people.anna.id(), admin);
        assertEquals(204, server.send(gone.DELETE()).statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'permissions':['root'],'paths':[]}|INVALID_REQUEST",
                "{'permissions':[],'paths':[{'path':'/etc','access':'read'}]}|INVALID_REQUEST",
                "{'permissions':[],'paths':[{'path':'a','access':'own'}]}|INVALID_REQUEST",
                "{'permissions':[],'paths':[],'owner':'anna'}|UNKNOWN_FIELD"
            })
    void wrongMembersAreRefused(String order, String code) throws Exception {
        var request =
                server.request("/instances/" + id + "/members/anna", admin).header("Content-Type", "application/json");
        var answer = server.send(request.PUT(BodyPublishers.ofString(order.replace('\'', '"'))));
        assertEquals(code, code(answer), answer.body());
        assertEquals(0, server.house.members.members.size());
    }

    @Test
    void keysAreOnesOwn() throws Exception {
        var added = server.post("/account/ssh-keys", admin, "{\"text\":\"ssh-ed25519 AAAA me@laptop\"}");
        assertEquals(201, added.statusCode(), added.body());
        var key = body(added).path("id").asText();
        var anna = server.signIn(server.people.anna.id());
        assertEquals(0, body(server.get("/account/ssh-keys", anna)).path("keys").size());
        var path = "/account/ssh-keys/" + key;
        assertEquals(404, server.send(server.request(path, anna).DELETE()).statusCode());
        assertEquals(
                "SHA256:abc",
                body(server.get("/account/ssh-keys", admin))
                        .path("keys")
                        .path(0)
                        .path("fingerprint")
                        .asText());
        assertEquals(204, server.send(server.request(path, admin).DELETE()).statusCode());
    }

    @Test
    void sftpIsFoundAtThePanelsHostWhereNoneIsNamed() throws Exception {
        var access = body(server.get("/instances/" + id + "/sftp", admin));
        assertFalse(access.has("host"));
        assertEquals("admin." + id, access.path("user").asText());
    }

    @Test
    void speedsOfANodeAreSet() throws Exception {
        var path = "/nodes/" + server.house.node + "/settings";
        var request = server.request(path, admin).header("Content-Type", "application/json");
        var put = server.send(request.PUT(BodyPublishers.ofString("{\"upload\":1048576,\"sftp\":false}")));
        assertEquals(200, put.statusCode(), put.body());
        assertEquals(new NodeSettings(1048576L, null, null, null, false), server.house.settings);
        assertEquals(1048576, body(server.get(path, admin)).path("upload").asInt());
        var slow = server.send(request.PUT(BodyPublishers.ofString("{\"upload\":1,\"sftp\":false}")));
        assertEquals(400, slow.statusCode());
    }

    @Test
    void aNodeIsForgottenOnlyWhenAsked() throws Exception {
        assertEquals(
                204,
                server.send(server.request("/nodes/" + server.house.node, admin).DELETE())
                        .statusCode());
        assertNull(server.house.forgotten);
        server.send(server.request("/nodes/" + server.house.node + "?forget=true", admin)
                .DELETE());
        assertEquals(server.house.node, server.house.forgotten);
    }

    @Test
    void aDefinitionOfAnOldClientLeavesThePolicyAsItIs() throws Exception {
        var present = body(server.get("/instances/" + id, admin)).path("definition");
        assertEquals(0, present.path("files").path("denied").size());
        var old = (com.fasterxml.jackson.databind.node.ObjectNode) present.deepCopy();
        old.remove("files");
        assertEquals(200, define(old.toString()).statusCode());
        assertEquals(FilePolicy.FREE, server.house.lastDefinition.files());
        old.putObject("files").put("quota", 1 << 30).putArray("denied").add("*.jar");
        assertEquals(200, define(old.toString()).statusCode());
        assertEquals(new FilePolicy(1L << 30, List.of("*.jar")), server.house.lastDefinition.files());
    }

    private java.net.http.HttpResponse<String> define(String definition) throws Exception {
        return server.send(server.request("/instances/" + id + "/definition", admin)
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .PUT(BodyPublishers.ofString(definition)));
    }
}
