package io.ostler.panel.auth.oidc.internal;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.ostler.panel.api.provider.ProviderFault;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a provider says of itself, and its keys: read when needed and again after a while. Thread-safe. */
final class OidcMetadata {
    private static final long LIFE = Duration.ofHours(1).toNanos();
    /** A key that we don't know makes us ask again, but not for every forged token. */
    private static final long KEY_PAUSE = Duration.ofSeconds(30).toNanos();

    /** Public keys only: a provider's shared secret or no signature at all proves nothing to us. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private record Known(OIDCProviderMetadata metadata, long at) {}

    private record Keys(JWKSet set, long at) {}

    private final URI issuer;
    private final Reach reach;
    private final GuardedHttp http;
    private @Nullable Known known;
    private @Nullable Keys keys;

    OidcMetadata(URI issuer, Reach reach, GuardedHttp http) {
        this.issuer = issuer;
        this.reach = reach;
        this.http = http;
    }

    /** {@code PROVIDER_FAILED}. */
    synchronized OIDCProviderMetadata get() {
        var present = known;
        if (present == null || System.nanoTime() - present.at() > LIFE) {
            present = new Known(read(), System.nanoTime());
            known = present;
        }
        return present.metadata();
    }

    private OIDCProviderMetadata read() {
        var base = issuer.toString();
        var address = (base.endsWith("/") ? base : base + "/") + ".well-known/openid-configuration";
        try {
            var metadata = OIDCProviderMetadata.parse(http.get(reach.told(address)));
            if (!metadata.getIssuer().getValue().equals(base)) {
                throw ProviderFault.BAD_ANSWER.because(
                        "it calls itself " + metadata.getIssuer().getValue());
            }
            if (metadata.getAuthorizationEndpointURI() == null
                    || metadata.getTokenEndpointURI() == null
                    || metadata.getJWKSetURI() == null) {
                throw ProviderFault.BAD_ANSWER.because("it lacks an address for signing in, tokens or keys");
            }
            reach.told(metadata.getAuthorizationEndpointURI().toString());
            return metadata;
        } catch (ParseException e) {
            throw ProviderFault.BAD_ANSWER.because(String.valueOf(e.getMessage()), e);
        }
    }

    /** Its keys; with one of that id, if it has such. {@code PROVIDER_FAILED}. */
    synchronized JWKSet keys(@Nullable String id) {
        var present = keys;
        boolean lacks = present == null || (id != null && present.set().getKeyByKeyId(id) == null);
        long age = present == null ? Long.MAX_VALUE : System.nanoTime() - present.at();
        if (present == null || age > LIFE || (lacks && age > KEY_PAUSE)) {
            try {
                var text = http.get(reach.told(get().getJWKSetURI().toString()));
                present = new Keys(JWKSet.parse(text), System.nanoTime());
                keys = present;
            } catch (java.text.ParseException e) {
                throw ProviderFault.BAD_ANSWER.because("its keys can't be read", e);
            }
        }
        return present.set();
    }

    /** How its tokens may be signed. {@code PROVIDER_FAILED} when none of it proves anything. */
    Set<JWSAlgorithm> algorithms() {
        List<JWSAlgorithm> said = get().getIDTokenJWSAlgs();
        var both = new LinkedHashSet<>(said == null ? List.of(JWSAlgorithm.RS256) : said);
        both.retainAll(ALGORITHMS);
        if (both.isEmpty()) {
            throw ProviderFault.BAD_ANSWER.because("it signs tokens in no way that can be checked");
        }
        return both;
    }

    /** Whether the client's secret goes into the body, because nothing else is understood. */
    boolean postsSecret() {
        var methods = get().getTokenEndpointAuthMethods();
        return methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    }
}
