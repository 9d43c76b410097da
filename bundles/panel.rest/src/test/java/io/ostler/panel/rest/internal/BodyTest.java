package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request's body may be: strict JSON of a bounded size. */
@Tag("slow")
class BodyTest {
    private RestServer server;
    private Sessions.SignedIn admin;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        admin = server.signIn(server.people.admin.id());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> newUser(String json) throws Exception {
        return server.post("/users", admin, json);
    }

    @Test
    void anUnknownFieldIsRefusedByName() throws Exception {
        var answer = newUser("{\"name\":\"x1\",\"password\":\"p\",\"role\":\"user\",\"isAdmin\":true}");
        assertEquals(400, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals("UNKNOWN_FIELD", code(answer));
        assertEquals("isAdmin", body(answer).path("params").path("field").asText());
        assertTrue(body(answer).path("title").asText().contains("isAdmin"));
        assertEquals(
                answer.headers().firstValue("X-Request-Id").orElse(""),
                body(answer).path("requestId").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"__proto__", "constructor", "owner", "id"})
    void massAssignmentIsRefused(String field) throws Exception {
        var answer = newUser("{\"name\":\"x1\",\"password\":\"p\",\"role\":\"user\",\"" + field + "\":{}}");
        assertEquals("UNKNOWN_FIELD", code(answer));
    }

    @Test
    void anUnknownFieldDeepInsideIsNamedByItsPath() throws Exception {
        var answer =
                server.post("/instances", admin, definition("{\"type\":\"command\",\"text\":\"stop\",\"extra\":1}"));
        assertEquals("UNKNOWN_FIELD", code(answer));
        assertEquals(
                "definition.stop.extra",
                body(answer).path("params").path("field").asText());
    }

    private String definition(String stop) {
        return "{\"node\":\"" + server.house.node + "\",\"definition\":{\"name\":\"n\",\"type\":\"process\","
                + "\"command\":[\"./run\"],\"workingFolder\":\"\",\"environment\":{},\"terminal\":false,\"stop\":"
                + stop
                + ",\"stopTimeoutMillis\":5000,\"encoding\":\"UTF-8\",\"lineEnd\":\"LF\",\"autoStart\":false}}";
    }

    @Test
    void aGoodDefinitionComesThroughAsItIs() throws Exception {
        var answer = server.post("/instances", admin, definition("{\"type\":\"signal\",\"name\":\"INT\"}"));
        assertEquals(201, answer.statusCode(), answer.body());
        assertEquals("\"1\"", answer.headers().firstValue("ETag").orElse(""));
        var made = body(answer).path("definition");
        assertEquals("signal", made.path("stop").path("type").asText());
        assertEquals("INT", made.path("stop").path("name").asText());
        assertEquals(5000, made.path("stopTimeoutMillis").asInt());
        assertEquals("stopped", body(answer).path("state").path("type").asText());
        assertFalse(body(answer).path("state").has("exit"));
    }

    @Test
    void whatTheModelRefusesIsNamedByItsField() throws Exception {
        var answer = server.post("/instances", admin, definition("{\"type\":\"command\",\"text\":\"\"}"));
        assertEquals("INVALID_REQUEST", code(answer));
        assertEquals("stop.text", body(answer).path("params").path("field").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"password\":\"p\",\"role\":\"user\"}                          | name",
                "{\"name\":null,\"password\":\"p\",\"role\":\"user\"}            | name",
                "{\"name\":7,\"password\":\"p\",\"role\":\"user\"}               | name",
                "{\"name\":[\"a\"],\"password\":\"p\",\"role\":\"user\"}         | name",
                "{\"name\":\"x1\",\"password\":\"p\",\"role\":\"Not one\"}          | role",
                "{\"name\":\"x1\",\"password\":\"p\",\"role\":0}                 | role",
                "{\"name\":\"x1\",\"name\":\"x2\",\"password\":\"p\",\"role\":\"user\"} | body",
                "{\"name\":\"x1\",\"password\":\"p\",\"role\":\"user\"} {}       | body",
                "{\"name\":\"x1\",\"password\":\"p\",\"role\":                   | body",
                "[]                                                              | body",
                "null                                                            | body",
                "\"text\"                                                        | body",
                "<xml/>                                                          | body"
            })
    void whatDoesNotFitIsRefusedByField(String json, String field) throws Exception {
        var answer = newUser(json);
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals("INVALID_REQUEST", code(answer), answer.body());
        assertEquals(field, body(answer).path("params").path("field").asText(), answer.body());
        assertFalse(answer.body().contains("jackson"), answer.body());
        assertFalse(answer.body().contains("io.ostler"), answer.body());
    }

    @Test
    void aMissingBodyIsRefused() throws Exception {
        var answer = server.post("/users", admin, "");
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals("INVALID_REQUEST", code(answer));
    }

    @Test
    void deepJsonIsRefused() throws Exception {
        var answer = newUser("{\"name\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}");
        assertEquals(400, answer.statusCode());
        assertEquals("INVALID_REQUEST", code(answer));
    }

    @Test
    void hugeNumbersAreRefused() throws Exception {
        var answer = newUser("{\"name\":" + "9".repeat(100_000) + "}");
        assertEquals(400, answer.statusCode());
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
        var answer = newUser("{\"name\":\"" + "x".repeat(1 << 20) + "\"}");
        assertEquals(413, answer.statusCode());
        assertEquals("REQUEST_TOO_LARGE", code(answer));
    }

    @Test
    void aBodyThatHidesItsLengthIsCutAtTheLimit() throws Exception {
        var bytes = ("{\"name\":\"" + "x".repeat(2 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        var answer = server.send(server.request("/users", admin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
        assertEquals(413, answer.statusCode());
        assertEquals("REQUEST_TOO_LARGE", code(answer));
    }

    @Test
    void textsOfFilesMayBeLarger() throws Exception {
        var id = server.house.addInstance("mine", new FakeHouse.Users(server.people.admin.id()));
        var json = RestServer.JSON.writeValueAsString(Map.of("text", "x".repeat(4 << 20), "encoding", "UTF-8"));
        var answer = server.send(server.request("/instances/" + id + "/files/text?path=a", admin)
                .header("Content-Type", "application/json")
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(json)));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(4 << 20, server.house.files.lastText.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void whatABrowserCanSendWithoutAskingFirstIsNoJson(String type) throws Exception {
        var answer = server.send(server.request("/users", admin)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"name\":\"x1\",\"password\":\"p\",\"role\":\"user\"}")));
        assertEquals(415, answer.statusCode());
        assertEquals("CONTENT_TYPE_WRONG", code(answer));
    }

    @Test
    void aBodyWithoutATypeIsNoJson() throws Exception {
        var answer = server.send(server.request("/users", admin)
                .POST(BodyPublishers.ofString("{\"name\":\"x1\",\"password\":\"p\",\"role\":\"user\"}")));
        assertEquals(415, answer.statusCode());
    }
}
