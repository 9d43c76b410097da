package io.ostler.itests;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Somebody at the panel's REST interface with a session, as a script would have it. Confined to one thread. */
final class PanelClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final Gson GSON = new Gson();

    private final URI base;
    private String cookie = "";
    private String csrf = "";

    PanelClient(DistributionProcess server) {
        base = URI.create("http://127.0.0.1:" + server.port());
    }

    URI base() {
        return base;
    }

    /** First-run set-up with the code that the server keeps in its data folder. */
    PanelClient setUp(Path data, String name, String password) throws IOException, InterruptedException {
        String code = Files.readString(data.resolve("setup-code")).strip();
        return opened("/api/v1/setup", Map.of("code", code, "name", name, "password", password));
    }

    PanelClient signIn(String name, String password) throws IOException, InterruptedException {
        return opened("/api/v1/session", Map.of("name", name, "password", password));
    }

    private PanelClient opened(String path, Map<String, String> body) throws IOException, InterruptedException {
        csrf = call("POST", path, body).getAsJsonObject().get("csrfToken").getAsString();
        return this;
    }

    JsonObject get(String path) throws IOException, InterruptedException {
        return call("GET", path, null).getAsJsonObject();
    }

    JsonElement post(String path, Object body) throws IOException, InterruptedException {
        return call("POST", path, body);
    }

    /** The answer; a refusal is an {@link AssertionError}. */
    private JsonElement call(String method, String path, Object body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("cookie", cookie)
                .header("x-ostler-csrf", csrf)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(GSON.toJson(body)));
        if (body != null) {
            request.header("content-type", "application/json");
        }
        var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        answer.headers().firstValue("set-cookie").ifPresent(set -> cookie = set.split(";")[0]);
        if (answer.statusCode() >= 400) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? new JsonObject() : JsonParser.parseString(answer.body());
    }
}
