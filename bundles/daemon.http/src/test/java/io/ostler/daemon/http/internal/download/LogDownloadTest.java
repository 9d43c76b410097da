package io.ostler.daemon.http.internal.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import io.ostler.protocol.TicketScope;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stretches of a console as a download. */
class LogDownloadTest {
    private static final String DOOR = "/daemon/v1/console/downloads";

    @TempDir
    Path base;

    private DaemonServer server;

    @BeforeEach
    void start() throws Exception {
        server = new DaemonServer(base);
        server.consoles.write("one\ntwo\nthree\n".getBytes(UTF_8));
    }

    @AfterEach
    void stop() throws Exception {
        server.links.stop();
        server.awaitRest();
        server.close();
    }

    private HttpResponse<String> ask(String query, TicketScope scope) throws Exception {
        var token = server.tickets.issue(Wish.console(scope));
        return server.send(server.request(DOOR + query, token).POST(BodyPublishers.noBody()));
    }

    private HttpResponse<String> fetch(String query) throws Exception {
        var made = ask(query, TicketScope.CONSOLE_READ);
        assertEquals(201, made.statusCode(), made.body());
        var path = JsonParser.parseString(made.body())
                .getAsJsonObject()
                .get("path")
                .getAsString();
        return server.send(server.request(path));
    }

    @Test
    void allOfItComesAsText() throws Exception {
        var answer = fetch("");
        assertEquals(200, answer.statusCode());
        assertEquals("plain:one\ntwo\nthree\n", answer.body());
        assertTrue(
                answer.headers().firstValue("Content-Disposition").orElseThrow().startsWith("attachment"));
        assertEquals(
                "application/octet-stream",
                answer.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void aStretchComesAsItIs() throws Exception {
        assertEquals("two\n", fetch("?from=4&to=8&form=raw").body());
        assertEquals("", fetch("?from=8&to=8&form=raw").body());
        assertEquals("three\n", fetch("?from=8&to=9223372036854775807&form=raw").body());
        assertEquals("", fetch("?from=1000&form=raw").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?from=-1", "?from=5&to=4", "?to=x", "?from=9223372036854775808", "?form=html", "?from="})
    void nonsenseIsRefused(String query) throws Exception {
        assertEquals(400, ask(query, TicketScope.CONSOLE_READ).statusCode());
    }

    @Test
    void aTicketForSomethingElseOpensNothing() throws Exception {
        for (var wish : List.of(Wish.download("log.txt"), Wish.upload("log.txt"))) {
            var token = server.tickets.issue(wish);
            assertEquals(
                    403,
                    server.send(server.request(DOOR, token).POST(BodyPublishers.noBody()))
                            .statusCode());
        }
    }

    @Test
    void itEndsWithItsGrant() throws Exception {
        var made = ask("", TicketScope.CONSOLE_WRITE);
        var path = JsonParser.parseString(made.body())
                .getAsJsonObject()
                .get("path")
                .getAsString();
        server.tickets.revokeUser();
        assertEquals(404, server.send(server.request(path)).statusCode());
    }

    @Test
    void aTicketOfAConsoleOpensNoFile() throws Exception {
        var token = server.tickets.issue(Wish.console(TicketScope.CONSOLE_READ));
        assertEquals(
                403, server.send(server.request("/daemon/v1/download", token)).statusCode());
    }
}
