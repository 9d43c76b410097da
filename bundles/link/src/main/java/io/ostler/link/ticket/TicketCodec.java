package io.ostler.link.ticket;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import io.ostler.link.key.SigningKey;
import io.ostler.link.key.VerifyingKey;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Ticket;
import java.text.ParseException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tickets as signed JWTs. Reading proves who issued one and that it is well formed, nothing more: audience, time,
 * single use and the rest are the daemon's to check. The header may say the algorithm and the type and nothing else, so
 * that no key, key id or critical extension is ever taken from a token. Stateless.
 */
public final class TicketCodec {
    private static final int LONGEST = 8192;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final JWSHeader HEADER = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
            .type(new JOSEObjectType(Ticket.TYPE))
            .build();
    private static final Map<String, Object> HEADER_PARTS =
            Map.of("alg", JWSAlgorithm.EdDSA.getName(), "typ", Ticket.TYPE);

    private TicketCodec() {}

    public static String sign(Ticket ticket, SigningKey key) {
        try {
            var token = new JWSObject(HEADER, new Payload(TicketClaims.write(ticket)));
            token.sign(new Ed25519Jws.Signer(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The ticket that one of the known issuers signed.
     *
     * @param keyOf key of an issuer, null for a stranger
     * @throws OstlerException {@code TICKET_INVALID} for everything else, whatever is wrong with it
     */
    public static Ticket verify(String token, Function<String, @Nullable VerifyingKey> keyOf) {
        if (token.length() > LONGEST || !FORM.matcher(token).matches()) {
            throw invalid();
        }
        try {
            var jws = JWSObject.parse(token);
            if (!jws.getHeader().toJSONObject().equals(HEADER_PARTS)) {
                throw invalid();
            }
            Map<String, Object> claims =
                    Objects.requireNonNullElse(jws.getPayload().toJSONObject(), Map.of());
            var key = claims.get("iss") instanceof String issuer ? keyOf.apply(issuer) : null;
            if (key == null || !jws.verify(new Ed25519Jws.Verifier(key))) {
                throw invalid();
            }
            return TicketClaims.read(claims);
        } catch (ParseException | JOSEException | RuntimeException e) { // the parser trips over some hostile texts
            throw invalid();
        }
    }

    static OstlerException invalid() {
        return new OstlerException(ErrorCode.TICKET_INVALID);
    }
}
