package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of answers: ETags, problem documents, absent fields, headers. */
@Tag("slow")
class AnswersTest {
    private RestServer server;
    private Sessions.SignedIn admin;
    private InstanceId id;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        admin = server.signIn(server.people.admin.id());
        id = server.house.addInstance("mine", new FakeHouse.Users(server.people.admin.id()));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> define(String ifMatch) throws Exception {
        var definition =
                body(server.get("/instances/" + id, admin)).path("definition").toString();
        var request = server.request("/instances/" + id + "/definition", admin)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(definition));
        if (!ifMatch.isEmpty()) {
            request.header("If-Match", ifMatch);
        }
        return server.send(request);
    }

    @Test
    void anInstanceCarriesItsRevisionAsTag() throws Exception {
        var answer = server.get("/instances/" + id, admin);
        assertEquals("\"1\"", answer.headers().firstValue("ETag").orElse(""));
        assertEquals(1, body(answer).path("revision").asInt());
        assertEquals("1970-01-01T00:00:00Z", body(answer).path("changedAt").asText());
        assertTrue(body(answer).path("permissions").size() >= 9);
    }

    @ParameterizedTest
    @CsvSource({"'', 428", "'\"1\"', 200", "*, 200", "'\"2\"', 412", "'W/\"1\"', 412", "1, 412", "'\"x\"', 412"})
    void definitionsChangeOnlyFromTheRevisionThatWasRead(String ifMatch, int status) throws Exception {
        var answer = define(ifMatch);
        assertEquals(status, answer.statusCode(), answer.body());
        if (status == 200) {
            assertEquals("\"2\"", answer.headers().firstValue("ETag").orElse(""));
        }
    }

    private HttpResponse<String> write(String header, String value) throws Exception {
        var request = server.request("/instances/" + id + "/files/text?path=a.txt", admin)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"text\":\"x\",\"encoding\":\"UTF-8\"}"));
        if (!header.isEmpty()) {
            request.header(header, value);
        }
        return server.send(request);
    }

    @Test
    void textsAreSavedOverWhatWasReadOrAsNewFiles() throws Exception {
        var read = server.get("/instances/" + id + "/files/text?path=a.txt", admin);
        var tag = read.headers().firstValue("ETag").orElse("");
        assertEquals("\"tag-1\"", tag);

        assertEquals(200, write("If-Match", tag).statusCode());
        assertEquals("tag-1", server.house.files.ifMatch);
        var made = write("If-None-Match", "*");
        assertEquals(200, made.statusCode());
        assertNull(server.house.files.ifMatch);
        assertEquals("\"tag-2\"", made.headers().firstValue("ETag").orElse(""));

        assertEquals(428, write("", "").statusCode());
        assertEquals(428, write("If-Match", "*").statusCode());
        assertEquals(428, write("If-None-Match", "\"tag-1\"").statusCode());
    }

    @Test
    void theLastPageSaysSo() throws Exception {
        var page = body(server.get("/instances", admin));
        assertTrue(page.has("next") && page.path("next").isNull());
        assertEquals(1, page.path("total").asInt());
        var folder = body(server.get("/instances/" + id + "/files", admin));
        assertTrue(folder.has("next") && folder.path("next").isNull());
        assertEquals("file", folder.path("entries").path(0).path("kind").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "/instances?limit=0, VALUE_OUT_OF_RANGE",
        "/instances?limit=1001, VALUE_OUT_OF_RANGE",
        "/instances?limit=many, INVALID_REQUEST",
        "/instances?node=x, INVALID_ID",
        "/instances/x, INVALID_ID",
        "/instances/..%2Fusers, INVALID_ID",
        "/nodes/UPPER-CASE, INVALID_ID"
    })
    void badParametersAreRefused(String path, String code) throws Exception {
        var answer = server.get(path, admin);
        assertEquals(400, answer.statusCode(), answer.body());
        if (!answer.body().startsWith("<")) {
            assertEquals(code, code(answer));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404, NOT_FOUND",
        "PUT, /users, 405, METHOD_NOT_ALLOWED",
        "OPTIONS, /users, 405, METHOD_NOT_ALLOWED",
        "TRACE, /nodes, 405, METHOD_NOT_ALLOWED"
    })
    void whatDoesNotExistIsAProblemDocument(String verb, String path, int status, String code) throws Exception {
        var answer = server.send(server.request(path, admin).method(verb, BodyPublishers.noBody()));
        assertEquals(status, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(code, code(answer));
    }

    @Test
    void aWrongMethodNamesTheRightOnes() throws Exception {
        var answer = server.send(server.request("/users", admin).PUT(BodyPublishers.noBody()));
        assertTrue(answer.headers().firstValue("Allow").orElse("").contains("POST"));
    }

    @Test
    void errorsOfANodeComeThroughLateFutures() throws Exception {
        server.house.powerAnswer = CompletableFuture.supplyAsync(() -> {
            throw new CompletionException(OstlerException.of(ErrorCode.NODE_AWAY, "node", "fra-1"));
        });
        var answer = server.post("/instances/" + id + "/power", admin, "{\"action\":\"stop\"}");
        assertEquals(503, answer.statusCode());
        assertEquals("NODE_AWAY", code(answer));
        assertEquals("fra-1", body(answer).path("params").path("node").asText());
    }

    @Test
    void anAnswerMayComeLater() throws Exception {
        var later = new CompletableFuture<io.ostler.panel.api.instance.Instances.Instance>();
        server.house.powerAnswer = later;
        var answers = server.client.sendAsync(
                server.request("/instances/" + id + "/power", admin)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"action\":\"start\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        // While it waits, others are served.
        assertEquals(200, server.get("/instances/" + id, admin).statusCode());
        later.complete(new io.ostler.panel.api.instance.Instances.Instance(
                server.house.snapshots.get(id),
                server.house.node,
                "local",
                null,
                null,
                false,
                java.time.Instant.EPOCH));
        assertEquals(202, answers.get().statusCode());
        assertFalse(body(answers.get()).has("owner"), "an absent field is not written");
    }

    @Test
    void anUnforeseenErrorTellsNothingOfTheInside() throws Exception {
        server.house.powerAnswer =
                CompletableFuture.failedFuture(new IllegalStateException("jdbc:derby:/secret/place"));
        var answer = server.post("/instances/" + id + "/power", admin, "{\"action\":\"kill\"}");
        assertEquals(500, answer.statusCode());
        assertEquals("INTERNAL", code(answer));
        assertFalse(answer.body().contains("derby"));
        assertFalse(answer.body().contains("Exception"));
    }

    @Test
    void ticketsComeInTheBodyOfAPostAndNowhereElse() throws Exception {
        var answer = server.post(
                "/instances/" + id + "/tickets",
                admin,
                "{\"scope\":\"file.upload\",\"path\":\"a/b\",\"maxSize\":10,\"overwrite\":true}");
        assertEquals(201, answer.statusCode());
        assertEquals("header.payload.signature", body(answer).path("token").asText());
        assertEquals("", body(answer).path("addresses").path(0).asText());
        assertFalse(answer.headers().map().toString().contains("signature"));
        assertEquals("a/b", server.house.lastTicket.path());
        assertTrue(server.house.lastTicket.overwrite());
        assertEquals(405, server.get("/instances/" + id + "/tickets", admin).statusCode());
    }

    @Test
    void everyAnswerForbidsCachingFramingAndGuessing() throws Exception {
        for (var path : new String[] {"/instances", "/nowhere", "/openapi.json"}) {
            var headers = server.get(path, admin).headers();
            assertEquals("no-store", headers.firstValue("Cache-Control").orElse(""), path);
            assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
            assertTrue(headers.firstValue("Content-Security-Policy").orElse("").contains("default-src 'none'"));
            assertTrue(headers.firstValue("X-Request-Id").orElse("").length() >= 16);
        }
    }

    @Test
    void theDescriptionIsServed() throws Exception {
        var answer = server.send(server.request("/openapi.json"));
        assertEquals(200, answer.statusCode());
        assertEquals("3.1.0", body(answer).path("openapi").asText());
    }
}
