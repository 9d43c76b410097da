package io.ostler.panel.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.instance.ConsoleLogs;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored of consoles: what goes in and what comes back. */
class ConsoleLogTest {
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

    private HttpResponse<String> get(String path) throws Exception {
        return server.get("/instances/" + id + "/console/" + path, admin);
    }

    @Test
    void allOfASearchArrives() throws Exception {
        var answer = get("search?text=a%20b&regex=true&matchCase=true&level=warn&after=2026-01-01T00:00:00Z"
                + "&before=2026-01-02T00:00:00Z&from=5&to=9&backwards=true&limit=3");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
                new ConsoleLogs.Search(
                        "a b",
                        true,
                        true,
                        "warn",
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-01-02T00:00:00Z"),
                        5L,
                        9L,
                        true,
                        3),
                server.logs.lastSearch);
        var found = RestServer.JSON.readTree(answer.body());
        assertEquals("[ERROR] x", found.path("lines").path(0).path("text").asText());
        assertEquals(
                "1970-01-01T00:00:00Z", found.path("lines").path(0).path("at").asText());
        assertEquals(7, found.path("next").asLong());
        assertEquals(true, found.path("cut").asBoolean());
    }

    @Test
    void aSearchWithoutWishesLooksForAnyLine() throws Exception {
        assertEquals(200, get("search").statusCode());
        assertEquals(
                new ConsoleLogs.Search("", false, false, null, null, null, null, null, false, 100),
                server.logs.lastSearch);
    }

    @Test
    void aPlaceIsTold() throws Exception {
        var place =
                RestServer.JSON.readTree(get("place?at=2026-01-01T00:00:00Z").body());
        assertEquals(Instant.parse("2026-01-01T00:00:00Z"), server.logs.lastPlace);
        assertEquals(50, place.path("offset").asLong());
        assertEquals(1, place.path("start").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"search?after=yesterday", "search?before=1", "place?at=x"})
    void timesThatAreNoneAreRefused(String path) throws Exception {
        assertEquals(400, get(path).statusCode());
        assertNull(server.logs.lastSearch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"search?text=x", "place"})
    void strangersSeeNothing(String path) throws Exception {
        var stranger = server.signIn(server.people.anna.id());
        int status =
                server.get("/instances/" + id + "/console/" + path, stranger).statusCode();
        assertEquals(404, status);
    }
}
