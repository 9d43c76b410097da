package io.ostler.panel.auth.internal.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeyTextTest {
    static final String ED25519 = line("ssh-ed25519", "ssh-ed25519", new byte[32]);

    static String line(String kind, Object... fields) {
        try {
            var bytes = new ByteArrayOutputStream();
            var data = new DataOutputStream(bytes);
            for (var field : fields) {
                var some = field instanceof String text ? text.getBytes(StandardCharsets.US_ASCII) : (byte[]) field;
                data.writeInt(some.length);
                data.write(some);
            }
            return kind + " " + Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] point(int length) {
        var point = new byte[length];
        point[0] = 4;
        return point;
    }

    private static String rsa(int bits) {
        var modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
        return line("ssh-rsa", "ssh-rsa", BigInteger.valueOf(65537).toByteArray(), modulus.toByteArray());
    }

    @Test
    void aLineIsTakenApart() {
        var key = PublicKeyText.parse("  " + ED25519 + " anna at home \n");
        assertEquals(ED25519, key.text());
        assertEquals("anna at home", key.comment());
        assertEquals(50, key.fingerprint().length());
    }

    @Test
    void allSafeKindsAreTaken() {
        PublicKeyText.parse(rsa(2048));
        PublicKeyText.parse(line("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", "nistp256", point(65)));
        PublicKeyText.parse(line("ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384", "nistp384", point(97)));
        PublicKeyText.parse(line("ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521", "nistp521", point(133)));
        var sk = "sk-ssh-ed25519@openssh.com";
        PublicKeyText.parse(line(sk, sk, new byte[32], "ssh:"));
        var ec = "sk-ecdsa-sha2-nistp256@openssh.com";
        PublicKeyText.parse(line(ec, ec, "nistp256", point(65), "ssh:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ssh-ed25519", "ssh-ed25519 !!!", "garbage", "-----BEGIN OPENSSH PRIVATE KEY-----\nabc"})
    void garbageIsRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @CsvSource({"1024", "2047"})
    void shortRsaKeysAreRefused(int bits) {
        assertRefused(rsa(bits));
    }

    @Test
    void keysThatAreNotWhatTheySayAreRefused() {
        assertRefused(line("ssh-rsa", "ssh-ed25519", new byte[32]));
        assertRefused(line("ssh-ed25519", "ssh-ed25519", new byte[31]));
        assertRefused(line("ssh-ed25519", "ssh-ed25519", new byte[32], "more"));
        assertRefused(line("ssh-dss", "ssh-dss", new byte[32]));
        assertRefused(line("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", "nistp384", point(97)));
        assertRefused(ED25519 + "\n" + ED25519);
        assertRefused("ssh-ed25519 AAAA");
        assertRefused(ED25519 + " " + "x".repeat(20_000));
    }

    private static void assertRefused(String text) {
        var refusal = assertThrows(OstlerException.class, () -> PublicKeyText.parse(text));
        assertEquals(ErrorCode.SSH_KEY_INVALID, refusal.code());
        assertFalse(refusal.parameters().get("reason").isBlank());
    }
}
