package io.ostler.panel.api.factor;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The arithmetic of WebAuthn without any memory of its own. Thread-safe. Refuses by {@code PASSKEY_REFUSED}. Bytes are
 * base64url without padding.
 */
@ConsumerType
public interface PasskeyCeremony {

    /** @param publicKey in COSE */
    record Known(String id, String owner, String publicKey, long count) {}

    /**
     * @param options for the browser
     * @param request what {@code finish…} needs again; stays here
     */
    record Begun(String options, String request) {}

    record Proved(String id, String owner, long count) {}

    Begun beginMaking(Site site, String owner, String name, List<Known> present);

    /** @return the new passkey */
    Known finishMaking(Site site, String request, String credential);

    /** @param of those that may answer; null: whoever has one that knows its owner, by PIN or finger */
    Begun beginProof(Site site, @Nullable List<Known> of);

    Proved finishProof(Site site, String request, String credential, Function<String, Optional<Known>> known);
}
