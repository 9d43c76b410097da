package io.ostler.panel.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long lists are compressed for those who take it, and nothing else is. */
@Tag("slow")
class CompressionTest {
    private RestServer server;
    private Sessions.SignedIn admin;
    private String files;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        admin = server.signIn(server.people.admin.id());
        files = "/instances/" + server.house.addInstance("mine", new FakeHouse.Users(server.people.admin.id()))
                + "/files";
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<byte[]> get(String path, String accepts) throws Exception {
        var request = server.request(path, admin).GET();
        if (!accepts.isEmpty()) {
            request.header("Accept-Encoding", accepts);
        }
        return server.client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String encoding(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Content-Encoding").orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, deflate, br, zstd", "*", "br;q=1.0, GZIP;q=0.8"})
    void aLongListIsCompressed(String accepts) throws Exception {
        server.house.files.entries = 1000;
        var answer = get(files, accepts);
        assertEquals("gzip", encoding(answer));
        assertEquals("Accept-Encoding", answer.headers().firstValue("Vary").orElse(""));
        var text = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
        assertEquals(1000, RestServer.JSON.readTree(text).path("entries").size());
        assertTrue(answer.body().length * 8 < text.length, answer.body().length + " of " + text.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "gzip; q=0.0, *"})
    void whoDoesNotTakeItGetsItPlain(String accepts) throws Exception {
        server.house.files.entries = 1000;
        var answer = get(files, accepts);
        assertEquals("", encoding(answer));
        assertEquals("Accept-Encoding", answer.headers().firstValue("Vary").orElse(""));
        assertEquals(
                1000, RestServer.JSON.readTree(answer.body()).path("entries").size());
    }

    @Test
    void aShortListStaysAsItIs() throws Exception {
        var answer = get(files, "gzip");
        assertEquals("", encoding(answer));
        assertEquals(1, RestServer.JSON.readTree(answer.body()).path("entries").size());
    }

    @Test
    void errorsOfCompressedOperationsAreReadable() throws Exception {
        var answer = get(files + "?limit=0", "gzip");
        assertEquals(400, answer.statusCode());
        assertEquals("", encoding(answer));
        assertEquals(
                "VALUE_OUT_OF_RANGE",
                RestServer.JSON.readTree(answer.body()).path("code").asText());
    }

    @Test
    void whatHoldsSecretsIsNeverCompressed() throws Exception {
        for (var path : new String[] {"/session", "/account/sessions", files + "/text?path=a.txt"}) {
            var answer = get(path, "gzip");
            assertEquals(200, answer.statusCode(), path);
            assertEquals("", encoding(answer), path);
            assertFalse(answer.headers().firstValue("Vary").isPresent(), path);
        }
    }
}
