package io.ostler.panel.api.provider;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a provider could not do its work. */
public enum ProviderFault {
    /** Nobody answers there, or too late. */
    UNREACHABLE,
    /** Its certificate isn't trusted, or the connection isn't protected as it was asked for. */
    UNTRUSTED,
    /** It doesn't accept us: client, service account or their secret. */
    CREDENTIALS,
    /** It answers, but not what it should. */
    BAD_ANSWER,
    /** The address leads where this provider may not go. */
    ADDRESS,
    /** What it says of the person doesn't prove anything: signature, audience, time, nonce. */
    NOT_PROVED,
    /** The person or the provider said no. */
    REFUSED;

    /**
     * @param detail for administrators, in the words of the protocol; no secret, no line break. People who sign in
     *     don't see it.
     */
    public OstlerException because(String detail, @Nullable Throwable cause) {
        var clean = detail.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(300)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return new OstlerException(
                ErrorCode.PROVIDER_FAILED, Map.of("fault", name(), "detail", clean.toString()), cause);
    }

    public OstlerException because(String detail) {
        return because(detail, null);
    }
}
