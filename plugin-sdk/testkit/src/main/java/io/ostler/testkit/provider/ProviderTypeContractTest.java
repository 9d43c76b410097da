package io.ostler.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.provider.AuthProvider;
import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.panel.api.provider.AuthProviderType.Way;
import io.ostler.panel.api.provider.PasswordProvider;
import io.ostler.panel.api.provider.ProviderFault;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.provider.RedirectProvider;
import io.ostler.panel.api.provider.SettingField;
import io.ostler.panel.api.provider.SettingField.Kind;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for every kind of provider; extend one of the two classes that know its way. */
public abstract class ProviderTypeContractTest {
    /** Far beyond any limit that a provider may set itself: only what never ends reaches it. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final List<Locale> LOCALES =
            List.of(Locale.ENGLISH, Locale.GERMAN, Locale.ROOT, Locale.forLanguageTag("zh-Hant-TW"));
    private static final String ID = "[a-z0-9-]{1,40}";
    /** Threads that the virtual machine starts when it likes. */
    private static final Set<String> OF_THE_MACHINE = Set.of("process reaper", "Common-Cleaner", "Keep-Alive-Timer");

    private final List<AuthProvider> opened = new ArrayList<>();

    protected abstract AuthProviderType type();

    /** Settings, by the names of its fields, with which it works; secrets among them in clear. */
    protected abstract Map<String, String> settings() throws Exception;

    /** The same, but for a provider at that address, unprotected where that can be set. */
    protected abstract Map<String, String> settingsAt(String host, int port) throws Exception;

    final AuthProvider open(Map<String, String> settings) {
        var provider = type().open(new ProviderSettings(settings));
        opened.add(provider);
        return provider;
    }

    @AfterEach
    void closeProviders() {
        opened.forEach(AuthProvider::close);
    }

    // ---- how it describes itself

    @Test
    void itsIdIsOneThatCanBeStored() {
        assertTrue(type().id().matches(ID), type().id());
        assertEquals(type().id(), type().id());
    }

    @Test
    void itHasANameInEveryLanguage() {
        for (var locale : LOCALES) {
            assertFalse(type().name(locale).isBlank(), locale.toString());
        }
    }

    @Test
    void itsSettingsAreTheSameInEveryLanguage() {
        var known = names(type().fields(Locale.ENGLISH));
        assertEquals(known.size(), Set.copyOf(known).size(), "each name once: " + known);
        for (var locale : LOCALES) {
            assertEquals(known, names(type().fields(locale)), locale.toString());
        }
    }

    @Test
    void everySettingSaysWhatItIs() {
        for (var field : type().fields(Locale.ENGLISH)) {
            assertFalse(field.label().isBlank(), field.name());
            assertEquals(field.kind() == Kind.CHOICE, !field.choices().isEmpty(), field.name() + ": choices");
            var values =
                    field.choices().stream().map(SettingField.Choice::value).toList();
            if (field.kind() == Kind.CHOICE && !field.fallback().isEmpty()) {
                assertTrue(values.contains(field.fallback()), field.name() + ": its fallback is no choice");
            }
            if (field.kind() == Kind.SECRET) {
                assertEquals("", field.fallback(), field.name() + ": a secret that everybody knows");
            }
            if (field.kind() == Kind.FLAG) {
                assertTrue(Set.of("", "true", "false").contains(field.fallback()), field.name());
            }
        }
    }

    @Test
    void theSettingsOfThisTestAreOnesItDescribes() throws Exception {
        var known = names(type().fields(Locale.ENGLISH));
        assertTrue(known.containsAll(settings().keySet()), settings().keySet() + " of " + known);
    }

    // ---- settings

    @Test
    void aRequiredSettingThatLacksIsRefusedByItsName() throws Exception {
        for (var field : type().fields(Locale.ENGLISH)) {
            if (field.required()) {
                var settings = new HashMap<>(settings());
                settings.remove(field.name());
                var error = assertThrows(OstlerException.class, () -> open(settings), field.name());
                assertEquals(ErrorCode.INVALID_REQUEST, error.code(), field.name());
                assertEquals(field.name(), error.parameters().get("field"));
            }
        }
    }

    @Test
    void openingAsksNobody() throws Exception {
        try (var silent = new SilentServer()) {
            var settings = settingsAt(silent.host(), silent.port());
            var provider = assertTimeoutPreemptively(PATIENCE, () -> open(settings));
            Class<?> kind = type().way() == Way.PASSWORD ? PasswordProvider.class : RedirectProvider.class;
            assertTrue(kind.isInstance(provider), "no " + kind);
            assertEquals(0, silent.taken(), "the network waits until somebody signs in");
        }
    }

    @Test
    void noSecretIsInItsWords() throws Exception {
        var settings = settingsAt("localhost", closedPort());
        var provider = open(settings);
        assertNoSecret(settings, provider.toString());
        var error = assertThrows(OstlerException.class, provider::test);
        assertNoSecret(settings, error.getMessage() + error.parameters());
    }

    // ---- a provider that can't be asked

    @Test
    void itsTestPassesWhereItWorks() throws Exception {
        open(settings()).test();
    }

    @Test
    void whereNobodyListensItSaysSo() throws Exception {
        var provider = open(settingsAt("localhost", closedPort()));
        assertUnavailable(assertThrows(OstlerException.class, provider::test));
    }

    @Test
    void itGivesUpOnWhoNeverAnswersAndHangsUp() throws Exception {
        try (var silent = new SilentServer()) {
            var provider = open(settingsAt(silent.host(), silent.port()));
            assertUnavailable(
                    assertTimeoutPreemptively(PATIENCE, () -> assertThrows(OstlerException.class, provider::test)));
            assertNotEquals(0, silent.taken(), "it tried");
            provider.close();
            opened.remove(provider);
            Await.until("the connections are closed", () -> silent.open() == 0);
        }
    }

    // ---- its end

    @Test
    void whatItHeldIsFreeOnceItIsClosed() throws Exception {
        // The first one may start what stays for all of its kind.
        var first = open(settings());
        first.test();
        first.close();
        opened.remove(first);
        var before = threads();
        for (int i = 0; i < 3; i++) {
            var provider = open(settings());
            provider.test();
            provider.close();
            opened.remove(provider);
        }
        Await.value("threads that it left", () -> added(before), Set::isEmpty);
    }

    private static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    private static Set<String> added(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !OF_THE_MACHINE.contains(name) && !name.startsWith("ForkJoinPool"))
                .collect(Collectors.toSet());
    }

    // ---- for the two ways

    static void assertUnavailable(OstlerException error) {
        assertEquals(ErrorCode.PROVIDER_FAILED, error.code());
        assertEquals(ProviderFault.UNREACHABLE.name(), error.parameters().get("fault"));
        var detail = error.parameters().getOrDefault("detail", "");
        assertFalse(detail.isBlank(), "administrators learn why");
        assertTrue(detail.chars().noneMatch(Character::isISOControl), "one line for the log: " + detail);
    }

    final void assertNoSecret(Map<String, String> settings, String text) {
        type().fields(Locale.ENGLISH).stream()
                .filter(field -> field.kind() == Kind.SECRET)
                .map(field -> settings.getOrDefault(field.name(), ""))
                .filter(secret -> !secret.isEmpty())
                .forEach(secret -> assertFalse(text.contains(secret), "a secret in: " + text.replace(secret, "***")));
    }

    /** One that was free a moment ago, and where nobody listens. */
    static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<String> names(List<SettingField> fields) {
        return fields.stream().map(SettingField::name).toList();
    }
}
