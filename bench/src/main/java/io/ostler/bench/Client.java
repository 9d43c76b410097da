package io.ostler.bench;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An administrator at the REST interface. Confined to its thread. */
final class Client {
    private static final String NAME = "bench";
    private static final String PASSWORD = "a bench is for sitting";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI base;
    private String csrf = "";
    private String node = "";

    private Client(URI base) {
        this.base = base;
    }

    /** Finishes set-up with the code that the server left in its data folder and is signed in then. */
    static Client setUp(Server server) throws IOException, InterruptedException {
        var client = new Client(server.base());
        var body = credentials(NAME);
        body.addProperty(
                "code", Files.readString(server.data().resolve("setup-code")).trim());
        client.csrf =
                client.call("POST", "/api/v1/setup", body).get("csrfToken").getAsString();
        return client;
    }

    /** A request of hers in bytes, for those that don't go through {@link #call}. */
    byte[] request(String method, String path, @Nullable JsonObject body) {
        byte[] content = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(method + ' ' + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n");
        cookies.getCookieStore()
                .get(base)
                .forEach(cookie -> head.append("Cookie: ")
                        .append(cookie.getName())
                        .append('=')
                        .append(cookie.getValue())
                        .append("\r\n"));
        if (body != null) {
            head.append("Origin: " + origin() + "\r\nX-Ostler-Csrf: " + (csrf.isEmpty() ? "none" : csrf)
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length + "\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }

    /** Somebody without a session. */
    static Client stranger(URI base) {
        return new Client(base);
    }

    void signIn() throws IOException, InterruptedException {
        csrf = call("POST", "/api/v1/session", credentials(NAME))
                .get("csrfToken")
                .getAsString();
    }

    /** With the one password of the bench. */
    static JsonObject credentials(String name) {
        var body = new JsonObject();
        body.addProperty("name", name);
        body.addProperty("password", PASSWORD);
        return body;
    }

    URI base() {
        return base;
    }

    String origin() {
        return base.toString();
    }

    String firstNode() throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            JsonArray nodes = call("GET", "/api/v1/nodes", null).getAsJsonArray("nodes");
            if (!nodes.isEmpty() && nodes.get(0).getAsJsonObject().get("linked").getAsBoolean()) {
                return nodes.get(0).getAsJsonObject().get("id").getAsString();
            }
            Thread.sleep(50);
        }
        throw new IOException("no node linked");
    }

    String createInstance(String name, boolean terminal, List<String> command)
            throws IOException, InterruptedException {
        return createInstance(name, terminal, command, 0);
    }

    /** @param logSize bytes of console that are kept, 0: as the node wants */
    String createInstance(String name, boolean terminal, List<String> command, long logSize)
            throws IOException, InterruptedException {
        var definition = new Gson().fromJson("""
                {"type":"process","workingFolder":"","environment":{},"stop":{"type":"signal","name":"TERM"},
                 "stopTimeoutMillis":30000,"encoding":"UTF-8","lineEnd":"LF","autoStart":false}""", JsonObject.class);
        definition.addProperty("name", name);
        definition.addProperty("terminal", terminal);
        definition.add("command", new Gson().toJsonTree(command));
        var body = new JsonObject();
        body.addProperty("node", node());
        body.add("definition", definition);
        var made = call("POST", "/api/v1/instances", body);
        if (logSize > 0) {
            keepLog(made, logSize);
        }
        return made.get("id").getAsString();
    }

    private void keepLog(JsonObject made, long logSize) throws IOException, InterruptedException {
        var definition = made.getAsJsonObject("definition");
        definition.getAsJsonObject("care").addProperty("logSize", logSize);
        call("PUT", "/api/v1/instances/" + made.get("id").getAsString() + "/definition", definition);
    }

    private String node() throws IOException, InterruptedException {
        if (node.isEmpty()) {
            node = firstNode();
        }
        return node;
    }

    void power(String instance, String action) throws IOException, InterruptedException {
        var body = new JsonObject();
        body.addProperty("action", action);
        call("POST", "/api/v1/instances/" + instance + "/power", body);
    }

    void awaitState(String instance, String state) throws IOException, InterruptedException {
        String now = "";
        for (int i = 0; i < 2000; i++) {
            now = call("GET", "/api/v1/instances/" + instance, null)
                    .getAsJsonObject("state")
                    .get("type")
                    .getAsString();
            if (now.equals(state)) {
                return;
            }
            Thread.sleep(5);
        }
        throw new IOException(instance + " is " + now + ", not " + state);
    }

    /** A ticket for the instance's console. */
    String consoleTicket(String instance) throws IOException, InterruptedException {
        var body = new JsonObject();
        body.addProperty("scope", "console.write");
        return call("POST", "/api/v1/instances/" + instance + "/tickets", body)
                .get("token")
                .getAsString();
    }

    JsonObject call(String method, String path, @Nullable JsonObject body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .header("Origin", origin())
                .header("X-Ostler-Csrf", csrf.isEmpty() ? "none" : csrf)
                .header("If-Match", "*")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? new JsonObject() : new Gson().fromJson(answer.body(), JsonObject.class);
    }
}
