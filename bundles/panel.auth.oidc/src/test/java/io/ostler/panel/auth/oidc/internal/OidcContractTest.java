package io.ostler.panel.auth.oidc.internal;

import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.testkit.provider.RedirectProviderContractTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** What every provider that browsers leave for must do. */
@Tag("slow")
class OidcContractTest extends RedirectProviderContractTest {
    private FakeIssuer issuer;

    @BeforeEach
    void start() throws IOException {
        issuer = new FakeIssuer();
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Override
    protected AuthProviderType type() {
        return new OidcType();
    }

    @Override
    protected Map<String, String> settings() {
        return at(issuer.address());
    }

    @Override
    protected Map<String, String> settingsAt(String host, int port) {
        return at("http://" + host + ":" + port);
    }

    private static Map<String, String> at(String address) {
        return Map.of(
                "issuer", address,
                "clientId", "client",
                "clientSecret", FakeIssuer.SECRET,
                "scopes", "openid profile",
                "privateNetwork", "true");
    }

    @Override
    protected Map<String, String> comeBack(Map<String, String> query) {
        issuer.nonce.set(query.get("nonce"));
        return Map.of("state", query.get("state"), "code", "the-code");
    }
}
