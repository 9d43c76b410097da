package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.body;
import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.access.Sessions.SecondStep;
import io.ostler.panel.api.factor.Proof;
import io.ostler.panel.api.factor.ProofKind;
import io.ostler.panel.rest.internal.fake.FakePeople;
import io.ostler.panel.rest.internal.fake.RestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecondStepTest {
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void theFirstStepGivesNoCookieAndNoNameAway() throws Exception {
        server.people.secondStep =
                new SecondStep("step", List.of(ProofKind.TOTP, ProofKind.RECOVERY_CODE), Instant.EPOCH);
        var answer = post("/session", "{\"name\":\"anna\",\"password\":\"" + FakePeople.PASSWORD + "\"}");
        assertEquals(202, answer.statusCode());
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
        assertEquals(
                "{\"token\":\"step\",\"methods\":[\"totp\",\"recovery-code\"],\"expires\":\"1970-01-01T00:00:00Z\"}",
                answer.body());
        var wrong = post("/session", "{\"name\":\"anna\",\"password\":\"no\"}");
        assertEquals(401, wrong.statusCode());
        assertEquals("LOGIN_FAILED", code(wrong));

        var done = post("/session/second-step", "{\"token\":\"step\",\"code\":\"123456\"}");
        assertEquals(200, done.statusCode());
        assertTrue(done.headers().firstValue("Set-Cookie").orElse("").startsWith("ostler_session=secret-"));
        assertInstanceOf(Proof.Code.class, server.people.lastProof);
        var over = post("/session/second-step", "{\"token\":\"other\",\"code\":\"123456\"}");
        assertEquals("SECOND_STEP_OVER", code(over));
    }

    @Test
    void providersAndLinksAreAskedForTheSecondStepTooAndGetNoCookieBefore() throws Exception {
        server.people.secondStep = new SecondStep("step", List.of(ProofKind.TOTP), Instant.EPOCH);
        for (var door : List.of("/sign-in/finish {\"parameters\":{}}", "/sign-in/link {\"secret\":\"s\"}")) {
            var answer = post(door.split(" ")[0], door.split(" ")[1]);
            assertEquals(202, answer.statusCode(), answer.body());
            assertTrue(answer.headers().allValues("Set-Cookie").stream()
                    .noneMatch(cookie -> cookie.startsWith("ostler_session=")));
            assertEquals("step", body(answer).path("token").asText());
            assertTrue(body(answer).path("to").asText().startsWith("/"));
            assertFalse(answer.body().contains("anna"));
        }
        server.people.secondStep = null;
        var opened = post("/sign-in/link", "{\"secret\":\"s\"}");
        assertEquals(200, opened.statusCode());
        assertTrue(opened.headers().firstValue("Set-Cookie").orElse("").startsWith("ostler_session=secret-"));
    }

    @Test
    void theSecondStepEndsWhatTheBrowserHadBefore() throws Exception {
        var former = server.signIn(server.people.bert.id());
        server.people.secondStep = new SecondStep("step", List.of(ProofKind.TOTP), Instant.EPOCH);
        var done = server.post("/session/second-step", former, "{\"token\":\"step\",\"code\":\"123456\"}");
        assertEquals(200, done.statusCode(), done.body());
        assertTrue(server.people.find(former.secret()).isEmpty());
    }

    @Test
    void aProofIsOneThing() throws Exception {
        server.people.secondStep = new SecondStep("step", List.of(ProofKind.TOTP), Instant.EPOCH);
        for (var body : List.of(
                "{\"token\":\"step\"}",
                "{\"token\":\"step\",\"code\":\"1\",\"passkey\":{\"challenge\":\"c\",\"credential\":{}}}")) {
            var answer = post("/session/second-step", body);
            assertEquals(400, answer.statusCode(), answer.body());
        }
    }

    @Test
    void dangerousThingsWantAFreshProofAndThenGoOn() throws Exception {
        var admin = server.signIn(server.people.admin.id());
        server.people.unconfirmed = true;
        var path = "/users/" + server.people.bert.id().value();
        var refused = server.send(server.request(path, admin).DELETE());
        assertEquals(403, refused.statusCode());
        assertEquals("STEP_UP_REQUIRED", code(refused));
        assertEquals("password", body(refused).path("params").path("methods").asText());
        var confirmed = server.post("/session/confirmation", admin, "{\"password\":\"x\"}");
        assertEquals(204, confirmed.statusCode());
        assertEquals(204, server.send(server.request(path, admin).DELETE()).statusCode());
    }

    @Test
    void deletingManyWantsAProofAndStartingManyDoesNot() throws Exception {
        var admin = server.signIn(server.people.admin.id());
        server.people.unconfirmed = true;
        var deletes = server.post("/batches", admin, "{\"action\":\"delete\",\"ids\":[\"survival\"]}");
        assertEquals("STEP_UP_REQUIRED", code(deletes));
        var starts = server.post("/batches", admin, "{\"action\":\"start\",\"ids\":[\"survival\"]}");
        assertEquals(202, starts.statusCode(), starts.body());
        var users = server.post("/users/batch", admin, "{\"action\":\"delete\",\"users\":[]}");
        assertEquals("STEP_UP_REQUIRED", code(users), users.body());
    }

    @Test
    void whoMayNotDoItAnywayIsNotAskedForAProof() throws Exception {
        var anna = server.signIn(server.people.anna.id());
        server.people.unconfirmed = true;
        var refused =
                server.send(server.request("/users/" + server.people.bert.id().value(), anna)
                        .DELETE());
        assertEquals("FORBIDDEN", code(refused));
    }

    @Test
    void whoActsAsSomebodyElseChangesNothingOfTheirsAndComesBack() throws Exception {
        var admin = server.signIn(server.people.admin.id());
        var begun = server.post("/users/" + server.people.anna.id().value() + "/impersonation", admin, "");
        assertEquals(200, begun.statusCode(), begun.body());
        assertEquals("anna", body(begun).path("user").path("name").asText());
        assertEquals("admin", body(begun).path("actor").path("name").asText());
        var cookies = cookies(begun);
        assertTrue(cookies.contains("ostler_own=" + admin.secret()), cookies);
        assertTrue(begun.headers().allValues("Set-Cookie").stream()
                .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict")));
        var csrf = body(begun).path("csrfToken").asText();

        for (var forbidden : List.of(
                acting("/account/password", cookies, csrf)
                        .POST(BodyPublishers.ofString("{\"current\":\"a\",\"next\":\"b\"}")),
                acting("/account/factors/app", cookies, csrf).POST(BodyPublishers.noBody()),
                acting("/account/ssh-keys", cookies, csrf)
                        .POST(BodyPublishers.ofString("{\"text\":\"ssh-ed25519 A\"}")),
                acting("/account/sessions", cookies, csrf).DELETE(),
                acting("/session/confirmation", cookies, csrf).POST(BodyPublishers.ofString("{\"password\":\"a\"}")))) {
            var answer = server.send(forbidden);
            assertEquals("IMPERSONATING", code(answer), answer.request().uri().toString());
        }

        var back = server.send(acting("/session", cookies, csrf).DELETE());
        assertEquals(204, back.statusCode());
        assertTrue(cookies(back).contains("ostler_session=" + admin.secret()), cookies(back));
        assertEquals(401, server.send(acting("/session", cookies, csrf).GET()).statusCode());
        assertEquals(200, server.get("/session", admin).statusCode());
    }

    @Test
    void nobodyComesBackAsSomebodyElseThanWhoActed() throws Exception {
        var admin = server.signIn(server.people.admin.id());
        var bert = server.signIn(server.people.bert.id());
        var begun = server.post("/users/" + server.people.anna.id().value() + "/impersonation", admin, "");
        var planted = cookies(begun).replace(admin.secret(), bert.secret());
        var back = server.send(
                acting("/session", planted, body(begun).path("csrfToken").asText())
                        .DELETE());
        assertEquals(204, back.statusCode());
        assertFalse(cookies(back).contains(bert.secret()), cookies(back));
    }

    @Test
    void aPasskeyIsJudgedForTheAddressThatTheBrowserSees() throws Exception {
        var asked = post("/session/passkey/question", "{}");
        assertEquals(200, asked.statusCode(), asked.body());
        assertEquals("{\"challenge\":\"token\",\"options\":{\"publicKey\":{\"challenge\":\"abc\"}}}", asked.body());
        assertEquals("127.0.0.1", server.factors.lastSite.host());
        assertEquals("http://" + server.authority(), server.factors.lastSite.origin());
        var refused = post("/session/passkey", "{\"challenge\":\"token\",\"credential\":{\"id\":\"x\"}}");
        assertEquals("PASSKEY_REFUSED", code(refused));
        assertEquals("{\"id\":\"x\"}", server.factors.lastCredential);
    }

    @Test
    void administratorsSeeAndEndSessionsOfOthersAndNobodyElseDoes() throws Exception {
        var admin = server.signIn(server.people.admin.id());
        var anna = server.signIn(server.people.anna.id());
        var path = "/users/" + server.people.anna.id().value() + "/sessions";
        assertEquals(1, body(server.get(path, admin)).path("sessions").size());
        assertEquals(403, server.get(path, anna).statusCode());
        var own = "/users/" + server.people.admin.id().value() + "/sessions/"
                + anna.session().handle();
        assertEquals(404, server.send(server.request(own, admin).DELETE()).statusCode());
        assertEquals(200, server.get("/session", anna).statusCode());
        assertEquals(204, server.send(server.request(path, admin).DELETE()).statusCode());
        assertEquals(401, server.get("/session", anna).statusCode());
    }

    private HttpRequest.Builder acting(String path, String cookies, String csrf) {
        return server.request(path)
                .header("Cookie", cookies)
                .header("X-Ostler-Csrf", csrf)
                .header("Content-Type", "application/json");
    }

    private static String cookies(HttpResponse<String> answer) {
        return String.join(
                "; ",
                answer.headers().allValues("Set-Cookie").stream()
                        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                        .toList());
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return server.send(
                server.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }
}
