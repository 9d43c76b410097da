package io.ostler.panel.auth.oidc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.provider.ExternalIdentity;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.provider.RedirectProvider;
import io.ostler.panel.api.provider.RedirectProvider.Arrival;
import io.ostler.panel.auth.oidc.internal.FakeIssuer.Seal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Abuse cases 14, 25 and 33, against a provider that lies. */
class OidcProviderTest {
    private static final String CALLBACK = "https://panel.example/login/callback";
    private FakeIssuer issuer;
    private RedirectProvider provider;

    @BeforeEach
    void start() throws Exception {
        issuer = new FakeIssuer();
        provider = open(Map.of());
    }

    @AfterEach
    void stop() {
        provider.close();
        issuer.close();
    }

    private RedirectProvider open(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "issuer", issuer.address(),
                "clientId", "client",
                "clientSecret", FakeIssuer.SECRET,
                "scopes", "openid profile",
                "nameClaim", "preferred_username",
                "groupsClaim", "realm.roles",
                "privateNetwork", "true"));
        settings.putAll(more);
        return (RedirectProvider) new OidcType().open(new ProviderSettings(settings));
    }

    private ExternalIdentity signIn(Map<String, String> extra) {
        var begun = provider.begin(CALLBACK, "the-state");
        var query = query(begun.address());
        issuer.nonce.set(query.get("nonce"));
        var parameters = new HashMap<>(Map.of("state", "the-state", "code", "the-code"));
        parameters.putAll(extra);
        return provider.finish(new Arrival(CALLBACK, "the-state", parameters, begun.memory()));
    }

    @Test
    void aPersonIsWhoTheProviderProvesThemToBe() {
        var anna = signIn(Map.of());
        assertEquals("the-subject", anna.subject());
        assertEquals("anna", anna.name());
        assertEquals("anna@example.org", anna.email());
        assertFalse(anna.emailVerified());
        assertEquals(List.of("a", "b"), anna.groups());
        assertEquals("the-code", issuer.lastTokenRequest.get("code"));
    }

    @Test
    void theBrowserLeavesWithStateNonceAndChallengeAndTheVerifierStaysHere() {
        var begun = provider.begin(CALLBACK, "the-state");
        var query = query(begun.address());
        assertEquals("the-state", query.get("state"));
        assertEquals("S256", query.get("code_challenge_method"));
        assertEquals(CALLBACK, query.get("redirect_uri"));
        assertTrue(query.get("nonce").length() >= 32);
        var verifier = begun.memory().split("\n")[1];
        assertTrue(verifier.length() >= 43);
        assertFalse(begun.address().contains(verifier));
        assertFalse(begun.address().contains(FakeIssuer.SECRET));
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> lies() {
        return Stream.of(
                claims -> claims.issuer("https://other.example"),
                claims -> claims.audience("another client"),
                claims -> claims.audience(List.of("client", "another")),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3600))),
                claims -> claims.expirationTime(null),
                claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(3600))),
                claims -> claims.claim("nonce", "another"),
                claims -> claims.claim("nonce", null),
                claims -> claims.subject(null));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aTokenThatLiesProvesNothing(UnaryOperator<JWTClaimsSet.Builder> lie) {
        issuer.change.set(lie);
        assertTrue(List.of("NOT_PROVED", "BAD_ANSWER").contains(fault(() -> signIn(Map.of()))));
    }

    @ParameterizedTest
    @EnumSource(value = Seal.class, mode = EnumSource.Mode.EXCLUDE, names = "RIGHT")
    void aTokenThatIsNotSignedWithTheProvidersKeyProvesNothing(Seal seal) {
        issuer.seal.set(seal);
        assertEquals("NOT_PROVED", fault(() -> signIn(Map.of())));
    }

    @Test
    void anAnswerOfAnotherProviderOrStateIsRefused() {
        assertEquals("NOT_PROVED", fault(() -> signIn(Map.of("iss", "https://other.example"))));
        assertEquals("NOT_PROVED", fault(() -> signIn(Map.of("state", "another"))));
        assertEquals("BAD_ANSWER", fault(() -> signIn(Map.of("code", ""))));
        assertEquals("REFUSED", fault(() -> signIn(Map.of("error", "access_denied"))));
    }

    @Test
    void dataOfAnotherUserAreRefused() {
        issuer.userSubject.set("another");
        assertEquals("NOT_PROVED", fault(() -> signIn(Map.of())));
    }

    @Test
    void aProviderThatCallsItselfOtherwiseIsRefused() {
        issuer.calledItself.set("https://other.example");
        assertEquals("BAD_ANSWER", fault(provider::test));
    }

    @Test
    void redirectsAreNotFollowed() {
        issuer.answers.put("redirect /keys", issuer.address() + "/elsewhere");
        assertEquals("BAD_ANSWER", fault(provider::test));
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        issuer.answers.put("/.well-known/openid-configuration", "x".repeat(2 << 20));
        assertEquals("UNREACHABLE", fault(provider::test));
    }

    @Test
    void theProviderCantSendUsIntoOurOwnNetwork() {
        try (var outside = open(Map.of("privateNetwork", "false", "issuer", "https://127.0.0.1:9"))) {
            assertEquals("ADDRESS", fault(outside::test));
        }
        var refused = assertThrows(OstlerException.class, () -> open(Map.of("privateNetwork", "false")));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.code());
    }

    @Test
    void plainOAuth2AsksForTheUsersData() {
        var settings = Map.of(
                "authorizeAddress", issuer.address() + "/authorize",
                "tokenAddress", issuer.address() + "/token",
                "userAddress", issuer.address() + "/user",
                "clientId", "client",
                "clientSecret", FakeIssuer.SECRET,
                "subjectField", "sub",
                "nameField", "preferred_username",
                "groupsField", "realm.roles",
                "privateNetwork", "true");
        try (var plain = (RedirectProvider) new OAuth2Type().open(new ProviderSettings(settings))) {
            plain.test();
            var begun = plain.begin(CALLBACK, "the-state");
            assertEquals("S256", query(begun.address()).get("code_challenge_method"));
            var anna = plain.finish(new Arrival(
                    CALLBACK, "the-state", Map.of("state", "the-state", "code", "the-code"), begun.memory()));
            assertEquals("the-subject", anna.subject());
            assertEquals(List.of("a", "b"), anna.groups());
            assertEquals(begun.memory(), issuer.lastTokenRequest.get("code_verifier"));
        }
    }

    private static Map<String, String> query(String address) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String fault(Runnable work) {
        var error = assertThrows(OstlerException.class, work::run);
        assertEquals(ErrorCode.PROVIDER_FAILED, error.code());
        return error.parameters().get("fault");
    }
}
