package io.ostler.itests.files;

import io.ostler.itests.DistributionProcess;
import io.ostler.itests.Distributions;
import io.ostler.itests.files.door.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.opentest4j.AssertionFailedError;

/** A standalone distribution that runs, with its administrator signed in. Confined to one thread. */
final class House implements AutoCloseable {
    static final String PASSWORD = "a long enough phrase 7";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path data;
    private final Map<String, String> environment;
    private DistributionProcess process;
    private Rest admin;
    private final String node;

    private House(Path data, Map<String, String> environment) throws Exception {
        this.data = data;
        this.environment = environment;
        start();
        admin.setUp(Files.readString(data.resolve("setup-code")).strip(), "admin", PASSWORD);
        node = await("a linked node", () -> {
            var first = admin.get("/api/v1/nodes").ok().json().path("nodes").path(0);
            return first.path("linked").asBoolean() ? first.path("id").asText() : null;
        });
    }

    static House open(Path data) throws Exception {
        return new House(data, Map.of());
    }

    private void start() throws IOException, InterruptedException {
        var launch = new DistributionProcess.Launch(Distributions.home("standalone"), data);
        environment.forEach(launch::environment);
        process = launch.start();
        process.awaitAnswer("/api/v1/setup");
        process.awaitAnswer("/daemon/v1/ping");
        admin = new Rest("http://127.0.0.1:" + process.port());
    }

    /** {@code kill -9}, then a start on another port; the administrator signs in anew. */
    void restartHard() throws Exception {
        process.kill();
        process.close();
        start();
        admin.signIn("admin", PASSWORD);
        await(
                "a linked node",
                () -> admin.get("/api/v1/nodes")
                                .ok()
                                .json()
                                .path("nodes")
                                .path(0)
                                .path("linked")
                                .asBoolean()
                        ? node
                        : null);
    }

    Rest admin() {
        return admin;
    }

    Path data() {
        return data;
    }

    String base() {
        return admin.base();
    }

    DistributionProcess process() {
        return process;
    }

    /** A stopped instance. */
    String instance(String name, Long quota, List<String> denied) throws IOException, InterruptedException {
        Map<String, Object> files = new HashMap<>(Map.of("denied", denied));
        if (quota != null) {
            files.put("quota", quota);
        }
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
        definition.put("files", files);
        return admin.call("POST", "/api/v1/instances", Map.of("node", node, "definition", definition))
                .ok()
                .json()
                .path("id")
                .asText();
    }

    /** Where its files are on disk. */
    Path files(String instance) {
        return data.resolve("daemon/instances").resolve(instance).resolve("files");
    }

    /** @return the account's id */
    String account(String name) throws IOException, InterruptedException {
        return admin.call("POST", "/api/v1/users", Map.of("name", name, "password", PASSWORD, "role", "user"))
                .ok()
                .json()
                .path("id")
                .asText();
    }

    void member(String instance, String name, List<String> permissions, List<Map<String, String>> paths)
            throws IOException, InterruptedException {
        admin.call(
                        "PUT",
                        "/api/v1/instances/" + instance + "/members/" + name,
                        Map.of("permissions", permissions, "paths", paths))
                .ok();
    }

    Rest signedIn(String name) throws IOException, InterruptedException {
        return new Rest(base()).signIn(name, PASSWORD);
    }

    /** Where SFTP answers; switched on if it isn't. */
    int sftpPort(String instance) throws Exception {
        var path = "/api/v1/instances/" + instance + "/sftp";
        if (!admin.get(path).isOk()) {
            admin.call("PUT", "/api/v1/nodes/" + node + "/settings", Map.of("sftp", true))
                    .ok();
        }
        return await("SFTP", () -> {
            var answer = admin.get(path);
            return answer.isOk() ? answer.json().path("port").asInt() : null;
        });
    }

    void limits(Map<String, Object> settings) throws IOException, InterruptedException {
        admin.call("PUT", "/api/v1/nodes/" + node + "/settings", settings).ok();
    }

    static <T> T await(String what, Callable<T> asking) throws Exception {
        for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; Thread.sleep(20)) {
            var answer = asking.call();
            if (answer != null) {
                return answer;
            }
        }
        throw new AssertionFailedError("never came: " + what);
    }

    /** The server's log so far. */
    String log() throws IOException {
        return Files.readString(data.resolve("log/ostler.0.log"));
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
