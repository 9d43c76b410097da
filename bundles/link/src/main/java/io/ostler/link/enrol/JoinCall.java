package io.ostler.link.enrol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.ostler.link.key.SigningKey;
import io.ostler.link.key.VerifyingKey;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the panel to take this machine as a node and believes the answer only when it is signed by the key whose
 * fingerprint is in the enrolment key. Redirects are not followed. Confined to one thread.
 */
final class JoinCall {
    private static final int LONGEST_ANSWER = 65_536;

    private final URI panel;
    private final EnrolmentKey key;
    private final SigningKey nodeKey;

    JoinCall(URI panel, EnrolmentKey key, SigningKey nodeKey) {
        this.panel = panel;
        this.key = key;
        this.nodeKey = nodeKey;
    }

    PanelTrust join(String name, List<String> addresses) throws EnrolRefusal, InterruptedException {
        var answer = post(request(name, addresses));
        try {
            return check(JsonParser.parseString(answer).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException | OstlerException e) {
            throw new EnrolRefusal(panel + " answers, but not as an Ostler panel does");
        }
    }

    private JsonObject request(String name, List<String> addresses) {
        var publicKey = nodeKey.verifyingKey().text();
        var list = new JsonArray();
        addresses.forEach(list::add);
        var json = new JsonObject();
        json.addProperty("key", key.text());
        json.addProperty("name", name);
        json.addProperty("publicKey", publicKey);
        json.add("addresses", list);
        json.addProperty("proof", nodeKey.signText(EnrolmentProof.ofNode(key.text(), name, publicKey, addresses)));
        return json;
    }

    private String post(JsonObject body) throws EnrolRefusal, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(panel + "/api/v1/enrolments/join"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try (var client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                var text = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
                if (answer.statusCode() / 100 != 2) {
                    throw refused(answer.statusCode(), text);
                }
                return text;
            }
        } catch (IOException e) {
            throw new EnrolRefusal("no answer from the panel at " + panel + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private EnrolRefusal refused(int status, String problem) {
        var code = "";
        try {
            if (JsonParser.parseString(problem) instanceof JsonObject json
                    && json.get("code") instanceof JsonElement element
                    && element.isJsonPrimitive()) {
                code = element.getAsString().replaceAll("[^A-Z_]", "");
            }
        } catch (JsonParseException e) {
            // the status alone has to do
        }
        return new EnrolRefusal(
                switch (code) {
                    case "ENROLMENT_REFUSED" ->
                        "the panel refused the key: it is wrong, used or expired; create a new one in the panel";
                    case "NAME_TAKEN" -> "the panel has a node of that name; choose another one with --name";
                    case "" -> panel + " answered with status " + status + "; is this the address of an Ostler panel?";
                    default -> "the panel refused: " + code;
                });
    }

    private PanelTrust check(JsonObject answer) throws EnrolRefusal {
        var node = text(answer, "node");
        var panelId = text(answer, "panelId");
        var panelKey = text(answer, "panelPublicKey");
        var trusted = VerifyingKey.of(panelKey);
        var signed = EnrolmentProof.ofPanel(key.text(), nodeKey.verifyingKey().text(), node, panelId, panelKey);
        if (!trusted.fingerprint().equals(key.fingerprint()) || !trusted.verifies(signed, text(answer, "proof"))) {
            throw new EnrolRefusal("the answer was not signed by the panel that made this key: somebody may sit between"
                    + " this machine and the panel; nothing was stored");
        }
        return new PanelTrust(panelId, trusted, new NodeId(node));
    }

    private static String text(JsonObject json, String name) {
        @Nullable JsonElement element = json.get(name);
        if (element == null || !element.isJsonPrimitive()) {
            throw new JsonParseException(name + " is missing");
        }
        return element.getAsString();
    }
}
