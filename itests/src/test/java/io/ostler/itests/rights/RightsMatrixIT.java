package io.ostler.itests.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostler.itests.files.door.Rest.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rights matrix (abuse 27, 28): every operation of the API's own description, called by every kind of caller. What
 * the description doesn't allow is refused in one form; what it allows isn't refused for want of a right. Bodies are
 * empty: the edge refuses before it reads them, and who is let in is told that fields are missing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RightsMatrixIT {
    /** Refusals for want of a right; all others of that status have another reason. */
    private static final Set<String> FOR_RIGHTS = Set.of("FORBIDDEN", "API_KEY_NOT_ENOUGH");

    /** Operations that want a session and no right; a wrong proof of who one is isn't a refusal for want of a right. */
    private static final Set<String> OWN_SESSION =
            Set.of("/session", "/session/confirmation", "/session/confirmation/passkey");

    /** What an empty body would do for real. */
    private static final Map<String, String> BODIES = Map.of("changeOwner", "{\"unheardOf\":1}");

    private Scene scene;
    private Targets targets;
    private List<Operation> operations;
    private final List<String> wrong = new ArrayList<>();

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        scene = new Scene(data);
        targets = new Targets(scene);
        operations = Operation.all(scene.admin.get("/api/v1/openapi.json").ok().json());
    }

    @AfterAll
    void close() throws IOException {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    @Order(1)
    void everyOperationSaysWhoMayCallIt() {
        var undeclared = operations.stream()
                .filter(operation -> operation.permissions().isEmpty() && !operation.anonymous())
                .filter(operation -> !OWN_SESSION.contains(operation.path()))
                .map(Operation::toString)
                .toList();
        assertEquals(List.of(), undeclared, "operations without a permission, beside the caller's own session");
        assertTrue(operations.size() > 90, "the description is whole: " + operations.size());
        assertTrue(scene.callers.size() > 35, "there is a caller of each kind: " + scene.callers.size());
    }

    @Test
    @Order(2)
    void nobodyMayWhatIsNotDeclaredAndEverybodyMayWhatIs() throws Exception {
        for (var operation : operations) {
            for (var who : scene.callers) {
                if (!isOneWay(operation, who)) {
                    check(operation, who);
                }
            }
        }
        report();
    }

    /** Signing out would take the caller away for all that follows; deleting the one instance of a key, its instance. */
    private static boolean isOneWay(Operation operation, Who who) {
        return (operation.path().equals("/session") && operation.verb().equals("DELETE") && !who.isKey() && who.known())
                || (operation.path().equals("/instances/{id}")
                        && operation.verb().equals("DELETE")
                        && who.instances() != null
                        && who.inScope("instance.delete"));
    }

    private void check(Operation operation, Who who) throws Exception {
        var wanted = wanted(operation, who, scene.mine);
        if (wanted == Verdict.ALLOWED && operation.stepUp() && who.isKey() && !who.names(operation.permissions())) {
            wanted = Verdict.FORBIDDEN;
        }
        var path = targets.path(operation, scene.mine, wanted == Verdict.ALLOWED);
        var reply = send(operation, who, path);
        var got = got(operation, reply, path);
        if (got != wanted
                && !(wanted == Verdict.HIDDEN && got == Verdict.ALLOWED && isHiddenObject(operation, reply))) {
            wrong.add(operation + " × " + who + ": got " + got + " (" + reply.status() + " " + reply.code()
                    + "), wanted " + wanted);
        }
    }

    private enum Verdict {
        ALLOWED,
        /** 401 */
        UNKNOWN,
        /** 403 */
        FORBIDDEN,
        /** 404, as if there were nothing */
        HIDDEN
    }

    private Verdict wanted(Operation operation, Who who, String instance) {
        if (operation.anonymous()) {
            return Verdict.ALLOWED;
        }
        if (!who.known()) {
            return Verdict.UNKNOWN;
        }
        if (who.isKey() && !operation.forKeys()) {
            return Verdict.FORBIDDEN;
        }
        if (operation.permissions().isEmpty()) {
            return Verdict.ALLOWED;
        }
        if (operation.isOnInstance()) {
            return operation.permissions().stream().anyMatch(p -> who.may(p, instance))
                    ? Verdict.ALLOWED
                    : who.may("instance.view", instance) ? Verdict.FORBIDDEN : Verdict.HIDDEN;
        }
        if (operation.isOnNode()) {
            return onNode(operation, who, scene.node);
        }
        if (operation.isForSome()) {
            return operation.permissions().stream().anyMatch(p -> who.mayOn(p, scene.node))
                    ? Verdict.ALLOWED
                    : Verdict.FORBIDDEN;
        }
        boolean passes = operation.permissions().stream()
                .anyMatch(p -> who.may(p, null) || scene.ofOwners.contains(p) && who.inScope(p));
        if (!passes) {
            return Verdict.FORBIDDEN;
        }
        return !sees(operation, who, instance)
                ? Verdict.HIDDEN
                : isOthersTask(operation, who, instance) ? Verdict.FORBIDDEN : Verdict.ALLOWED;
    }

    private static Verdict onNode(Operation operation, Who who, String node) {
        return operation.permissions().stream().anyMatch(p -> who.mayOn(p, node))
                ? Verdict.ALLOWED
                : who.mayOn("node.view", node) ? Verdict.FORBIDDEN : Verdict.HIDDEN;
    }

    /** Tasks and batches are the owner's; the edge lets everybody pass, and the service hides them. */
    private static boolean sees(Operation operation, Who who, String instance) {
        if (operation.path().startsWith("/tasks/{id}")) {
            return who.may("instance.files.read", instance);
        }
        if (operation.path().startsWith("/batches/{id}")) {
            return who.name().equals("owner") || who.name().equals("administrator");
        }
        return true;
    }

    /** Whoever may see it may end it only with the right to change files. */
    private static boolean isOthersTask(Operation operation, Who who, String instance) {
        return operation.path().startsWith("/tasks/{id}/")
                && operation.changes()
                && !who.may("instance.files.write", instance);
    }

    private static Verdict got(Operation operation, Reply reply, String path) {
        if (reply.status() == 401) {
            // Signing in fails by itself.
            return operation.anonymous()
                            || OWN_SESSION.contains(operation.path())
                                    && reply.code().endsWith("_REFUSED")
                    ? Verdict.ALLOWED
                    : Verdict.UNKNOWN;
        }
        if (reply.status() == 429 && reply.code().equals("LOGIN_THROTTLED")) {
            return Verdict.UNKNOWN; // whoever tries so many keys is told to wait
        }
        if (reply.status() == 403 && FOR_RIGHTS.contains(reply.code())) {
            return Verdict.FORBIDDEN;
        }
        if (reply.status() == 404
                && reply.code().equals("NOT_FOUND")
                && (operation.isOnInstance() || operation.isOnNode())) {
            var id = reply.json().path("params").path("id").asText();
            var place = (operation.isOnNode() ? "/nodes/" : "/instances/") + id;
            // What is there for nobody says nothing of rights.
            return !id.equals(Targets.NONE) && (path.contains(place + "/") || path.endsWith(place))
                    ? Verdict.HIDDEN
                    : Verdict.ALLOWED;
        }
        return reply.status() >= 500 && reply.status() != 503 ? Verdict.UNKNOWN : Verdict.ALLOWED;
    }

    /** Of tasks and batches: gone and hidden are the same. */
    private static boolean isHiddenObject(Operation operation, Reply reply) {
        return !operation.isOnInstance()
                && (reply.status() == 404
                        || reply.status() == 403 && reply.code().equals("FORBIDDEN"));
    }

    private Reply send(Operation operation, Who who, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(scene.admin.base() + "/api/v1" + path))
                .timeout(Duration.ofSeconds(60));
        who.credential().apply(request);
        if (operation.hasBody()) {
            request.header("Content-Type", "application/json")
                    .method(operation.verb(), BodyPublishers.ofString(BODIES.getOrDefault(operation.id(), "{}")));
        } else {
            request.method(operation.verb(), BodyPublishers.noBody());
        }
        return patient(request);
    }

    /** A connection that is kept may end just as the next request goes out on it. */
    private Reply patient(HttpRequest.Builder request) throws IOException, InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                return scene.admin.send(request);
            } catch (IOException e) {
                if (tried == 3) {
                    throw e;
                }
            }
        }
    }

    @Test
    @Order(3)
    void anotherTenantsInstanceLooksLikeNone() throws Exception {
        for (var operation : operations) {
            if (operation.isOnInstance()) {
                for (var who : scene.callers) {
                    if (who.known() && wanted(operation, who, scene.theirs) == Verdict.HIDDEN) {
                        compare(operation, who);
                    }
                }
            }
        }
        report();
    }

    @Test
    @Order(3)
    void anotherNodeLooksLikeNone() throws Exception {
        for (var operation : operations) {
            if (operation.isOnNode()) {
                for (var who : scene.callers) {
                    if (who.known()
                            && (!who.isKey() || operation.forKeys())
                            && onNode(operation, who, scene.otherNode) == Verdict.HIDDEN) {
                        compareNode(operation, who);
                    }
                }
            }
        }
        report();
    }

    private void compareNode(Operation operation, Who who) throws Exception {
        same(
                operation + " × " + who,
                send(operation, who, targets.path(operation, scene.mine, scene.otherNode, false)),
                send(operation, who, targets.path(operation, scene.mine, Targets.NONE, false)));
    }

    @Test
    @Order(3)
    void aRoleOnANodeShowsThatNodeAlone() throws Exception {
        var keepers = scene.callers.stream()
                .filter(who -> who.name().startsWith("keeper"))
                .toList();
        assertEquals(3, keepers.size());
        for (var who : keepers) {
            var nodes = ask(who, "GET", "/nodes", null).json().path("nodes");
            assertEquals(1, nodes.size(), who + " sees " + nodes);
            assertEquals(scene.node, nodes.path(0).path("id").asText());
            assertEquals(
                    who.mayOn("node.manage", scene.node),
                    ask(who, "PATCH", "/nodes/" + scene.node, "{\"name\":\"kept\"}")
                            .isOk(),
                    who.name());
            var session = ask(who, "GET", "/session", null).json();
            assertTrue(session.path("somewhere").toString().contains("\"node.view\""), session.toString());
            assertFalse(session.path("permissions").toString().contains("node."), session.toString());
        }
        var operator = keepers.getFirst();
        var made = ask(operator, "POST", "/instances", instance(scene.node));
        assertTrue(made.isOk(), made.code());
        var hidden = ask(operator, "POST", "/instances", instance(scene.otherNode));
        var missing = ask(operator, "POST", "/instances", instance(Targets.NONE));
        assertEquals(400, hidden.status());
        assertEquals(told(missing), told(hidden));
    }

    private String instance(String node) throws IOException, InterruptedException {
        var definition =
                scene.admin.get("/api/v1/instances/" + scene.mine).ok().json().path("definition");
        return "{\"node\":\"" + node + "\",\"definition\":" + definition + "}";
    }

    private Reply ask(Who who, String verb, String path, @Nullable String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(scene.admin.base() + "/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(verb, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return patient(who.credential().apply(request));
    }

    private void compare(Operation operation, Who who) throws Exception {
        same(
                operation + " × " + who,
                send(operation, who, targets.path(operation, scene.theirs, false)),
                send(operation, who, targets.path(operation, Targets.NONE, false)));
    }

    private void same(String what, Reply foreign, Reply missing) {
        if (foreign.status() != 404 || !told(foreign).equals(told(missing))) {
            wrong.add(what + ": a foreign one gets " + foreign.status() + " " + told(foreign) + ", a missing one "
                    + missing.status() + " " + told(missing));
        }
    }

    private static String told(Reply reply) {
        if (reply.json() instanceof ObjectNode problem) {
            var copy = problem.deepCopy();
            copy.remove("requestId");
            copy.remove("params");
            return copy.toString();
        }
        return "";
    }

    @Test
    @Order(4)
    void fieldsThatNobodyDeclaredAreRefused() throws Exception {
        var administrator = scene.callers.getFirst();
        for (var operation : operations) {
            if (operation.hasBody() && !operation.fields().isEmpty()) {
                for (var field : List.of("role", "owner", "node", "administrator", "__proto__", "constructor")) {
                    if (!operation.fields().contains(field)) {
                        var reply = sendField(operation, administrator, field);
                        if (reply.status() != 400 && reply.status() != 428) {
                            wrong.add(operation + " with the field " + field + ": got " + reply.status() + " "
                                    + reply.code() + ", wanted 400");
                        }
                    }
                }
            }
        }
        report();
    }

    private Reply sendField(Operation operation, Who who, String field) throws IOException, InterruptedException {
        var path = targets.path(operation, scene.mine, false);
        var request = HttpRequest.newBuilder(URI.create(scene.admin.base() + "/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(operation.verb(), BodyPublishers.ofString("{\"" + field + "\":{\"role\":\"administrator\"}}"));
        return patient(who.credential().apply(request));
    }

    @Test
    @Order(5)
    void foreignIdsInBodiesAreRefused() throws Exception {
        var key = scene.owner.call(
                "POST",
                "/api/v1/account/api-keys",
                Map.of("name", "greedy", "instances", List.of(scene.mine, scene.theirs)));
        assertEquals(404, key.status());
        var copy = scene.owner.call(
                "POST",
                "/api/v1/instances/" + scene.mine + "/files/copy",
                Map.of("paths", List.of("a"), "to", "b", "target", scene.theirs));
        assertEquals(404, copy.status(), copy.code());
        var move = scene.owner.call(
                "POST",
                "/api/v1/instances/" + scene.mine + "/files/moves",
                Map.of("paths", List.of("a"), "to", "b", "target", scene.theirs));
        assertEquals(404, move.status(), move.code());
        var batch =
                scene.owner.call("POST", "/api/v1/batches", Map.of("ids", List.of(scene.theirs), "action", "start"));
        if (batch.isOk()) {
            var id = batch.json().path("id").asText();
            assertEquals("stopped", state(scene.theirs), "after batch " + id);
        } else {
            assertEquals(404, batch.status(), batch.code());
        }
    }

    private String state(String instance) throws IOException, InterruptedException {
        return scene.admin
                .get("/api/v1/instances/" + instance)
                .ok()
                .json()
                .path("state")
                .path("type")
                .asText();
    }

    @AfterEach
    void forget() {
        wrong.clear();
    }

    private void report() {
        var all = List.copyOf(wrong);
        assertTrue(all.isEmpty(), () -> all.size() + " of the matrix are wrong:\n" + String.join("\n", all));
    }
}
