package io.ostler.daemon.fetch.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Abuse case 33: the inside of somebody's network by a stranger's address. */
class AddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::10.0.0.1",
                "::8.8.8.8",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::10.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:a00:1::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "2002:808:808::1",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fd00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1"
            })
    void insideAddressesAreRefused(String address) throws Exception {
        assertFalse(PublicAddresses.isPublic(InetAddress.getByName(address)), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.255.255",
                "192.169.0.1",
                "198.17.255.255",
                "198.20.0.1",
                "223.255.255.255",
                "2001:4860:4860::8888",
                "2606:4700:4700::1111",
                "2a00::1",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8"
            })
    void publicAddressesArePermitted(String address) throws Exception {
        assertTrue(PublicAddresses.isPublic(InetAddress.getByName(address)), address);
    }

    @Test
    void thisMachinesOwnAddressesAreRefused() throws Exception {
        var policy = new PublicAddresses();
        for (var face : java.util.Collections.list(java.net.NetworkInterface.getNetworkInterfaces())) {
            for (var address : java.util.Collections.list(face.getInetAddresses())) {
                assertFalse(policy.permits(address), address::toString);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/x",
                "file:///etc/passwd",
                "gopher://example.com/",
                "jar:http://example.com/!/",
                "data:text/plain,x",
                "javascript:alert(1)",
                "example.com/x",
                "//example.com/x",
                "http:/example.com",
                "http:example.com",
                "http://",
                "http:///x",
                "",
                " ",
                "http://user@example.com/",
                "http://user:password@example.com/",
                "http://@example.com/",
                "http://example.com@10.0.0.1/",
                "http://10.0.0.1\\@example.com/",
                "http://example.com\\@10.0.0.1/",
                "http://example.com\\.evil.test/",
                "http://example.com#@10.0.0.1:x/\r\nHost: y",
                "http://example.com/\r\nX: y",
                "http://example.com/\u0000",
                "http://exa mple.com/",
                "http://localhost/",
                "http://LOCALHOST./",
                "http://a.localhost/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://0177.0.0.1/",
                "http://0x7f.0.0.1/",
                "http://127.0.0.01/",
                "http://127.0.0.1.5/",
                "http://256.256.256.256/",
                "http://1.2.3.4.0x/",
                "http://017700000001/",
                "http://1.2.3/",
                "http://[::1/",
                "http://[1]/",
                "http://[fe80::1%25eth0]/",
                "http://[::1]x/",
                "http://[::1]:x/",
                "http://example.com:x/",
                "http://example.com:-1/",
                "http://example.com:123456/",
                "http://a..b/",
                "http://.a/",
                "http://a%2eb/",
                "http://127.0.0.1%2f@example.com/",
                "http://ex*mple.com/"
            })
    void doubtfulFormsAreRefusedAtOnce(String text) {
        var error = assertThrows(OstlerException.class, () -> WebAddress.of(text));
        assertEquals(ErrorCode.ADDRESS_REFUSED, error.code());
        assertFalse(error.toString().contains("password"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/", "http://127.0.0.1:8080/", "http://１２７.０.０.１/", "http://127。0。0。1/",
                "http://10.0.0.1./", "http://169.254.169.254/latest", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
                "http://[::ffff:a00:1]/", "http://[fd00:ec2::254]/", "http://[64:ff9b::a00:1]/", "http://0.0.0.0/",
                "http://8.8.8.8:22/", "http://8.8.8.8:25/", "http://8.8.8.8:0/", "http://8.8.8.8:65536/",
                "http://8.8.8.8:1023/", "https://8.8.8.8:6/"
            })
    void literalAddressesAndPortsAreJudgedWithoutAConnection(String text) {
        var error = assertThrows(OstlerException.class, () -> dialer().check(WebAddress.of(text)), text);
        assertEquals(ErrorCode.ADDRESS_REFUSED, error.code());
    }

    @ParameterizedTest
    @CsvSource({
        "http://8.8.8.8/, 8.8.8.8, 80, /",
        "HTTPS://Example.COM./a b?c=[d]#e, example.com, 443, /a%20b?c=%5Bd%5D",
        "http://example.com, example.com, 80, /",
        "http://example.com?x, example.com, 80, /?x",
        "http://example.com:/x, example.com, 80, /x",
        "http://bücher.example/ü, xn--bcher-kva.example, 80, /%C3%BC",
        "https://[2606:4700:4700::1111]:8443/x, 2606:4700:4700:0:0:0:0:1111, 8443, /x",
        "http://1and1.com/, 1and1.com, 80, /",
    })
    void usualAddressesAreRead(String text, String host, int port, String target) {
        var address = WebAddress.of(text);
        assertEquals(host, address.host());
        assertEquals(port, address.port());
        assertEquals(target, address.target());
        dialer().check(address);
    }

    private static Dialer dialer() {
        return new Dialer(
                host -> List.of(InetAddress.getAllByName(host)).toArray(InetAddress[]::new),
                new PublicAddresses(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }
}
