package io.ostler.panel.auth.oidc.internal;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.ostler.panel.api.provider.ExternalIdentity;
import io.ostler.panel.api.provider.ProviderFault;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.provider.RedirectProvider;
import java.net.URI;
import java.util.Map;

/** The code flow of OAuth 2 with PKCE and state; the provider's data of the user say who it is. Thread-safe. */
final class OAuth2Provider implements RedirectProvider {
    private final URI authorize;
    private final URI token;
    private final URI user;
    private final ClientID client;
    private final String secret;
    private final Scope scopes;
    private final ProviderSettings settings;
    private final GuardedHttp http;

    OAuth2Provider(ProviderSettings settings) {
        var reach = new Reach(settings.flag("privateNetwork"));
        http = new GuardedHttp(reach);
        authorize = reach.setting("authorizeAddress", settings.required("authorizeAddress"));
        token = reach.setting("tokenAddress", settings.required("tokenAddress"));
        user = reach.setting("userAddress", settings.required("userAddress"));
        client = new ClientID(settings.required("clientId"));
        secret = settings.secret("clientSecret");
        scopes = Scope.parse(settings.text("scopes"));
        settings.required("subjectField");
        this.settings = settings;
    }

    @Override
    public Departure begin(String callback, String state) {
        var verifier = new CodeVerifier();
        var request = new AuthorizationRequest.Builder(new ResponseType(ResponseType.Value.CODE), client)
                .endpointURI(authorize)
                .redirectionURI(URI.create(callback))
                .state(new State(state))
                .codeChallenge(verifier, CodeChallengeMethod.S256);
        if (!scopes.isEmpty()) {
            request.scope(scopes);
        }
        return new Departure(request.build().toURI().toString(), verifier.getValue());
    }

    @Override
    public ExternalIdentity finish(Arrival arrival) {
        var code = CodeExchange.code(arrival);
        var answer = CodeExchange.tokens(http, token, client, secret, true, code, arrival.callback(), arrival.memory());
        try {
            var tokens = TokenResponse.parse(answer);
            if (!tokens.indicatesSuccess()) {
                throw ProviderFault.REFUSED.because("the code was not accepted");
            }
            var request = new HTTPRequest(HTTPRequest.Method.GET, user);
            request.setAccept("application/json");
            request.setAuthorization("Bearer "
                    + tokens.toSuccessResponse().getTokens().getAccessToken().getValue());
            var data = http.send(request);
            if (data.getStatusCode() != 200 || data.getBody() == null) {
                throw ProviderFault.BAD_ANSWER.because("status " + data.getStatusCode() + " for the user's data");
            }
            return identity(data.getBodyAsJSONObject());
        } catch (ParseException e) {
            throw ProviderFault.BAD_ANSWER.because(String.valueOf(e.getMessage()), e);
        }
    }

    private ExternalIdentity identity(Map<String, Object> data) {
        var email = Claims.text(data, settings.text("emailField"));
        return new ExternalIdentity(
                Claims.text(data, settings.text("subjectField")),
                Claims.text(data, settings.text("nameField")),
                Claims.text(data, settings.text("displayNameField")),
                email.isEmpty() ? null : email,
                Claims.flag(data, "email_verified"),
                Claims.list(data, settings.text("groupsField")));
    }

    /** Without a person only the way there can be tried: what it answers to a stranger doesn't matter. */
    @Override
    public void test() {
        var request = new HTTPRequest(HTTPRequest.Method.GET, user);
        request.setAccept("application/json");
        http.send(request);
    }

    @Override
    public void close() {
        // Connections live for one request.
    }
}
