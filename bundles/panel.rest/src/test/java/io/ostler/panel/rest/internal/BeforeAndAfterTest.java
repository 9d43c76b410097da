package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.rest.Audited;
import io.ostler.panel.rest.internal.audit.AuditNote;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.FakeStorage;
import io.ostler.panel.rest.internal.fake.RestServer;
import jakarta.ws.rs.GET;
import java.lang.reflect.Method;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The audit knows what was before and what is after, without secrets, for every operation that changes values. */
@Tag("slow")
class BeforeAndAfterTest {
    /** Operations that change something and have nothing to tell beyond their annotation, by the reason for it. */
    private static final Map<String, Set<String>> NOTHING_TO_TELL = Map.ofEntries(
            Map.entry(
                    "makes something that was not there; what was asked for is recorded",
                    Set.of(
                            "ApiKeyResource.make",
                            "CloneResource.copy",
                            "EnrolmentResource.create",
                            "EnrolmentResource.join",
                            "InstanceInvitationResource.make",
                            "InvitationResource.make",
                            "InvitationUseResource.acceptAsNew",
                            "LoginLinkResource.create",
                            "RoleGrantResource.give",
                            "RoleResource.create",
                            "SetupResource.complete",
                            "SshKeyResource.add",
                            "FactorResource.add",
                            "StorageResource.backUp",
                            "UserResource.create")),
            Map.entry(
                    "opens or ends the caller's own session, or tells who they are",
                    Set.of(
                            "SessionResource.signIn",
                            "SessionResource.signOut",
                            "SecondStepResource.finish",
                            "SecondStepResource.passkey",
                            "SecondStepResource.confirm",
                            "SignInResource.finish",
                            "SignInResource.open",
                            "UserSessionResource.impersonate",
                            "IdentityResource.bind",
                            "IdentityResource.finish")),
            Map.entry(
                    "ends all that there is of a kind; what is open ends by itself, too",
                    Set.of("AccountResource.endOthers", "UserAffairsResource.endSessions")),
            Map.entry(
                    "nothing but secrets changes",
                    Set.of(
                            "AccountResource.changePassword",
                            "FactorResource.beginApp",
                            "FactorResource.confirmApp",
                            "FactorResource.removeApp",
                            "FactorResource.renewCodes",
                            "UserSessionResource.resetFactors")),
            Map.entry(
                    "an order to something that runs; its state is no value that anybody set",
                    Set.of(
                            "ControlResource.power",
                            "ControlResource.input",
                            "ControlResource.ticket",
                            "ConsolePeopleResource.size",
                            "ProblemResource.fixProblem",
                            "TaskResource.cancelTask",
                            "UpkeepResource.install",
                            "UpkeepResource.update")),
            Map.entry(
                    "each of the many has a record of its own",
                    Set.of("BatchResource.begin", "UserAffairsResource.run")),
            Map.entry("takes a list away that is of no use any more", Set.of("BatchResource.remove")),
            Map.entry("whose attempts are forgotten is recorded", Set.of("SecurityResource.lift")),
            Map.entry(
                    "contents of files have versions and the trash; their names are recorded",
                    Set.of(
                            "FileResource.makeFolder",
                            "FileResource.moveFile",
                            "TextResource.writeText",
                            "TrashResource.purgeTrash",
                            "TrashResource.restoreTrash",
                            "VersionResource.restoreVersion",
                            "WorkResource.changeMode",
                            "WorkResource.copyFiles",
                            "WorkResource.deleteFiles",
                            "WorkResource.extractArchive",
                            "WorkResource.fetchFile",
                            "WorkResource.makeArchive",
                            "WorkResource.moveFiles")),
            Map.entry(
                    "what it was stands in the record of its deletion",
                    Set.of("DeletedResource.purge", "DeletedResource.restore")),
            Map.entry(
                    "looks at something, by a method that browsers don't repeat",
                    Set.of(
                            "AuditResource.verify",
                            "ProviderResource.groups",
                            "ProviderResource.test",
                            "StorageResource.tryOut")));

    private RestServer server;
    private Sessions.SignedIn admin;
    private InstanceId instance;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        admin = server.signIn(server.people.admin.id());
        instance = server.house.addInstance("Arena", new FakeHouse.Users(server.people.anna.id()));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static List<Method> changing() {
        return OperationsTest.operations()
                .filter(operation -> operation.isAnnotationPresent(Audited.class))
                .filter(operation -> !operation.isAnnotationPresent(GET.class))
                .toList();
    }

    private static String name(Method operation) {
        return operation.getDeclaringClass().getSimpleName() + "." + operation.getName();
    }

    private static boolean tells(Method operation) {
        return Arrays.asList(operation.getParameterTypes()).contains(AuditNote.class);
    }

    @Test
    void whatChangesValuesTellsThemOrSaysWhyNot() {
        var excepted = NOTHING_TO_TELL.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        var silent = new TreeSet<String>();
        var needless = new TreeSet<>(excepted);
        for (var operation : changing()) {
            if (tells(operation)) {
                continue;
            }
            needless.remove(name(operation));
            if (!excepted.contains(name(operation))) {
                silent.add(name(operation));
            }
        }
        assertEquals(Set.of(), silent, "operations that want an AuditNote, or a reason in NOTHING_TO_TELL");
        assertEquals(Set.of(), needless, "exceptions for operations that there aren't, or that do tell");
    }

    @Test
    void whatTellsIsTried() {
        var tried = scenes().map(Scene::operation).collect(Collectors.toSet());
        var telling = changing().stream()
                .filter(BeforeAndAfterTest::tells)
                .map(BeforeAndAfterTest::name)
                .collect(Collectors.toSet());
        assertEquals(new TreeSet<>(telling), new TreeSet<>(tried));
    }

    /** What somebody does, and what the last record says then, among other things; ids of people stand in braces. */
    record Scene(String operation, Doing doing, Map<String, String> before, Map<String, String> after) {
        @Override
        public String toString() {
            return operation;
        }
    }

    @FunctionalInterface
    interface Doing {
        void in(BeforeAndAfterTest test) throws Exception;
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void theRecordSaysWhatWasAndWhatIs(Scene scene) throws Exception {
        scene.doing().in(this);
        var last = last();
        assertEquals("", last.result().code());
        assertHas(scene.before(), last.act().before().map(), "before");
        assertHas(scene.after(), last.act().after().map(), "after");
        assertFalse(all().contains("hunter2"), "no secret");
        assertFalse(all().contains("anna@example.org"), "no whole address of anybody");
    }

    private void assertHas(Map<String, String> wanted, Map<String, String> told, String which) {
        var wrong = new ArrayList<String>();
        wanted.forEach((name, text) -> {
            var value = text.replace("{anna}", server.people.anna.id().value())
                    .replace("{bert}", server.people.bert.id().value());
            if (!value.equals(told.get(name))) {
                wrong.add(name + " should be " + value);
            }
        });
        assertEquals(List.of(), wrong, which + " is " + told);
        assertTrue(wanted.isEmpty() == told.isEmpty() || which.equals("after"), which + " is " + told);
    }

    private AuditRecord last() {
        return server.acts.records.getLast();
    }

    private String all() {
        return server.acts.records.toString();
    }

    private String put(String path, String json) throws Exception {
        return send("PUT", path, json);
    }

    private String post(String path, String json) throws Exception {
        return send("POST", path, json);
    }

    private String delete(String path) throws Exception {
        return send("DELETE", path, "");
    }

    private String send(String verb, String path, String json) throws Exception {
        return send(admin, verb, path, json);
    }

    /** The answer's id. */
    private String send(Sessions.SignedIn as, String verb, String path, String json) throws Exception {
        var request = server.request(path, as).header("If-Match", "*");
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        var answer = server.send(
                request.method(verb, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
        assertTrue(answer.statusCode() < 300, verb + " " + path + ": " + answer.body());
        return answer.body().isEmpty() ? "" : body(answer).path("id").asText();
    }

    private String here(String path) {
        return "/instances/" + instance + path;
    }

    private String node() {
        return "/nodes/" + server.house.node;
    }

    private static String provider(String name, String secret) {
        return "{\"type\":\"oidc\",\"name\":\"" + name
                + "\",\"icon\":\"\",\"enabled\":true,\"values\":{\"issuer\":\"https://" + name + ".example\"" + secret
                + "},\"admission\":{\"creates\":false,\"follows\":false,\"rules\":[]}}";
    }

    private static String changed(String provider) {
        return provider.replace("\"type\":\"oidc\",", "");
    }

    private static String member(String permission, String path) {
        return "{\"permissions\":[\"instance.view\",\"" + permission + "\"],\"paths\":[{\"path\":\"" + path
                + "\",\"access\":\"read\"}],\"until\":\"2030-01-01T00:00:00Z\"}";
    }

    private static final String KEY =
            "{\"name\":\"robot\",\"permissions\":[\"instance.view\"],\"addresses\":[\"192.0.2.0/24\"]}";

    static Stream<Scene> scenes() {
        return Stream.of(members(), instances(), nodes(), people(), keys(), providers(), settings())
                .flatMap(List::stream);
    }

    private static List<Scene> members() {
        return List.of(
                new Scene(
                        "MemberResource.put",
                        test -> {
                            test.put(test.here("/members/bert"), member("instance.power", "world"));
                            test.put(test.here("/members/bert"), member("instance.files.read", "logs"));
                        },
                        Map.of("permissions", "instance.power, instance.view", "paths.0.path", "world"),
                        Map.of("permissions", "instance.files.read, instance.view", "paths.0.path", "logs")),
                new Scene(
                        "MemberResource.remove",
                        test -> {
                            test.put(test.here("/members/bert"), member("instance.power", "world"));
                            test.delete(test.here("/members/" + test.server.people.bert.id()));
                        },
                        Map.of(
                                "user.name", "bert",
                                "permissions", "instance.power, instance.view",
                                "until", "2030-01-01T00:00:00Z"),
                        Map.of()),
                new Scene(
                        "InstanceInvitationResource.revoke",
                        test -> {
                            test.post(
                                    test.here("/invitations"),
                                    "{\"permissions\":[\"instance.power\"],\"paths\":[],\"uses\":3}");
                            test.delete(test.here("/invitations/invitation-0"));
                        },
                        Map.of("permissions", "instance.power", "uses", "3"),
                        Map.of("invitation", "invitation-0")),
                new Scene(
                        "InvitationResource.revoke",
                        test -> {
                            test.post("/invitations", "{\"role\":\"user\",\"uses\":2}");
                            test.delete("/invitations/invitation-0");
                        },
                        Map.of("role", "user", "uses", "2"),
                        Map.of()),
                new Scene(
                        "InvitationUseResource.accept",
                        test -> {
                            test.post(test.here("/invitations"), "{\"permissions\":[\"instance.power\"],\"paths\":[]}");
                            test.send(
                                    test.server.signIn(test.server.people.bert.id()),
                                    "POST",
                                    "/invitation/accept",
                                    "{\"secret\":\"secret-of-invitation-0\"}");
                            assertEquals(
                                    test.instance.value(),
                                    test.last().act().object().id());
                        },
                        Map.of(),
                        Map.of("permissions", "instance.power")));
    }

    private static List<Scene> instances() {
        var definition = "{\"name\":\"NAME\",\"type\":\"process\",\"command\":[\"./server\"],\"workingFolder\":\"\","
                + "\"environment\":{\"TOKEN\":\"hunter2\"},\"terminal\":false,"
                + "\"stop\":{\"type\":\"command\",\"text\":\"stop\"},\"stopTimeoutMillis\":30000,"
                + "\"encoding\":\"UTF-8\",\"lineEnd\":\"LF\",\"autoStart\":false}";
        return List.of(
                new Scene(
                        "InstanceResource.create",
                        test -> test.post(
                                "/instances",
                                "{\"node\":\"" + test.server.house.node + "\",\"definition\":"
                                        + definition.replace("NAME", "New") + "}"),
                        Map.of(),
                        Map.of("name", "New", "environment.TOKEN", "•••")),
                new Scene(
                        "InstanceResource.define",
                        test -> test.put(test.here("/definition"), definition.replace("NAME", "Renamed")),
                        Map.of("name", "Arena"),
                        Map.of("name", "Renamed")),
                new Scene(
                        "InstanceResource.changeOwner",
                        test -> test.put(test.here("/owner"), "{\"owner\":\"" + test.server.people.bert.id() + "\"}"),
                        Map.of("owner", "{anna}"),
                        Map.of("owner", "{bert}")),
                new Scene(
                        "InstanceResource.delete",
                        test -> test.delete(test.here("")),
                        Map.of("name", "Arena", "owned.ownerName", "owner"),
                        Map.of()),
                new Scene(
                        "LabelResource.change",
                        test -> {
                            test.put(
                                    test.here("/labels"),
                                    "{\"tags\":[\"pvp\"],\"notes\":\"hunter2\",\"folder\":[\"eu\"]}");
                            test.put(test.here("/labels"), "{\"tags\":[\"pve\"],\"notes\":\"\",\"folder\":[\"eu\"]}");
                        },
                        Map.of("tags", "pvp", "notes", "•••"),
                        Map.of("tags", "pve")),
                new Scene(
                        "LabelResource.expire",
                        test -> test.put(test.here("/expiry"), "{\"expires\":\"2030-01-01T00:00:00Z\"}"),
                        Map.of(),
                        Map.of("expires", "2030-01-01T00:00:00Z")));
    }

    private static List<Scene> nodes() {
        return List.of(
                new Scene(
                        "NodeResource.change",
                        test -> test.send(
                                "PATCH", test.node(), "{\"name\":\"frankfurt\",\"addresses\":[\"a.example\"]}"),
                        Map.of("name", "local", "addresses", ""),
                        Map.of("name", "frankfurt", "addresses", "a.example")),
                new Scene(
                        "NodeResource.remove",
                        test -> test.delete(test.node() + "?forget=true"),
                        Map.of("name", "local", "addresses", ""),
                        Map.of("forget", "true")),
                new Scene(
                        "NodeResource.changeSettings",
                        test -> test.put(test.node() + "/settings", "{\"upload\":1000000,\"sftp\":false}"),
                        Map.of("sftp", "true"),
                        Map.of("sftp", "false", "upload", "1000000")));
    }

    private static List<Scene> people() {
        return List.of(
                new Scene(
                        "UserResource.change",
                        test -> {
                            var anna = "/users/" + test.server.people.anna.id();
                            test.send("PATCH", anna, "{\"role\":\"user\",\"email\":\"anna@example.org\"}");
                            test.send(
                                    "PATCH",
                                    anna,
                                    "{\"role\":\"operator\",\"email\":\"anne@example.org\",\"disabled\":true,"
                                            + "\"banReason\":\"rude\"}");
                        },
                        Map.of("role", "user", "email", "a•••@example.org", "disabled", "false"),
                        Map.of("role", "operator", "email", "a•••@example.org", "disabled", "true")),
                new Scene(
                        "UserResource.delete",
                        test -> test.delete("/users/" + test.server.people.bert.id()),
                        Map.of("name", "bert", "role", "user"),
                        Map.of()),
                new Scene(
                        "UserAffairsResource.endSession",
                        test -> {
                            var open = test.server.signIn(test.server.people.bert.id());
                            test.delete("/users/" + test.server.people.bert.id() + "/sessions/"
                                    + open.session().handle());
                        },
                        Map.of("address", "127.0.0.1"),
                        Map.of()),
                new Scene(
                        "AccountResource.endSession",
                        test -> test.delete("/account/sessions/"
                                + test.server
                                        .signIn(test.server.people.admin.id())
                                        .session()
                                        .handle()),
                        Map.of("address", "127.0.0.1"),
                        Map.of()),
                new Scene(
                        "RoleResource.change",
                        test -> {
                            test.post("/roles", role("node.view"));
                            test.put("/roles/helpers", role("audit.read"));
                        },
                        Map.of("permissions", "node.view"),
                        Map.of("permissions", "audit.read")),
                new Scene(
                        "RoleResource.delete",
                        test -> {
                            test.post("/roles", role("node.view"));
                            test.delete("/roles/helpers?replacement=user");
                        },
                        Map.of("name", "helpers", "permissions", "node.view"),
                        Map.of("replacement", "user")),
                new Scene(
                        "RoleGrantResource.take",
                        test -> {
                            var grants = "/users/" + test.server.people.bert.id() + "/role-grants";
                            test.post(grants, "{\"role\":\"operator\",\"until\":\"2030-01-01T00:00:00Z\"}");
                            test.delete(grants + "/g0");
                        },
                        Map.of("role", "operator", "until", "2030-01-01T00:00:00Z"),
                        Map.of()));
    }

    private static String role(String permission) {
        return "{\"name\":\"helpers\",\"description\":\"\",\"permissions\":[\"" + permission + "\"],\"own\":[]}";
    }

    private static List<Scene> keys() {
        return List.of(
                new Scene(
                        "ApiKeyResource.revoke",
                        test -> test.delete("/account/api-keys/" + test.post("/account/api-keys", KEY)),
                        Map.of("name", "robot", "permissions", "instance.view", "addresses", "192.0.2.0/24"),
                        Map.of()),
                new Scene(
                        "AllApiKeysResource.revokeAny",
                        test -> test.delete("/api-keys/" + test.post("/account/api-keys", KEY)),
                        Map.of("userName", "admin", "key.name", "robot", "key.permissions", "instance.view"),
                        Map.of()),
                new Scene(
                        "SshKeyResource.remove",
                        test -> {
                            test.post("/account/ssh-keys", "{\"name\":\"laptop\",\"text\":\"ssh-ed25519 AAAA\"}");
                            test.delete("/account/ssh-keys/key-0");
                        },
                        Map.of("name", "laptop", "fingerprint", "SHA256:abc"),
                        Map.of()),
                new Scene(
                        "FactorResource.rename",
                        test -> test.send("PATCH", "/account/factors/passkeys/id", "{\"name\":\"Desk\"}"),
                        Map.of("name", "Laptop"),
                        Map.of("name", "Desk")),
                new Scene(
                        "RecoveryResource.complete",
                        test -> test.post("/recovery", "{\"code\":\"x\",\"password\":\"y\"}"),
                        Map.of("password", "•••"),
                        Map.of("password", "•••", "banned", "false", "secondFactors", "0")),
                new Scene(
                        "FactorResource.remove",
                        test -> test.delete("/account/factors/passkeys/id"),
                        Map.of("name", "Laptop", "host", "127.0.0.1"),
                        Map.of()));
    }

    private static List<Scene> providers() {
        var secret = ",\"secret\":\"hunter2\"";
        return List.of(
                new Scene(
                        "ProviderResource.create",
                        test -> test.post("/providers", provider("one", secret)),
                        Map.of(),
                        Map.of("values.issuer", "https://one.example", "secrets", "secret")),
                new Scene(
                        "ProviderResource.change",
                        test -> {
                            test.post("/providers", provider("one", secret));
                            test.put("/providers/p0", changed(provider("two", secret)));
                        },
                        Map.of("values.issuer", "https://one.example", "values.secret", "•••"),
                        Map.of("values.issuer", "https://two.example", "values.secret", "•••")),
                new Scene(
                        "ProviderResource.remove",
                        test -> {
                            test.post("/providers", provider("one", secret));
                            test.delete("/providers/p0");
                        },
                        Map.of("name", "one", "values.issuer", "https://one.example", "secrets", "secret"),
                        Map.of()),
                new Scene(
                        "ProviderResource.order",
                        test -> {
                            test.post("/providers", provider("one", ""));
                            test.post("/providers", provider("two", ""));
                            test.put("/providers/order", "{\"ids\":[\"p1\",\"p0\"]}");
                        },
                        Map.of("ids", "p0, p1"),
                        Map.of("ids", "p1, p0")),
                new Scene(
                        "ProviderResource.setPolicy",
                        test -> test.put("/providers/policy", "{\"onlyProviders\":true}"),
                        Map.of("onlyProviders", "false"),
                        Map.of("onlyProviders", "true")),
                new Scene(
                        "IdentityResource.unbind",
                        test -> test.delete("/account/identities/p0"),
                        Map.of("provider", "Company", "name", "anna-there"),
                        Map.of()));
    }

    private static List<Scene> settings() {
        var plan = "{\"host\":\"fit.example\",\"port\":5432,\"database\":\"o\",\"user\":\"o\","
                + "\"password\":\"hunter2\",\"tls\":\"require\"}";
        return List.of(
                new Scene(
                        "SecurityResource.put",
                        test -> test.put(
                                "/settings/security",
                                "{\"keyMode\":\"off\",\"sessionIdleHours\":12,\"sessionDays\":30,"
                                        + "\"passwordLength\":14,\"trustedProxies\":[],\"origins\":[]}"),
                        Map.of("passwordLength", "12"),
                        Map.of("passwordLength", "14", "keyMode", "off")),
                new Scene(
                        "AuditResource.keep",
                        test -> test.put("/audit/retention", "{\"days\":90,\"records\":1000}"),
                        Map.of("days", "365"),
                        Map.of("days", "90")),
                new Scene(
                        "StorageResource.plan",
                        test -> test.put("/storage/plan", plan),
                        Map.of("place", "/data/panel/db"),
                        Map.of("place", "fit.example")),
                new Scene(
                        "StorageResource.cancel",
                        test -> {
                            test.put("/storage/plan", plan);
                            test.delete("/storage/plan");
                        },
                        Map.of("place", "fit.example"),
                        Map.of("place", "/data/panel/db")),
                new Scene(
                        "StorageResource.delete",
                        test -> test.delete("/storage/backups/" + FakeStorage.NAME),
                        Map.of("name", FakeStorage.NAME, "bytes", "4"),
                        Map.of()));
    }

    @Test
    void ofManyAccountsEachHasARecord() throws Exception {
        var people = server.people;
        post(
                "/users/batch",
                "{\"action\":\"role\",\"users\":[\"" + people.anna.id() + "\",\"" + people.admin.id()
                        + "\"],\"role\":\"operator\"}");
        var each = server.acts.records.stream()
                .filter(record -> record.act().name().equals("user.change"))
                .toList();
        assertEquals(
                List.of(people.anna.id().value(), people.admin.id().value()),
                each.stream().map(record -> record.act().object().id()).toList());
        assertEquals("", each.getFirst().result().code());
        assertEquals("OWN_ACCOUNT", each.getLast().result().code());
        assertEquals("user.batch.role", last().act().name());
    }
}
