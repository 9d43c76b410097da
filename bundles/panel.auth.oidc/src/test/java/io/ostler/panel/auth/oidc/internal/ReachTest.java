package io.ostler.panel.auth.oidc.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.OstlerException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Abuse case 33. */
class ReachTest {
    private static final Reach PUBLIC = new Reach(false);
    private static final Reach OWN = new Reach(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "192.0.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "2002:7f00:1::",
                "64:ff9b::7f00:1",
                "2001:0:1::1",
                "2001:db8::1",
                "::7f00:1"
            })
    void noPrivateAddressIsAskedUnlessItWasAllowed(String address) throws Exception {
        assertFalse(PUBLIC.allows(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "93.184.216.34", "2606:4700::1111", "172.32.0.1", "100.128.0.1"})
    void publicOnesAre(String address) throws Exception {
        assertTrue(PUBLIC.allows(InetAddress.getByName(address)));
    }

    @Test
    void theOwnNetworkIsItsWithoutTheCloudsServices() throws Exception {
        assertTrue(OWN.allows(InetAddress.getByName("127.0.0.1")));
        assertTrue(OWN.allows(InetAddress.getByName("10.1.2.3")));
        assertFalse(OWN.allows(InetAddress.getByName("169.254.169.254")));
        assertFalse(OWN.allows(InetAddress.getByName("fe80::1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.org",
                "ftp://id.example.org",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https://a:b@id.example.org",
                "https://id.example.org#x",
                "https://",
                "id.example.org",
                ""
            })
    void onlyHttpsWithoutAnythingElse(String address) {
        assertThrows(OstlerException.class, () -> PUBLIC.setting("issuer", address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.1", "2130706433", "0x7f000001"})
    void otherWritingsOfPrivateAddressesAreTheSame(String host) {
        assertThrows(OstlerException.class, () -> PUBLIC.resolve(host));
    }
}
