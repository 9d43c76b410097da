package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostler.panel.rest.internal.fake.FakePeople;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Set-up, signing in and out: cookies, uniform answers (abuse 23), the set-up code (abuse 26), no secret shown (17). */
class SessionTest {
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpRequest.Builder signIn(String name, String password) {
        return server.request("/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}"));
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElse("");
    }

    @Test
    void signingInGivesAnHttpOnlySameSiteCookieAndTheRightsOfThePerson() throws Exception {
        var answer = server.send(signIn("anna", FakePeople.PASSWORD));
        assertEquals(200, answer.statusCode());
        var cookie = cookie(answer);
        assertTrue(cookie.startsWith("ostler_session=secret-"), cookie);
        assertTrue(cookie.contains("HttpOnly"), cookie);
        assertTrue(cookie.contains("SameSite=Strict"), cookie);
        assertTrue(cookie.contains("Path=/"), cookie);
        assertFalse(cookie.contains("Secure"), cookie);
        assertFalse(cookie.contains("Domain"), cookie);
        assertEquals("user", body(answer).path("user").path("role").asText());
        assertEquals("[\"account.self\"]", body(answer).path("permissions").toString());
        assertFalse(answer.body().contains("secret-"), "the secret is in the cookie alone");
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    }

    @Test
    void underHttpsTheCookieIsSecure() throws Exception {
        var answer = server.send(signIn("anna", FakePeople.PASSWORD).header("Origin", "https://" + server.authority()));
        assertTrue(cookie(answer).contains("Secure"), cookie(answer));
    }

    @Test
    void theSessionCanBeAskedForAndIsRenewed() throws Exception {
        var anna = server.signIn(server.people.anna.id());
        var answer = server.get("/session", anna);
        assertEquals(200, answer.statusCode());
        assertEquals(anna.csrf(), body(answer).path("csrfToken").asText());
        assertTrue(cookie(answer).contains(anna.secret()));
    }

    @Test
    void wrongNameAndWrongPasswordLookTheSame() throws Exception {
        var wrongName = server.send(signIn("nobody", FakePeople.PASSWORD));
        var wrongPassword = server.send(signIn("anna", "wrong"));
        assertEquals(401, wrongName.statusCode());
        assertEquals(withoutRequestId(wrongName), withoutRequestId(wrongPassword));
        assertEquals(
                wrongName.headers().map().keySet(),
                wrongPassword.headers().map().keySet());
        assertEquals("", cookie(wrongName));
    }

    private static ObjectNode withoutRequestId(HttpResponse<String> answer) throws Exception {
        var body = (ObjectNode) body(answer);
        body.remove("requestId");
        return body;
    }

    @Test
    void aThrottledSignInSaysWhenToTryAgain() throws Exception {
        server.people.throttled = true;
        var answer = server.send(signIn("anna", FakePeople.PASSWORD));
        assertEquals(429, answer.statusCode());
        assertEquals("LOGIN_THROTTLED", code(answer));
        assertEquals("30", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals("30", body(answer).path("params").path("retryAfterSeconds").asText());
    }

    @Test
    void signingInNeverTakesOverTheSecretThatTheBrowserSent() throws Exception {
        var planted = server.send(signIn("anna", FakePeople.PASSWORD).header("Cookie", "ostler_session=planted"));
        assertFalse(cookie(planted).contains("planted"));
    }

    @Test
    void signingInAgainEndsTheFormerSessionOfThatBrowser() throws Exception {
        var former = server.signIn(server.people.anna.id());
        server.send(signIn("anna", FakePeople.PASSWORD).header("Cookie", "ostler_session=" + former.secret()));
        assertEquals(401, server.get("/session", former).statusCode());
    }

    @Test
    void signingOutEndsTheSessionAndTakesTheCookieAway() throws Exception {
        var anna = server.signIn(server.people.anna.id());
        var answer = server.send(server.request("/session", anna).DELETE());
        assertEquals(204, answer.statusCode());
        assertTrue(cookie(answer).contains("Max-Age=0"), cookie(answer));
        assertEquals(401, server.get("/session", anna).statusCode());
    }

    @Test
    void ownSessionsAreListedAndOthersCannotBeEnded() throws Exception {
        var here = server.signIn(server.people.anna.id());
        var there = server.signIn(server.people.anna.id());
        var bert = server.signIn(server.people.bert.id());
        assertEquals(
                2, body(server.get("/account/sessions", here)).path("sessions").size());
        var foreign =
                server.send(server.request("/account/sessions/" + bert.session().handle(), here)
                        .DELETE());
        assertEquals(404, foreign.statusCode());
        assertEquals(200, server.get("/session", bert).statusCode());
        var own = server.send(
                server.request("/account/sessions/" + there.session().handle(), here)
                        .DELETE());
        assertEquals(204, own.statusCode());
        assertEquals(401, server.get("/session", there).statusCode());
        assertEquals(200, server.get("/session", here).statusCode());
    }

    @Test
    void setUpWantsTheCodeAndIsOverOnceItIsDone() throws Exception {
        assertTrue(body(server.send(server.request("/setup"))).path("needed").asBoolean());
        var wrong = server.send(setup("GUESS"));
        assertEquals(403, wrong.statusCode());
        assertEquals("SETUP_CODE_WRONG", code(wrong));
        assertEquals("", cookie(wrong));

        var done = server.send(setup(FakePeople.SETUP_CODE));
        assertEquals(201, done.statusCode());
        assertEquals("administrator", body(done).path("user").path("role").asText());
        assertTrue(cookie(done).startsWith("ostler_session="));

        var again = server.send(setup(FakePeople.SETUP_CODE));
        assertEquals(409, again.statusCode());
        assertEquals("SETUP_DONE", code(again));
        assertFalse(body(server.send(server.request("/setup"))).path("needed").asBoolean());
    }

    private HttpRequest.Builder setup(String code) {
        return server.request("/setup")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"code\":\"" + code + "\",\"name\":\"admin\",\"password\":\"long enough\"}"));
    }

    @Test
    void errorPagesRepeatNoSecretOfTheRequest() throws Exception {
        var anna = server.signIn(server.people.anna.id());
        for (var path : new String[] {"/nowhere", "/users", "/instances/bad%20id", "/session?token=tok-123"}) {
            var answer = server.send(server.request(path, anna)
                    .header("Authorization", "Bearer tok-123")
                    .method("PUT", BodyPublishers.ofString("{\"password\":\"hunter2hunter2\"}")));
            assertTrue(answer.statusCode() >= 400);
            var shown = answer.body() + answer.headers().map();
            assertFalse(shown.contains(anna.secret()), shown);
            assertFalse(shown.contains(anna.csrf()), shown);
            assertFalse(shown.contains("tok-123"), shown);
            assertFalse(shown.contains("hunter2"), shown);
        }
    }
}
