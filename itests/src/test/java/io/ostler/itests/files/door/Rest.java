package io.ostler.itests.files.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.opentest4j.AssertionFailedError;

/** One signed-in person's REST client; also speaks to the daemon's paths. Confined to one thread at a time. */
public final class Rest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 15;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;
    private String cookie = "";
    private String csrf = "";
    private String key = "";

    public Rest(String base) {
        this.base = base;
    }

    /** Status, problem code and body of an answer. */
    public record Reply(int status, JsonNode json, byte[] bytes, HttpResponse<byte[]> raw) {
        public boolean isOk() {
            return status / 100 == 2;
        }

        /** The code of the problem document; empty when it is none. */
        public String code() {
            return json.path("code").asText("");
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        /** Itself, if it is a success. */
        public Reply ok() {
            if (!isOk()) {
                throw new AssertionFailedError(raw.request().method() + " " + raw.uri() + ": " + status + " "
                        + new String(bytes, StandardCharsets.UTF_8));
            }
            return this;
        }

        public Answer answer() {
            return isOk() ? Answer.done(bytes) : Answer.refused(code().isEmpty() ? "" : code());
        }
    }

    public String base() {
        return base;
    }

    /** The same session at another server. */
    public Rest at(String other) {
        var there = new Rest(other);
        there.cookie = cookie;
        there.csrf = csrf;
        return there;
    }

    public String cookie() {
        return cookie;
    }

    public Rest setUp(String code, String name, String password) throws IOException, InterruptedException {
        return session(call("POST", "/api/v1/setup", Map.of("code", code, "name", name, "password", password)));
    }

    public Rest signIn(String name, String password) throws IOException, InterruptedException {
        return session(call("POST", "/api/v1/session", Map.of("name", name, "password", password)));
    }

    /** The same panel for a program that has an API key. */
    public Rest withKey(String secret) {
        var program = new Rest(base);
        program.key = secret;
        return program;
    }

    /** Empty without one. */
    public String key() {
        return key;
    }

    private Rest session(Reply reply) {
        cookie = reply.ok().header("set-cookie").split(";")[0];
        csrf = reply.json().path("csrfToken").asText();
        return this;
    }

    public Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public Reply call(String method, String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    public Reply call(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    /** A request with this session, for a path of the panel. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie).header("X-Ostler-Csrf", csrf);
        }
        if (!key.isEmpty()) {
            request.header("X-Api-Key", key);
        }
        return request;
    }

    /** A request without the session, as everything at the daemon's door. */
    public HttpRequest.Builder daemon(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
    }

    public Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofByteArray());
        var type = answer.headers().firstValue("content-type").orElse("");
        var json = type.contains("json") && answer.body().length > 0
                ? JSON.readTree(answer.body())
                : MissingNode.getInstance();
        return new Reply(answer.statusCode(), json, answer.body(), answer);
    }

    /** Sends what begins a task, and waits for its end. */
    public Answer work(String path, Object body) throws IOException, InterruptedException {
        var begun = call("POST", path, body);
        return begun.isOk() ? awaitEnd(begun.json()) : begun.answer();
    }

    public Answer awaitEnd(JsonNode task) throws IOException, InterruptedException {
        var now = task;
        for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; ) {
            switch (now.path("state").asText()) {
                case "done" -> {
                    return Answer.done(JSON.writeValueAsBytes(now));
                }
                case "failed", "cancelled", "interrupted" -> {
                    return Answer.refused(now.path("fault").path("code").asText(""));
                }
                default -> Thread.sleep(POLL_MILLIS);
            }
            now = get("/api/v1/tasks/" + task.path("id").asText()).ok().json();
        }
        throw new AssertionFailedError("a task that doesn't end: " + now);
    }

    /** A ticket, or the refusal. */
    public Reply ticket(String instance, String scope, String path, boolean overwrite)
            throws IOException, InterruptedException {
        return call(
                "POST",
                "/api/v1/instances/" + instance + "/tickets",
                scope.equals("file.upload")
                        ? Map.of("scope", scope, "path", path, "overwrite", overwrite)
                        : Map.of("scope", scope, "path", path));
    }

    public String token(String instance, String scope, String path) throws IOException, InterruptedException {
        return ticket(instance, scope, path, true).ok().json().path("token").asText();
    }

    /** For a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Every byte but plain letters and digits as %XX; '/' stays. */
    public static String encoded(byte[] bytes) {
        var text = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = b == '/' || b == '.' || (b < 128 && b >= 0 && Character.isLetterOrDigit(b));
            text.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
        }
        return text.toString();
    }
}
