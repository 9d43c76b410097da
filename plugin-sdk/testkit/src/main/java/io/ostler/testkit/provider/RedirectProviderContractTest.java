package io.ostler.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.provider.AuthProviderType.Way;
import io.ostler.panel.api.provider.ProviderFault;
import io.ostler.panel.api.provider.RedirectProvider;
import io.ostler.panel.api.provider.RedirectProvider.Arrival;
import io.ostler.panel.api.provider.RedirectProvider.Departure;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every type of {@link RedirectProvider}s must do. Its settings lead to a provider that works. */
public abstract class RedirectProviderContractTest extends ProviderTypeContractTest {
    private static final String CALLBACK = "https://panel.example/login/callback";
    private static final String STATE = "s".repeat(43);

    /**
     * Somebody signs in at the provider: the parameters with which it sends the browser back. The same person each
     * time.
     *
     * @param query of the address that the browser went to
     */
    protected abstract Map<String, String> comeBack(Map<String, String> query) throws Exception;

    private RedirectProvider provider() throws Exception {
        return (RedirectProvider) open(settings());
    }

    @Test
    void itSaysThatTheBrowserLeaves() {
        assertEquals(Way.REDIRECT, type().way());
    }

    @Test
    void theBrowserTakesTheStateAndTheWayBackAlongAndNoSecret() throws Exception {
        var begun = provider().begin(CALLBACK, STATE);
        var address = URI.create(begun.address());
        assertTrue(address.isAbsolute()
                && (address.getScheme().equals("https") || address.getScheme().equals("http")));
        assertEquals(STATE, query(begun).get("state"));
        assertEquals(CALLBACK, query(begun).get("redirect_uri"));
        assertNoSecret(settings(), begun.address());
        // A verifier proves later that it was us: it stays here.
        assertFalse(query(begun).containsKey("code_verifier"));
    }

    @Test
    void everyAttemptIsAnotherOne() throws Exception {
        var provider = provider();
        var first = provider.begin(CALLBACK, STATE);
        var second = provider.begin(CALLBACK, "t".repeat(43));
        assertNotEquals(first.memory(), second.memory());
        assertNotEquals(first.address(), second.address());
    }

    @Test
    void whoComesBackIsTheSameEveryTime() throws Exception {
        var provider = provider();
        var first = provider.begin(CALLBACK, STATE);
        var subject = finish(provider, first, comeBack(query(first)));
        var second = provider.begin(CALLBACK, STATE);
        assertEquals(subject, finish(provider, second, comeBack(query(second))));
    }

    @Test
    void anotherStateProvesNothing() throws Exception {
        var provider = provider();
        var begun = provider.begin(CALLBACK, STATE);
        var parameters = new HashMap<>(comeBack(query(begun)));
        parameters.put("state", "x".repeat(43));
        assertFails(ProviderFault.NOT_PROVED, provider, begun, parameters);
        parameters.remove("state");
        assertFails(ProviderFault.NOT_PROVED, provider, begun, parameters);
    }

    @Test
    void aPersonWhoCancelsIsARefusal() throws Exception {
        var provider = provider();
        var begun = provider.begin(CALLBACK, STATE);
        assertFails(ProviderFault.REFUSED, provider, begun, Map.of("state", STATE, "error", "access_denied"));
        assertFails(
                ProviderFault.REFUSED,
                provider,
                begun,
                Map.of("state", STATE, "error", "x", "error_description", "a\r\nb" + "y".repeat(5_000)));
    }

    @Test
    void aCancelledAttemptWithACodeIsStillCancelled() throws Exception {
        var provider = provider();
        var begun = provider.begin(CALLBACK, STATE);
        var parameters = new HashMap<>(comeBack(query(begun)));
        parameters.put("error", "access_denied");
        assertFails(ProviderFault.REFUSED, provider, begun, parameters);
    }

    @Test
    void nothingAndNonsenseAreNoProof() throws Exception {
        var provider = provider();
        var begun = provider.begin(CALLBACK, STATE);
        assertFails(null, provider, begun, Map.of("state", STATE));
        assertFails(null, provider, begun, Map.of("state", STATE, "code", ""));
        assertFails(null, provider, begun, Map.of("state", STATE, "code", "x".repeat(10_000)));
    }

    @Test
    void aProviderThatIsAwayIsSaidWhenTheBrowserComesBack() throws Exception {
        var begun = provider().begin(CALLBACK, STATE);
        var parameters = comeBack(query(begun));
        var away = (RedirectProvider) open(settingsAt("localhost", closedPort()));
        var error = assertThrows(
                OstlerException.class, () -> away.finish(new Arrival(CALLBACK, STATE, parameters, begun.memory())));
        assertUnavailable(error);
    }

    @Test
    void whoNeverAnswersDoesNotKeepASignInForever() throws Exception {
        var begun = provider().begin(CALLBACK, STATE);
        var parameters = comeBack(query(begun));
        try (var silent = new SilentServer()) {
            var provider = (RedirectProvider) open(settingsAt(silent.host(), silent.port()));
            assertTimeoutPreemptively(
                    PATIENCE,
                    () -> assertUnavailable(assertThrows(
                            OstlerException.class,
                            () -> provider.finish(new Arrival(CALLBACK, STATE, parameters, begun.memory())))));
        }
    }

    private static String finish(RedirectProvider provider, Departure begun, Map<String, String> parameters) {
        return provider.finish(new Arrival(CALLBACK, STATE, parameters, begun.memory()))
                .subject();
    }

    /** @param fault null: whichever */
    private void assertFails(
            @Nullable ProviderFault fault, RedirectProvider provider, Departure begun, Map<String, String> parameters)
            throws Exception {
        var error = assertThrows(OstlerException.class, () -> finish(provider, begun, parameters));
        assertEquals(ErrorCode.PROVIDER_FAILED, error.code());
        if (fault != null) {
            assertEquals(fault.name(), error.parameters().get("fault"));
        }
        var words = error.getMessage() + error.parameters();
        assertTrue(words.length() < 2_000 && words.indexOf('\n') < 0 && words.indexOf('\r') < 0, "fit for a log");
        assertNoSecret(settings(), words);
    }

    static Map<String, String> query(Departure departure) {
        return Arrays.stream(URI.create(departure.address()).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
