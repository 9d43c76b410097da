package io.ostler.itests.plugin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

/** Somebody who uses the API with what the container has: no library reads the answers. Confined to one thread. */
final class Person {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base = "http://127.0.0.1:" + System.getProperty("ostler.port") + "/api/v1";
    private String cookie = "";
    private String csrf = "";

    /** @param path whose answer is a session */
    Person enter(String path, String body) throws IOException, InterruptedException {
        var answer = call("POST", path, body);
        cookie = answer.headers().firstValue("set-cookie").orElse("").split(";", 2)[0];
        csrf = text(answer, "csrfToken");
        return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    HttpResponse<String> call(String verb, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(verb, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie).header("X-Ostler-Csrf", csrf);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    int withKey(String secret, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + secret);
        return http.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    /** The first text of that name. */
    static String text(HttpResponse<String> answer, String name) {
        var found = Pattern.compile('"' + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(answer.body());
        if (answer.statusCode() / 100 != 2 || !found.find()) {
            throw new IllegalStateException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return found.group(1);
    }
}
