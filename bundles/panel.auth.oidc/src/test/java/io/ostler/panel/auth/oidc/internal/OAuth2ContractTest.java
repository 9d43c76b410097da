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
class OAuth2ContractTest extends RedirectProviderContractTest {
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
        return new OAuth2Type();
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
                "authorizeAddress",
                address + "/authorize",
                "tokenAddress",
                address + "/token",
                "userAddress",
                address + "/user",
                "clientId",
                "client",
                "clientSecret",
                FakeIssuer.SECRET,
                "subjectField",
                "sub",
                "privateNetwork",
                "true");
    }

    @Override
    protected Map<String, String> comeBack(Map<String, String> query) {
        return Map.of("state", query.get("state"), "code", "the-code");
    }
}
