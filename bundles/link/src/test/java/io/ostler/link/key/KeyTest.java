package io.ostler.link.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTest {
    private static final HexFormat HEX = HexFormat.of();
    /** What the X.509 form of each Ed25519 key begins with (RFC 8410). */
    private static final String HEAD = "302a300506032b6570032100";

    /** RFC 8032, section 7.1. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    })
    void signsAsTheStandardSays(String seed, String shown, String message, String signature) throws Exception {
        var secret = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, HEX.parseHex(seed)));
        var half = VerifyingKey.of(Base64.getEncoder().encodeToString(HEX.parseHex(HEAD + shown)));
        var signed = new SigningKey(secret, half).sign(HEX.parseHex(message));
        assertArrayEquals(HEX.parseHex(signature), signed);
        assertTrue(half.verifies(HEX.parseHex(message), signed));
    }

    @Test
    void theJdkAndWeAcceptEachOther() throws Exception {
        var message = "ticket".getBytes(StandardCharsets.UTF_8);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var ours = new SigningKey(pair.getPrivate(), new VerifyingKey(pair.getPublic()));
        var theirs = Signature.getInstance("Ed25519");
        theirs.initSign(pair.getPrivate());
        theirs.update(message);
        assertTrue(ours.verifyingKey().verifies(message, theirs.sign()));
        theirs.initVerify(pair.getPublic());
        theirs.update(message);
        assertTrue(theirs.verify(ours.sign(message)));
    }

    @Test
    void garbageIsNoSignature() {
        var key = SigningKey.generate();
        var message = new byte[] {1, 2, 3};
        var signature = key.sign(message);
        var shown = key.verifyingKey();
        assertFalse(shown.verifies(new byte[] {1, 2, 4}, signature));
        assertFalse(SigningKey.generate().verifyingKey().verifies(message, signature));
        for (int length : new int[] {0, 1, 63, 65}) {
            assertFalse(shown.verifies(message, java.util.Arrays.copyOf(signature, length)), length + " bytes");
        }
        for (int i = 0; i < signature.length; i++) {
            var changed = signature.clone();
            changed[i] ^= 1;
            assertFalse(shown.verifies(message, changed), "byte " + i);
        }
        // The same with the group's order added to S: it would be a second signature of the same message.
        var order = HEX.parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        var twin = signature.clone();
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            carry += (twin[32 + i] & 0xff) + (order[i] & 0xff);
            twin[32 + i] = (byte) carry;
            carry >>= 8;
        }
        assertFalse(shown.verifies(message, twin));
        assertFalse(shown.verifies(message, "not base64!"));
    }

    @Test
    void halvesOfOtherKeysAreRefused() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var other = SigningKey.generate().verifyingKey();
        assertThrows(IllegalArgumentException.class, () -> new SigningKey(pair.getPrivate(), other));
        var wrong = KeyPairGenerator.getInstance("EC").generateKeyPair();
        assertThrows(IllegalArgumentException.class, () -> new SigningKey(wrong.getPrivate(), other));
    }
}
