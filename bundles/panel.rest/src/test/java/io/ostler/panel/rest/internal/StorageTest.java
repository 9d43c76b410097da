package io.ostler.panel.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.access.Sessions.SignedIn;
import io.ostler.panel.rest.internal.fake.FakeStorage;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The panel's database and its backups over HTTP. */
class StorageTest {
    private static final String SERVER = """
            {"host":"db.example","port":5432,"database":"ostler","user":"ostler","password":"never told","tls":"verify"}""";

    private RestServer server;
    private SignedIn admin;
    private SignedIn user;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        admin = server.signIn(server.people.admin.id());
        user = server.signIn(server.people.anna.id());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void onlyAdministratorsSeeAnyOfIt() throws Exception {
        for (var path : new String[] {"/storage", "/storage/backups/" + FakeStorage.NAME}) {
            assertEquals(403, server.get(path, user).statusCode(), path);
            assertEquals(401, server.send(server.request(path).GET()).statusCode(), path);
            assertEquals(200, server.get(path, admin).statusCode(), path);
        }
        assertEquals(403, send("POST", "/storage/trial", SERVER, user));
        assertEquals(403, send("PUT", "/storage/plan", SERVER, user));
        assertEquals(403, send("POST", "/storage/backups", "{}", user));
    }

    @Test
    void aPasswordGoesInAndNeverOut() throws Exception {
        assertEquals(200, send("POST", "/storage/trial", SERVER, admin));
        assertEquals("never told", server.storage.server.password());
        assertEquals("verify", server.storage.server.tls());
        assertFalse(server.storage.server.toString().contains("never"));
        assertFalse(server.acts.toString().contains("never told"));
    }

    @Test
    void whatIsNotKnownIsRefused() throws Exception {
        assertEquals(400, send("POST", "/storage/trial", SERVER.replace("\"tls\"", "\"url\""), admin));
        assertEquals(400, send("POST", "/storage/trial", SERVER.replace("verify", "none"), admin));
        assertEquals(409, send("PUT", "/storage/plan", SERVER, admin));
    }

    @Test
    void namesLeadToBackupsAlone() throws Exception {
        for (var name : new String[] {"..%2F..%2Fpanel%2Fsecrets.key", "none", "%00"}) {
            int status = server.get("/storage/backups/" + name, admin).statusCode();
            assertTrue(status == 404 || status == 400, name + " " + status);
        }
    }

    private int send(String method, String path, String body, SignedIn as) throws Exception {
        return server.send(server.request(path, as)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)))
                .statusCode();
    }
}
