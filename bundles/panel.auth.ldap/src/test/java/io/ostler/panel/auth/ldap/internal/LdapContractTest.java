package io.ostler.panel.auth.ldap.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.testkit.provider.PasswordProviderContractTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** What every provider with passwords must do, with OpenLDAP's own server. */
@Tag("slow")
class LdapContractTest extends PasswordProviderContractTest {
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

    @Override
    protected AuthProviderType type() {
        return new LdapType();
    }

    @Override
    protected Map<String, String> settings() throws Exception {
        var settings = new HashMap<>(settingsAt("localhost", slapd.port));
        settings.put("protection", "starttls");
        return settings;
    }

    @Override
    protected Map<String, String> settingsAt(String host, int port) throws Exception {
        var settings = new HashMap<String, String>();
        type().fields(Locale.ENGLISH).stream()
                .filter(field -> !field.fallback().isEmpty())
                .forEach(field -> settings.put(field.name(), field.fallback()));
        settings.put("addresses", host + ":" + port);
        settings.put("protection", "none");
        settings.put("certificate", slapd.certificate());
        settings.put("bindName", Slapd.ADMIN);
        settings.put("bindPassword", Slapd.ADMIN_PASSWORD);
        settings.put("userBase", "ou=people,dc=example,dc=org");
        settings.put("groupBase", "ou=groups,dc=example,dc=org");
        return settings;
    }

    @Override
    protected Person known() {
        return new Person("anna", "pass of anna");
    }

    @Override
    protected Person other() {
        return new Person("berta", "pass of berta");
    }
}
