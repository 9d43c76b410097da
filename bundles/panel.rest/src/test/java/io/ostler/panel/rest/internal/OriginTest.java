package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.access.AddressRange;
import io.ostler.panel.api.setting.SecuritySettings;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Abuse cases 18 (foreign origins) and 35 (spoofed proxy headers). */
class OriginTest {

    @Test
    void foreignOriginsAreRefusedOnReadingAndChanging() throws Exception {
        try (var server = new RestServer()) {
            var admin = server.signIn(server.people.admin.id());
            var own = server.authority();
            for (var origin : List.of(
                    "https://evil.example",
                    "null",
                    "http://" + own + ".evil.example",
                    "http://127.0.0.1:1",
                    "ftp://" + own,
                    "http://" + own + "/")) {
                for (var verb : List.of("GET", "POST", "DELETE", "OPTIONS")) {
                    var answer = server.send(server.request("/users", admin)
                            .header("Origin", origin)
                            .method(verb, BodyPublishers.noBody()));
                    assertEquals(403, answer.statusCode(), verb + " from " + origin);
                    assertEquals("ORIGIN_REFUSED", code(answer));
                    assertTrue(answer.headers()
                            .firstValue("Access-Control-Allow-Origin")
                            .isEmpty());
                }
            }
        }
    }

    @Test
    void theOwnOriginIsAcceptedAndNoneToo() throws Exception {
        try (var server = new RestServer()) {
            var admin = server.signIn(server.people.admin.id());
            assertEquals(200, server.get("/users", admin).statusCode());
            var browser = server.request("/users", admin).header("Origin", "http://" + server.authority());
            assertEquals(200, server.send(browser).statusCode());
        }
    }

    @Test
    void forwardedHeadersOfStrangersAreIgnored() throws Exception {
        try (var server = new RestServer()) {
            var admin = server.signIn(server.people.admin.id());
            var answer = server.send(server.request("/users", admin)
                    .header("Origin", "https://evil.example")
                    .header("X-Forwarded-Host", "evil.example")
                    .header("X-Forwarded-For", "192.0.2.1"));
            assertEquals(403, answer.statusCode());
            var signedIn = signIn(server, "192.0.2.1");
            assertEquals("127.0.0.1", signedIn);
        }
    }

    @Test
    void forwardedHeadersOfATrustedProxyCount() throws Exception {
        try (var server = new RestServer("127.0.0.0/8", "10.0.0.0/8")) {
            var admin = server.signIn(server.people.admin.id());
            var answer = server.send(server.request("/users", admin)
                    .header("Origin", "https://panel.example")
                    .header("X-Forwarded-Host", "panel.example")
                    .header("X-Forwarded-Proto", "https"));
            assertEquals(200, answer.statusCode());
            assertEquals("192.0.2.1", signIn(server, "203.0.113.9, 192.0.2.1, 10.1.2.3"));
            assertEquals("127.0.0.1", signIn(server, "not an address"));
        }
    }

    @Test
    void whatIsSetWhileItRunsCountsFromThatMoment() throws Exception {
        try (var server = new RestServer()) {
            var admin = server.signIn(server.people.admin.id());
            assertEquals("127.0.0.1", signIn(server, "192.0.2.1"));
            server.settings.put(SecuritySettings.TRUSTED_PROXIES, List.of(AddressRange.parse("127.0.0.1")));
            assertEquals("192.0.2.1", signIn(server, "192.0.2.1"));
            server.settings.put(SecuritySettings.TRUSTED_PROXIES, List.of());
            assertEquals("127.0.0.1", signIn(server, "192.0.2.1"));
            server.settings.put(SecuritySettings.ORIGINS, List.of("https://panel.example"));
            for (var origin : List.of("https://panel.example", "https://panel.example.evil", "http://panel.example")) {
                var answer = server.send(server.request("/users", admin).header("Origin", origin));
                assertEquals(origin.equals("https://panel.example") ? 200 : 403, answer.statusCode(), origin);
            }
        }
    }

    @Test
    void nobodyComesInFromABlockedAddressAndLoopbackAlwaysDoes() throws Exception {
        try (var server = new RestServer("127.0.0.1")) {
            server.settings.put(
                    SecuritySettings.BLOCKED_ADDRESSES,
                    List.of(AddressRange.parse("192.0.2.0/24"), AddressRange.parse("0.0.0.0/0")));
            for (var path : List.of("/sign-in", "/session", "/nothing")) {
                var answer = server.send(server.request(path).header("X-Forwarded-For", "192.0.2.9"));
                assertEquals(403, answer.statusCode());
                assertEquals("ADDRESS_BLOCKED", RestServer.code(answer));
            }
            assertEquals(200, server.send(server.request("/sign-in")).statusCode());
            server.settings.put(SecuritySettings.BLOCKED_ADDRESSES, List.of(AddressRange.parse("192.0.2.0/24")));
            assertEquals("198.51.100.7", signIn(server, "198.51.100.7"));
        }
    }

    /** The address under which a sign-in was noted. */
    private static String signIn(RestServer server, String forwardedFor) throws Exception {
        var answer = server.send(server.request("/session")
                .header("X-Forwarded-For", forwardedFor)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"anna\",\"password\":\"right and long enough\"}")));
        assertEquals(200, answer.statusCode());
        var handle = body(answer).path("handle").asText();
        return server.people.of(server.people.anna.id()).stream()
                .filter(session -> session.handle().equals(handle))
                .findAny()
                .orElseThrow()
                .address();
    }
}
