package io.ostler.itests.rights;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostler.itests.DistributionProcess;
import io.ostler.itests.Distributions;
import io.ostler.itests.files.door.Rest;
import io.ostler.link.enrol.EnrolmentProof;
import io.ostler.link.key.SigningKey;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** A panel with its own daemon, two tenants, and one caller of each kind. Confined to one thread while it is built. */
final class Scene implements AutoCloseable {
    static final String PASSWORD = "a long enough phrase 7";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    final DistributionProcess process;
    final Rest admin;
    final Rest owner;
    final String node;
    /** Known to the panel, without a daemon behind it. */
    final String otherNode;
    /** The owner's. */
    final String mine;
    /** The second tenant's. */
    final String theirs;

    final String ownerId;
    /** A role below everybody: also a key with one permission manages who has it. */
    private final String nothing;

    /** Of an account that nobody needs. */
    final String spare;

    /** What everybody has who is signed in. */
    final Set<String> self;
    /** What owners hold of their instances. */
    final Set<String> ofOwners = new HashSet<>();

    final List<Who> callers = new ArrayList<>();
    private final List<String> permissions = new ArrayList<>();
    private final Map<String, String> secrets = new HashMap<>();
    private int made;

    Scene(Path data) throws Exception {
        process = new DistributionProcess.Launch(Distributions.home("standalone"), data).start();
        process.awaitAnswer("/api/v1/setup");
        process.awaitAnswer("/daemon/v1/ping");
        var base = "http://127.0.0.1:" + process.port();
        admin = new Rest(base)
                .setUp(Files.readString(data.resolve("setup-code")).strip(), "admin", PASSWORD);
        node = await(() -> {
            var first = admin.get("/api/v1/nodes").ok().json().path("nodes").path(0);
            return first.path("linked").asBoolean() ? first.path("id").asText() : null;
        });
        otherNode = join("other");
        ownerId = account("owner", "user");
        mine = instance("mine", ownerId);
        theirs = instance("theirs", account("tenant", "user"));
        nothing = role("Nothing");
        spare = account("spare", nothing);
        owner = new Rest(base).signIn("owner", PASSWORD);
        admin.get("/api/v1/session").ok().json().path("permissions").forEach(name -> permissions.add(name.asText()));
        account("stranger", "user");
        var stranger = new Rest(base).signIn("stranger", PASSWORD);
        self = new HashSet<>();
        stranger.get("/api/v1/session").ok().json().path("permissions").forEach(name -> self.add(name.asText()));
        owner.get("/api/v1/instances/" + mine)
                .ok()
                .json()
                .path("permissions")
                .forEach(name -> ofOwners.add(name.asText()));
        people(base, stranger);
        keepers(base);
        keys();
        strangers(data);
    }

    private void people(String base, Rest stranger) throws Exception {
        callers.add(Who.session("administrator", with(admin), (p, i) -> true));
        callers.add(Who.session("stranger", with(stranger), (p, i) -> self.contains(p)));
        for (var permission : permissions) {
            var member = "with-" + permission.replace('.', '-');
            account(member, "user");
            var answer = admin.call(
                    "PUT",
                    "/api/v1/instances/" + mine + "/members/" + member,
                    Map.of("permissions", List.of(permission), "paths", List.of()));
            if (answer.isOk()) {
                var held = new HashSet<>(Set.of("instance.view"));
                // Writing comes with reading.
                answer.json().path("permissions").forEach(name -> held.add(name.asText()));
                var rest = new Rest(base).signIn(member, PASSWORD);
                callers.add(Who.session(
                        "sub-user with " + permission,
                        with(rest),
                        (p, i) -> self.contains(p) || mine.equals(i) && held.contains(p)));
            }
        }
        callers.add(Who.session("owner", with(owner), this::ownerMay));
        for (var role : List.of("operator", "read-only")) {
            account("as-" + role, role);
            var rest = new Rest(base).signIn("as-" + role, PASSWORD);
            var holds = ofRole(role);
            callers.add(Who.session(role, with(rest), (p, i) -> self.contains(p) || holds.contains(p)));
        }
    }

    /** Roles on one node. */
    private void keepers(String base) throws Exception {
        var made = role("Keeper", "node.view", "node.manage");
        for (var role : List.of("operator", "administrator", made)) {
            var name = "on-node-" + role;
            var id = account(name, "user");
            admin.call("POST", "/api/v1/users/" + id + "/role-grants", Map.of("role", role, "node", node))
                    .ok();
            var holds = ofRole(role);
            var rest = new Rest(base).signIn(name, PASSWORD);
            var here = onNodes();
            here.retainAll(holds);
            callers.add(Who.onNodes(
                    "keeper as " + role,
                    with(rest),
                    (p, i) -> self.contains(p) || i != null && !i.equals(Targets.NONE) && here.contains(p),
                    (p, n) -> self.contains(p) || node.equals(n) && here.contains(p)));
        }
    }

    private String role(String name, String... permissions) throws IOException, InterruptedException {
        var role = Map.of("name", name, "description", "", "permissions", List.of(permissions), "own", List.of());
        return admin.call("POST", "/api/v1/roles", role).ok().json().path("id").asText();
    }

    /** What can be held on one node. */
    private Set<String> onNodes() throws IOException, InterruptedException {
        var names = new HashSet<String>();
        admin.get("/api/v1/nodes/" + node).ok().json().path("permissions").forEach(name -> names.add(name.asText()));
        return names;
    }

    private String join(String name) throws IOException, InterruptedException {
        var key = admin.call("POST", "/api/v1/enrolments", Map.of("name", name))
                .ok()
                .json()
                .path("key")
                .asText();
        var machine = SigningKey.generate();
        var publicKey = machine.verifyingKey().text();
        var addresses = List.of("http://127.0.0.1:1");
        var proof = machine.signText(EnrolmentProof.ofNode(key, name, publicKey, addresses));
        var body = Map.of("key", key, "name", name, "publicKey", publicKey, "addresses", addresses, "proof", proof);
        return admin.call("POST", "/api/v1/enrolments/join", body)
                .ok()
                .json()
                .path("node")
                .asText();
    }

    /** What the owner has without regard to an instance is what everybody has. */
    private boolean ownerMay(String permission, @Nullable String instance) {
        return self.contains(permission) || mine.equals(instance) && ofOwners.contains(permission);
    }

    /** As the API tells it; nothing where there are no roles to be asked for. */
    private Set<String> ofRole(String role) throws IOException, InterruptedException {
        var holds = new HashSet<String>();
        var answer = admin.get("/api/v1/roles");
        if (answer.isOk()) {
            for (JsonNode known : answer.json().path("roles")) {
                if (known.path("id").asText().equals(role)) {
                    known.path("permissions").forEach(name -> holds.add(name.asText()));
                }
            }
        }
        return holds;
    }

    private void keys() throws IOException, InterruptedException {
        callers.add(key("administrator's key for all", admin, (p, i) -> true, null, null));
        callers.add(key("administrator's key for one instance", admin, (p, i) -> true, null, Set.of(mine)));
        callers.add(key("owner's key for all", owner, this::ownerMay, null, null));
        for (var permission : permissions) {
            var scope = Set.of(permission);
            callers.add(key("administrator's key with " + permission, admin, (p, i) -> true, scope, null));
            if (ofOwners.contains(permission)) {
                callers.add(key("owner's key with " + permission, owner, this::ownerMay, scope, Set.of(mine)));
            }
        }
    }

    private Who key(
            String name, Rest account, Who.Holding holds, @Nullable Set<String> scope, @Nullable Set<String> instances)
            throws IOException, InterruptedException {
        var body = new HashMap<String, Object>(Map.of("name", name));
        if (scope != null) {
            body.put("permissions", scope);
        }
        if (instances != null) {
            body.put("instances", instances);
        }
        var secret = account.call("POST", "/api/v1/account/api-keys", body)
                .ok()
                .json()
                .path("secret")
                .asText();
        secrets.put(name, secret);
        return new Who(name, bearer(secret), true, true, holds, (p, n) -> holds.may(p, null), scope, instances, self);
    }

    private void strangers(Path data) throws IOException, InterruptedException {
        callers.add(Who.nobody("anonymous", request -> request));
        var ticket = owner.call("POST", "/api/v1/instances/" + mine + "/tickets", Map.of("scope", "console.read"))
                .ok()
                .json()
                .path("token")
                .asText();
        callers.add(Who.nobody("a daemon's ticket", bearer(ticket)));
        callers.add(Who.nobody(
                "a daemon's ticket as cookie", request -> request.header("Cookie", "ostler_session=" + ticket)));
        callers.add(Who.nobody("node", bearer(node)));
        callers.add(Who.nobody("a key with another's checksum", bearer("ostler_" + "0".repeat(49))));
    }

    String secret(String key) {
        return java.util.Objects.requireNonNull(secrets.get(key));
    }

    static UnaryOperator<HttpRequest.Builder> bearer(String secret) {
        return request -> request.header("Authorization", "Bearer " + secret);
    }

    private static UnaryOperator<HttpRequest.Builder> with(Rest rest) {
        // Only its headers are wanted: each request is made anew for its own path.
        var headers = rest.request("/").GET().build().headers();
        return request -> {
            headers.map().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
            return request;
        };
    }

    String account(String name, String role) throws IOException, InterruptedException {
        return admin.call("POST", "/api/v1/users", Map.of("name", name, "password", PASSWORD, "role", role))
                .ok()
                .json()
                .path("id")
                .asText();
    }

    /** A stopped one. */
    String instance(String name, @Nullable String owner) throws IOException, InterruptedException {
        Map<String, Object> definition = new HashMap<>(Map.of(
                "name",
                name,
                "type",
                "process",
                "command",
                List.of("/bin/sleep", "60"),
                "workingFolder",
                "",
                "environment",
                Map.of(),
                "terminal",
                false,
                "stop",
                Map.of("type", "signal", "name", "TERM"),
                "stopTimeoutMillis",
                5000,
                "encoding",
                "UTF-8"));
        definition.put("lineEnd", "LF");
        definition.put("autoStart", false);
        definition.put("files", Map.of("denied", List.of()));
        var body = new HashMap<String, Object>(Map.of("node", node, "definition", definition));
        if (owner != null) {
            body.put("owner", owner);
        }
        return admin.call("POST", "/api/v1/instances", body)
                .ok()
                .json()
                .path("id")
                .asText();
    }

    /** An account that can be deleted. */
    String throwAwayAccount() throws IOException, InterruptedException {
        return account("gone-" + ++made, nothing);
    }

    /** A batch of the owner's that is over or will be. */
    String batch() throws IOException, InterruptedException {
        return owner.call("POST", "/api/v1/batches", Map.of("ids", List.of(mine), "action", "stop"))
                .ok()
                .json()
                .path("id")
                .asText();
    }

    /** A task of the owner's. */
    String task() throws IOException, InterruptedException {
        owner.call("POST", "/api/v1/instances/" + mine + "/files/folders", Map.of("path", "folder-" + ++made))
                .ok();
        return owner.call(
                        "POST",
                        "/api/v1/instances/" + mine + "/files/delete",
                        Map.of("paths", List.of("folder-" + made)))
                .ok()
                .json()
                .path("id")
                .asText();
    }

    private static <T> T await(Callable<T> asking) throws Exception {
        for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; Thread.sleep(20)) {
            var answer = asking.call();
            if (answer != null) {
                return answer;
            }
        }
        throw new AssertionFailedError("the node never came");
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
