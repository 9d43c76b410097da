package io.ostler.itests.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostler.itests.ConsoleReader;
import io.ostler.itests.DistributionProcess;
import io.ostler.itests.Distributions;
import io.ostler.itests.files.door.Rest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.opentest4j.AssertionFailedError;

/** A standalone distribution that is killed and started again, and its instances by REST. Confined to one thread. */
final class Server implements AutoCloseable {
    private static final String PASSWORD = "correct horse battery";
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Path data;
    private final DistributionProcess.Launch launch;
    private final String node;
    private final List<String> created = new ArrayList<>();
    private DistributionProcess process;
    private Rest admin;

    /** @param folder of a test: programs under other accounts must get through it */
    static Server open(Path folder) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        return new Server(folder.resolve("data"));
    }

    private Server(Path data) throws Exception {
        this.data = data;
        launch = new DistributionProcess.Launch(Distributions.home("standalone"), data);
        start();
        admin.setUp(Files.readString(data.resolve("setup-code")).strip(), "admin", PASSWORD);
        node = linkedNode();
    }

    private void start() throws IOException, InterruptedException {
        process = launch.start().awaitAnswer("/api/v1/setup");
        admin = new Rest("http://127.0.0.1:" + process.port());
    }

    /** {@code kill -9}. */
    void kill() throws Exception {
        process.kill();
        process.close();
    }

    void startAgain() throws Exception {
        start();
        admin.signIn("admin", PASSWORD);
        linkedNode();
    }

    private String linkedNode() throws Exception {
        return await("a linked node", () -> {
            var first = admin.get("/api/v1/nodes").ok().json().path("nodes").path(0);
            return first.path("linked").asBoolean() ? first.path("id").asText() : null;
        });
    }

    Rest admin() {
        return admin;
    }

    /** Its files on the disk. */
    Path files(String instance) {
        return data.resolve("daemon/instances").resolve(instance).resolve("files");
    }

    Path consoleLog(String instance) {
        return data.resolve("daemon/consoles").resolve(instance).resolve("out.log");
    }

    /** @param more what isn't as usual */
    String create(String name, List<String> command, Map<String, Object> more) throws Exception {
        Map<String, Object> definition = new HashMap<>(Map.of(
                "name",
                name,
                "type",
                "process",
                "command",
                command,
                "workingFolder",
                "",
                "environment",
                Map.of(),
                "terminal",
                false,
                "stop",
                Map.of("type", "signal", "name", "TERM"),
                "stopTimeoutMillis",
                60_000,
                "encoding",
                "UTF-8",
                "lineEnd",
                "LF"));
        definition.put("autoStart", false);
        definition.putAll(more);
        var id = admin.call("POST", "/api/v1/instances", Map.of("node", node, "definition", definition))
                .ok()
                .json()
                .path("id")
                .asText();
        created.add(id);
        return id;
    }

    void power(String instance, String action) throws Exception {
        admin.call("POST", path(instance, "/power"), Map.of("action", action)).ok();
    }

    void type(String instance, String line) throws Exception {
        admin.call("POST", path(instance, "/input"), Map.of("line", line)).ok();
    }

    JsonNode state(String instance) throws Exception {
        return admin.get(path(instance, "")).ok().json().path("state");
    }

    JsonNode awaitState(String instance, String type) throws Exception {
        try {
            return await(type, () -> {
                var state = state(instance);
                return state.path("type").asText().equals(type) ? state : null;
            });
        } catch (AssertionFailedError e) {
            throw new AssertionFailedError(e.getMessage() + " but " + state(instance) + "\n" + tail(instance), e);
        }
    }

    /** What the report on its last crash says. */
    JsonNode awaitCrash(String instance) throws Exception {
        return await("a report", () -> {
            var report = admin.get(path(instance, "/crash")).ok().json().path("report");
            return report.has("cause") ? report : null;
        });
    }

    /** Waits until the console has it among the last that was printed. */
    void awaitPrinted(String instance, String text) throws Exception {
        try {
            await(text, () -> tail(instance).contains(text) ? true : null);
        } catch (AssertionFailedError e) {
            throw new AssertionFailedError(e.getMessage() + " in " + tail(instance), e);
        }
    }

    String tail(String instance) throws Exception {
        return new String(ConsoleReader.read(admin, instance, -60_000), StandardCharsets.UTF_8);
    }

    void awaitProblem(String instance, String detector) throws Exception {
        await("the problem " + detector, () -> {
            for (var problem :
                    admin.get(path(instance, "/problems")).ok().json().path("problems")) {
                if (problem.path("detector").asText().equals(detector)) {
                    return true;
                }
            }
            return null;
        });
    }

    static String path(String instance, String rest) {
        return "/api/v1/instances/" + instance + rest;
    }

    static <T> T await(String what, Callable<T> asking) throws Exception {
        for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; Thread.sleep(50)) {
            var answer = asking.call();
            if (answer != null) {
                return answer;
            }
        }
        throw new AssertionFailedError("never came: " + what);
    }

    /** Nothing runs on: what a failed test leaves would outlive the server. */
    @Override
    public void close() throws Exception {
        try {
            for (var id : created) {
                end(id);
            }
        } finally {
            process.close();
        }
    }

    private void end(String instance) throws Exception {
        var answer = admin.call("POST", path(instance, "/power"), Map.of("action", "kill"));
        if (answer.isOk()) {
            await(
                    "the end of " + instance,
                    () -> Set.of("stopped", "crashed")
                                    .contains(state(instance).path("type").asText())
                            ? true
                            : null);
        }
    }
}
