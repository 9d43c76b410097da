package io.ostler.panel.auth.internal.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] RFC = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void theVectorsOfTheRfcComeOut(long second, String code) {
        assertEquals(code, Totp.code(RFC, Totp.step(Instant.ofEpochSecond(second)), 8));
    }

    @Test
    void base32GoesBothWays() {
        assertEquals("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Base32.of(RFC));
        assertArrayEquals(RFC, Base32.bytes("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        var secret = Totp.newSecret();
        assertEquals(secret, Base32.of(Base32.bytes(secret)));
        assertEquals(32, secret.length());
    }

    @Test
    void oneStepOfDriftIsForgivenAndNoMore() {
        var secret = Base32.of(RFC);
        var now = Instant.ofEpochSecond(1_700_000_010);
        long step = Totp.step(now);
        for (long at = step - 4; at <= step + 4; at++) {
            var expected = Math.abs(at - step) <= 1 ? OptionalLong.of(at) : OptionalLong.empty();
            assertEquals(expected, Totp.matching(secret, Totp.code(RFC, at, 6), now), "" + (at - step));
        }
    }

    @Test
    void theAddressIsReadBackFromThePicture() throws Exception {
        var address = Totp.address(Totp.newSecret(), "Zoë & Co:é");
        assertTrue(address.startsWith("otpauth://totp/Ostler:Zo%C3%AB%20%26%20Co%3A%C3%A9?secret="), address);
        var svg = QrPicture.svg(address);
        var size = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertTrue(size.find());
        int modules = Integer.parseInt(size.group(1));
        int scale = 4;
        var pixels = new int[modules * scale * modules * scale];
        java.util.Arrays.fill(pixels, 0xffffff);
        var runs = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z").matcher(svg);
        while (runs.find()) {
            int x = Integer.parseInt(runs.group(1));
            int y = Integer.parseInt(runs.group(2));
            int width = Integer.parseInt(runs.group(3));
            for (int row = y * scale; row < (y + 1) * scale; row++) {
                for (int column = x * scale; column < (x + width) * scale; column++) {
                    pixels[row * modules * scale + column] = 0;
                }
            }
        }
        var source = new RGBLuminanceSource(modules * scale, modules * scale, pixels);
        var read = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)));
        assertEquals(address, read.getText());
    }

    @Test
    void recoveryCodesAreTenDifferentOnesAndReadHoweverTheyAreTyped() {
        var codes = RecoveryCodes.create();
        assertEquals(10, new HashSet<>(codes).size());
        for (var code : codes) {
            assertTrue(code.matches("[a-z2-7]{4}(-[a-z2-7]{4}){3}"), code);
            var typed = " " + code.toUpperCase(java.util.Locale.ROOT).replace('-', ' ');
            assertEquals(RecoveryCodes.hash(code), RecoveryCodes.hash(typed));
        }
    }
}
