package io.ostler.panel.auth.ldap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.provider.PasswordProvider;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.provider.SettingField;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against OpenLDAP's own server. */
class LdapProviderTest {
    private static final LdapType TYPE = new LdapType();
    private static Slapd slapd;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Slapd.PROGRAM), "slapd is not installed");
        slapd = new Slapd(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (slapd != null) {
            slapd.close();
        }
    }

    private static Map<String, String> settings(String protection, int port) throws Exception {
        var settings = new HashMap<String, String>();
        TYPE.fields(Locale.ENGLISH).stream()
                .filter(field -> !field.fallback().isEmpty())
                .forEach(field -> settings.put(field.name(), field.fallback()));
        settings.put("addresses", "localhost:" + port);
        settings.put("protection", protection);
        settings.put("certificate", slapd.certificate());
        settings.put("bindName", Slapd.ADMIN);
        settings.put("bindPassword", Slapd.ADMIN_PASSWORD);
        settings.put("userBase", "ou=people,dc=example,dc=org");
        settings.put("groupBase", "ou=groups,dc=example,dc=org");
        return settings;
    }

    private static PasswordProvider open(Map<String, String> settings) {
        return (PasswordProvider) TYPE.open(new ProviderSettings(settings));
    }

    private static PasswordProvider open() throws Exception {
        return open(settings("starttls", slapd.port));
    }

    @Test
    void aPersonIsKnownByNameAndPasswordOverStartTls() throws Exception {
        try (var provider = open()) {
            provider.test();
            var anna = provider.authenticate("anna", "pass of anna").orElseThrow();
            assertEquals("anna", anna.name());
            assertEquals("Anna Ünal", anna.displayName());
            assertEquals("anna@example.org", anna.email());
            assertEquals(36, anna.subject().length(), "the directory's own id");
            assertEquals(List.of("cn=Wardens,ou=groups,dc=example,dc=org"), anna.groups());
            assertEquals(
                    List.of(),
                    provider.authenticate("berta", "pass of berta")
                            .orElseThrow()
                            .groups());
        }
    }

    @Test
    void theSameOverTlsFromTheBeginning() throws Exception {
        try (var provider = open(settings("ldaps", slapd.tlsPort))) {
            assertTrue(provider.authenticate("anna", "pass of anna").isPresent());
        }
    }

    @Test
    void memberOfAloneIsEnoughForGroups() throws Exception {
        var settings = settings("starttls", slapd.port);
        settings.remove("groupBase");
        try (var provider = open(settings)) {
            assertEquals(
                    List.of("cn=Wardens,ou=groups,dc=example,dc=org"),
                    provider.authenticate("anna", "pass of anna").orElseThrow().groups());
        }
    }

    @Test
    void wrongPasswordsAndUnknownNamesAreTheSame() throws Exception {
        try (var provider = open()) {
            assertTrue(provider.authenticate("anna", "pass of berta").isEmpty());
            assertTrue(provider.authenticate("nobody", "pass of anna").isEmpty());
            assertTrue(provider.authenticate("anna", "").isEmpty(), "an empty password is no anonymous bind");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "an*",
                "anna)(uid=*",
                "*)(|(uid=*",
                "anna)(!(uid=x",
                "\\61nna",
                "anna\u0000",
                "(uid=anna)",
                "{dn}",
                "anna,ou=people,dc=example,dc=org"
            })
    void namesAreNoFilters(String name) throws Exception {
        try (var provider = open()) {
            assertTrue(provider.authenticate(name, "pass of anna").isEmpty());
        }
    }

    @Test
    void aFilterThatFindsSeveralLetsNobodyIn() throws Exception {
        var settings = settings("starttls", slapd.port);
        settings.put("userFilter", "(|(objectClass=person)(uid={name}))");
        try (var provider = open(settings)) {
            assertTrue(provider.authenticate("anna", "pass of anna").isEmpty());
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTrusted() throws Exception {
        var settings = settings("starttls", slapd.port);
        settings.remove("certificate");
        try (var provider = open(settings)) {
            assertEquals("UNTRUSTED", fault(provider::test));
        }
        var elsewhere = settings("starttls", slapd.port);
        elsewhere.put("addresses", "127.0.0.1:" + slapd.port);
        try (var provider = open(elsewhere)) {
            assertEquals("UNTRUSTED", fault(provider::test), "the certificate names another host");
        }
    }

    @Test
    void theAccountThatSearchesHasToBeRight() throws Exception {
        var settings = settings("starttls", slapd.port);
        settings.put("bindPassword", "wrong");
        try (var provider = open(settings)) {
            assertEquals("CREDENTIALS", fault(provider::test));
        }
    }

    @Test
    void aServerThatIsAwayIsSaidAndComesBackWithoutAWord() throws Exception {
        try (var provider = open()) {
            assertTrue(provider.authenticate("anna", "pass of anna").isPresent());
            slapd.stop();
            try {
                assertEquals("UNREACHABLE", fault(() -> provider.authenticate("anna", "pass of anna")));
            } finally {
                slapd.start();
            }
            assertTrue(provider.authenticate("anna", "pass of anna").isPresent());
        }
    }

    @Test
    void theNextServerIsAskedWhenOneIsAway() throws Exception {
        var settings = settings("starttls", slapd.port);
        settings.put("addresses", "localhost:1\nlocalhost:" + slapd.port);
        try (var provider = open(settings)) {
            assertTrue(provider.authenticate("anna", "pass of anna").isPresent());
        }
    }

    @Test
    void settingsThatCantBeAreRefusedByField() throws Exception {
        for (var wrong : Map.of(
                        "addresses", "http://x y",
                        "protection", "maybe",
                        "certificate", "none",
                        "userBase", "people",
                        "userFilter", "(uid=anna)",
                        "groupFilter", "((",
                        "subject", "a b")
                .entrySet()) {
            var settings = settings("starttls", slapd.port);
            settings.put(wrong.getKey(), wrong.getValue());
            var error = assertThrows(OstlerException.class, () -> open(settings));
            assertEquals(ErrorCode.INVALID_REQUEST, error.code());
            assertEquals(wrong.getKey(), error.parameters().get("field"));
        }
    }

    @Test
    void secretsAreSaidToBeSecrets() {
        assertEquals(
                List.of("bindPassword"),
                TYPE.fields(Locale.GERMAN).stream()
                        .filter(field -> field.kind() == SettingField.Kind.SECRET)
                        .map(SettingField::name)
                        .toList());
    }

    private static String fault(Runnable work) {
        var error = assertThrows(OstlerException.class, work::run);
        assertEquals(ErrorCode.PROVIDER_FAILED, error.code());
        return error.parameters().get("fault");
    }
}
