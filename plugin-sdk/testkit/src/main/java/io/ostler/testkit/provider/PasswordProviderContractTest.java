package io.ostler.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.provider.AuthProviderType.Way;
import io.ostler.panel.api.provider.PasswordProvider;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every type of {@link PasswordProvider}s must do. Its settings lead to a provider that knows two people. */
public abstract class PasswordProviderContractTest extends ProviderTypeContractTest {

    /** Name and password of somebody whom the provider knows. */
    public record Person(String name, String password) {}

    protected abstract Person known();

    /** Somebody else, with another password. */
    protected abstract Person other();

    private PasswordProvider provider() throws Exception {
        return provider(settings());
    }

    private PasswordProvider provider(Map<String, String> settings) {
        return (PasswordProvider) open(settings);
    }

    @Test
    void itSaysThatItTakesPasswords() {
        assertEquals(Way.PASSWORD, type().way());
    }

    @Test
    void aPersonIsTheSameEveryTime() throws Exception {
        var provider = provider();
        var first = provider.authenticate(known().name(), known().password()).orElseThrow();
        var second = provider().authenticate(known().name(), known().password()).orElseThrow();
        assertEquals(first.subject(), second.subject());
        var other = provider.authenticate(other().name(), other().password()).orElseThrow();
        assertFalse(first.subject().equals(other.subject()), "each person has a subject of their own");
    }

    @Test
    void strangersAndWrongPasswordsAreTheSame() throws Exception {
        var provider = provider();
        assertEquals(Optional.empty(), provider.authenticate("nobody-of-that-name", known().password()));
        assertEquals(Optional.empty(), provider.authenticate(known().name(), "not the password"));
        assertEquals(Optional.empty(), provider.authenticate(known().name(), other().password()));
    }

    @Test
    void anEmptyPasswordNeverSignsIn() throws Exception {
        assertEquals(Optional.empty(), provider().authenticate(known().name(), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "%", "' OR '1'='1", "*)(|(uid=*", "../x", "a\r\nb", "\0", "\\", "\uD83D\uDE00", "{name}"})
    void anythingMayBeTypedAsAName(String name) throws Exception {
        assertEquals(Optional.empty(), provider().authenticate(name, known().password()));
        assertEquals(Optional.empty(), provider().authenticate(known().name() + name, known().password()));
    }

    @Test
    void aLongNameOrPasswordIsJustAWrongOne() throws Exception {
        assertEquals(Optional.empty(), provider().authenticate("x".repeat(1_000), known().password()));
        assertEquals(Optional.empty(), provider().authenticate(known().name(), "x".repeat(1_000)));
    }

    @Test
    void aProviderThatIsAwayIsNoWrongPasswordAndTellsNobodyWhoExists() throws Exception {
        var provider = provider(settingsAt("localhost", closedPort()));
        var ofKnown = unavailable(provider, known().name(), known().password());
        var ofStranger = unavailable(provider, "nobody-of-that-name", "whatever it is");
        assertEquals(ofKnown.parameters(), ofStranger.parameters());
        assertFalse((ofKnown.getMessage() + ofKnown.parameters()).contains(known().password()));
    }

    @Test
    void whoNeverAnswersDoesNotKeepASignInForever() throws Exception {
        try (var silent = new SilentServer()) {
            var provider = provider(settingsAt(silent.host(), silent.port()));
            assertTimeoutPreemptively(PATIENCE, () -> unavailable(provider, known().name(), known().password()));
        }
    }

    private static OstlerException unavailable(PasswordProvider provider, String name, String password) {
        var error = assertThrows(OstlerException.class, () -> provider.authenticate(name, password));
        assertUnavailable(error);
        return error;
    }
}
