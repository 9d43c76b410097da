package io.ostler.link.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.link.key.SigningKey;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Abuse case 14: what is no ticket of a known panel. */
class TicketCodecTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00.250Z");
    private static final String HEADER = "{\"typ\":\"ostler-ticket+jwt\",\"alg\":\"EdDSA\"}";
    private final SigningKey key = SigningKey.generate();
    private final Ticket ticket = new Ticket(
            "jti-1",
            "panel-1",
            new NodeId("the-node-1"),
            "boot-1",
            TicketScope.FILE_UPLOAD,
            new InstanceId("instance-1"),
            new UserId("user-0001"),
            "session",
            "https://panel.example",
            "plugins/ä b.jar",
            123_456_789_012L,
            true,
            FileRights.ALL,
            NOW,
            NOW.plus(Ticket.LIFE));

    @Test
    void aTicketSurvivesTheWay() {
        assertEquals(ticket, verify(TicketCodec.sign(ticket, key)));
        var plain = new Ticket(
                "j",
                "panel-1",
                new NodeId("the-node-1"),
                "b",
                TicketScope.CONSOLE_READ,
                new InstanceId("instance-1"),
                new UserId("user-0001"),
                "s",
                "",
                null,
                null,
                false,
                FileRights.ALL,
                NOW,
                NOW);
        assertEquals(plain, verify(TicketCodec.sign(plain, key)));
    }

    @Test
    void aTicketOfAnotherKeyOrIssuerIsRefused() {
        refused(TicketCodec.sign(ticket, SigningKey.generate()));
        var token = TicketCodec.sign(ticket, key);
        invalid(() -> TicketCodec.verify(token, issuer -> null));
        invalid(() -> TicketCodec.verify(token, Map.of("panel-2", key.verifyingKey())::get));
    }

    @Test
    void noAlgorithmButOursIsTaken() throws Exception {
        var payload = part(TicketCodec.sign(ticket, key), 1);
        refused(encode("{\"alg\":\"none\"}") + "." + payload + ".");
        refused(encode("{\"alg\":\"none\",\"typ\":\"ostler-ticket+jwt\"}") + "." + payload + ".AA");
        for (var alg : new String[] {"HS256", "HS384", "HS512"}) {
            var input = encode("{\"alg\":\"" + alg + "\",\"typ\":\"ostler-ticket+jwt\"}") + "." + payload;
            for (var secret : new byte[][] {
                key.verifyingKey().key().getEncoded(), key.verifyingKey().text().getBytes(UTF_8)
            }) {
                var mac = Mac.getInstance("Hmac" + alg.replace("HS", "SHA"));
                mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
                refused(input + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(input.getBytes(UTF_8))));
            }
        }
        for (var alg : new String[] {"Ed25519", "ES256", "RS256", "eddsa", "EdDSA "}) {
            refused(signed("{\"alg\":\"" + alg + "\",\"typ\":\"ostler-ticket+jwt\"}", claims()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"EdDSA\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"OSTLER-TICKET+JWT\"}",
                "{\"typ\":\"ostler-ticket+jwt\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"ostler-ticket+jwt\",\"kid\":\"../../dev/null\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"ostler-ticket+jwt\",\"kid\":\"' OR 1=1 --\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"ostler-ticket+jwt\",\"jku\":\"http://evil.example/keys\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"ostler-ticket+jwt\",\"x5u\":\"http://evil.example/cert\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"ostler-ticket+jwt\",\"crit\":[\"x\"],\"x\":1}",
                "{\"alg\":\"EdDSA\",\"typ\":\"ostler-ticket+jwt\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"EdDSA\",\"typ\":\"ostler-ticket+jwt\",\"cty\":\"JWT\"}",
                "{\"alg\":\"EdDSA\",\"typ\":\"ostler-ticket+jwt\",\"zip\":\"DEF\"}",
                "[]",
                "null",
                "",
            })
    void theHeaderSaysAlgorithmAndTypeAlone(String header) {
        refused(signed(header, claims()));
    }

    @Test
    void aKeyInTheHeaderIsNotTaken() {
        var thief = SigningKey.generate();
        var raw = thief.verifyingKey().key().getEncoded();
        var x = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(raw, raw.length - 32, raw.length));
        var header =
                "{\"alg\":\"EdDSA\",\"typ\":\"ostler-ticket+jwt\",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\""
                        + x + "\"}}";
        refused(signed(thief, header, claims()));
    }

    @Test
    void claimsAreStrict() {
        assertEquals(ticket, verify(signed(HEADER, claims())));
        for (var name : claims().keySet()) {
            if (!name.equals("path") && !name.equals("max")) {
                var without = claims();
                without.remove(name);
                refused(signed(HEADER, without));
            }
            for (var wrong : new String[] {"null", "[]", "{}", "[\"a\"]", "1e400", "-1e30", "\"\\u0000\""}) {
                if (wrong.equals("null") && name.equals("max") || wrong.startsWith("\"") && isText(name)) {
                    continue;
                }
                var bent = claims();
                bent.put(name, wrong);
                refused(signed(HEADER, bent));
            }
        }
        var more = claims();
        more.put("admin", "true");
        refused(signed(HEADER, more));
        var scope = claims();
        scope.put("scope", "\"console.everything\"");
        refused(signed(HEADER, scope));
        var negative = claims();
        negative.put("max", "-1");
        refused(signed(HEADER, negative));
    }

    @Test
    void changedOrCutTokensAreRefused() {
        var token = TicketCodec.sign(ticket, key);
        for (int i = 0; i < token.length(); i += 7) {
            refused(token.substring(0, i));
        }
        refused(token + ".AAAA");
        refused(token + "A".repeat(8192));
        refused(token.replace('.', ' '));
        refused(" " + token);
        refused(token + "\n");
        refused(token + "=");
        var random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            var changed = new StringBuilder(token);
            int at = random.nextInt(token.length());
            char other = "ABCDEFabcdef0123456789-_.+/ \u00e4".charAt(random.nextInt(29));
            if (other == token.charAt(at)) {
                continue;
            }
            changed.setCharAt(at, other);
            try {
                // The last character of a part has bits that nobody uses; the ticket is then the same one.
                assertEquals(ticket, verify(changed.toString()));
            } catch (OstlerException e) {
                assertEquals(ErrorCode.TICKET_INVALID, e.code());
            }
        }
    }

    @Test
    void randomTextsAreRefused() {
        var random = new Random(5);
        for (int i = 0; i < 5000; i++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            var encoder = Base64.getUrlEncoder().withoutPadding();
            refused(new String(bytes, UTF_8));
            refused(encoder.encodeToString(bytes) + "." + encoder.encodeToString(bytes) + ".AAAA");
        }
    }

    @Test
    void deepNestingIsRefused() {
        for (var open : new String[] {"[", "{\"a\":"}) {
            var deep = encode(open.repeat(5800 / open.length()));
            refused(encode(HEADER) + "." + deep + ".AAAA");
            refused(deep + ".AAAA.AAAA");
        }
    }

    private static boolean isText(String name) {
        return java.util.Set.of("jti", "boot", "sid", "org", "path").contains(name);
    }

    private Map<String, String> claims() {
        var claims = new HashMap<String, String>();
        claims.put("jti", "\"jti-1\"");
        claims.put("iss", "\"panel-1\"");
        claims.put("aud", "\"the-node-1\"");
        claims.put("boot", "\"boot-1\"");
        claims.put("scope", "\"file.upload\"");
        claims.put("ins", "\"instance-1\"");
        claims.put("sub", "\"user-0001\"");
        claims.put("sid", "\"session\"");
        claims.put("org", "\"https://panel.example\"");
        claims.put("path", "\"plugins/ä b.jar\"");
        claims.put("max", "123456789012");
        claims.put("ovr", "true");
        claims.put("iat", "1777636800.250");
        claims.put("exp", "1777636860.250");
        return claims;
    }

    private String signed(String header, Map<String, String> claims) {
        return signed(key, header, claims);
    }

    private static String signed(SigningKey by, String header, Map<String, String> claims) {
        var json = new StringBuilder("{");
        claims.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
        var input = encode(header) + "." + encode(json.append('}').toString());
        return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(by.sign(input.getBytes(UTF_8)));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String part(String token, int index) {
        return token.split("\\.")[index];
    }

    private Ticket verify(String token) {
        return TicketCodec.verify(token, Map.of("panel-1", key.verifyingKey())::get);
    }

    private void refused(String token) {
        invalid(() -> verify(token));
    }

    private static void invalid(org.junit.jupiter.api.function.Executable step) {
        assertEquals(
                ErrorCode.TICKET_INVALID,
                assertThrows(OstlerException.class, step).code());
    }
}
