package io.ostler.panel.auth.oidc.internal;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.ostler.panel.api.provider.ProviderFault;
import io.ostler.panel.api.provider.RedirectProvider.Arrival;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The code that a browser brought back, exchanged for tokens. Stateless. */
final class CodeExchange {
    private CodeExchange() {}

    /** The code, once it is sure that the provider didn't say no. {@code PROVIDER_FAILED}. */
    static String code(Arrival arrival) {
        var error = arrival.parameters().get("error");
        if (error != null) {
            throw ProviderFault.REFUSED.because(
                    error + " " + arrival.parameters().getOrDefault("error_description", ""));
        }
        if (!arrival.state().equals(arrival.parameters().get("state"))) {
            throw ProviderFault.NOT_PROVED.because("another state came back");
        }
        var code = arrival.parameters().getOrDefault("code", "");
        if (code.isEmpty() || code.length() > 4_000) {
            throw ProviderFault.BAD_ANSWER.because("no code came back");
        }
        return code;
    }

    /** A successful answer of the token endpoint. {@code PROVIDER_FAILED}. */
    static HTTPResponse tokens(
            GuardedHttp http,
            URI endpoint,
            ClientID client,
            String secret,
            boolean post,
            String code,
            String callback,
            String verifier) {
        var grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), URI.create(callback), new CodeVerifier(verifier));
        var authentication = authentication(client, secret, post);
        var request = (authentication == null
                        ? new TokenRequest.Builder(endpoint, client, grant)
                        : new TokenRequest.Builder(endpoint, authentication, grant))
                .build()
                .toHTTPRequest();
        request.setAccept("application/json");
        var answer = http.send(request);
        if (answer.getStatusCode() == 200) {
            return answer;
        }
        var body = answer.getBody() == null ? "" : answer.getBody();
        throw (body.contains("invalid_client") || answer.getStatusCode() == 401
                        ? ProviderFault.CREDENTIALS
                        : ProviderFault.REFUSED)
                .because("status " + answer.getStatusCode() + " for the code: " + errorOf(body));
    }

    private static String errorOf(String body) {
        int at = body.indexOf("\"error");
        return at < 0 ? "" : body.substring(at, Math.min(body.length(), at + 200));
    }

    private static @Nullable ClientAuthentication authentication(ClientID client, String secret, boolean post) {
        if (secret.isEmpty()) {
            return null;
        }
        return post
                ? new ClientSecretPost(client, new Secret(secret))
                : new ClientSecretBasic(client, new Secret(secret));
    }
}
