package io.ostler.itests.provider;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The panel's REST interface for one browser, with its cookies. Confined to one thread. */
final class Panel {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

    private final String base;
    private final Map<String, String> cookies = new HashMap<>();
    private String csrf = "";

    Panel(String base) {
        this.base = base;
    }

    record Reply(int status, String body) {
        /** The first text with that name. */
        String text(String name) {
            Matcher found =
                    Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(body);
            if (!found.find()) {
                throw new AssertionError("no " + name + " in " + status + " " + body);
            }
            return found.group(1);
        }
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    Reply post(String path, String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .header("Origin", base)
                .POST(BodyPublishers.ofString(json));
        if (!csrf.isEmpty()) {
            request.header("X-Ostler-Csrf", csrf);
        }
        return send(request.build());
    }

    /** As by the form of the sign-in page; what it answers. */
    Reply signIn(String name, String password) throws IOException, InterruptedException {
        return session(post("/api/v1/session", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}"));
    }

    Reply session(Reply reply) {
        if (reply.status() / 100 == 2 && reply.body().contains("csrfToken")) {
            csrf = reply.text("csrfToken");
        }
        return reply;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        if (!cookies.isEmpty()) {
            StringBuilder all = new StringBuilder();
            cookies.forEach(
                    (name, value) -> all.append(name).append('=').append(value).append("; "));
            request.header("Cookie", all.substring(0, all.length() - 2));
        }
        return request;
    }

    private Reply send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        for (String set : answer.headers().allValues("set-cookie")) {
            String[] pair = set.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return new Reply(answer.statusCode(), answer.body());
    }
}
