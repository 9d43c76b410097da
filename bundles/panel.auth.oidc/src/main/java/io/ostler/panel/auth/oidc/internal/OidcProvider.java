package io.ostler.panel.auth.oidc.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import io.ostler.panel.api.provider.ExternalIdentity;
import io.ostler.panel.api.provider.ProviderFault;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.provider.RedirectProvider;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The code flow of OpenID Connect with PKCE, state and nonce. Thread-safe. */
final class OidcProvider implements RedirectProvider {
    private static final int SKEW_SECONDS = 60;

    private final ClientID client;
    private final String secret;
    private final Scope scopes;
    private final String nameClaim;
    private final String groupsClaim;
    private final Reach reach;
    private final GuardedHttp http;
    private final OidcMetadata metadata;

    OidcProvider(ProviderSettings settings) {
        reach = new Reach(settings.flag("privateNetwork"));
        http = new GuardedHttp(reach);
        metadata = new OidcMetadata(reach.setting("issuer", settings.required("issuer")), reach, http);
        client = new ClientID(settings.required("clientId"));
        secret = settings.secret("clientSecret");
        scopes = Scope.parse(settings.text("scopes"));
        scopes.add("openid");
        nameClaim = settings.text("nameClaim");
        groupsClaim = settings.text("groupsClaim");
    }

    @Override
    public Departure begin(String callback, String state) {
        var nonce = new Nonce();
        var verifier = new CodeVerifier();
        var address = new AuthenticationRequest.Builder(
                        new ResponseType(ResponseType.Value.CODE), scopes, client, URI.create(callback))
                .endpointURI(metadata.get().getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Departure(address.toString(), nonce.getValue() + "\n" + verifier.getValue());
    }

    @Override
    public ExternalIdentity finish(Arrival arrival) {
        requireIssuer(arrival.parameters());
        var code = CodeExchange.code(arrival);
        var memory = arrival.memory().split("\n", 2);
        var answer = CodeExchange.tokens(
                http,
                reach.told(metadata.get().getTokenEndpointURI().toString()),
                client,
                secret,
                metadata.postsSecret(),
                code,
                arrival.callback(),
                memory[1]);
        try {
            var tokens = OIDCTokenResponse.parse(answer).getOIDCTokens();
            var proved = proved(tokens.getIDToken(), memory[0]);
            var claims = new HashMap<String, Object>(proved.getClaims());
            askMore(tokens.getAccessToken(), proved.getSubject(), claims);
            return identity(proved.getSubject(), claims);
        } catch (ParseException e) {
            throw ProviderFault.BAD_ANSWER.because(String.valueOf(e.getMessage()), e);
        }
    }

    /** Another provider may not answer in this one's place (RFC 9207). */
    private void requireIssuer(Map<String, String> parameters) {
        var said = parameters.get("iss");
        var known = metadata.get();
        if (said == null
                ? known.supportsAuthorizationResponseIssuerParam()
                : !said.equals(known.getIssuer().getValue())) {
            throw ProviderFault.NOT_PROVED.because("the answer comes from another provider");
        }
    }

    private JWTClaimsSet proved(JWT token, String nonce) {
        try {
            var id = token.getHeader() instanceof JWSHeader header ? header.getKeyID() : null;
            var processor = new DefaultJWTProcessor<SecurityContext>();
            processor.setJWSKeySelector(
                    new JWSVerificationKeySelector<>(metadata.algorithms(), new ImmutableJWKSet<>(metadata.keys(id))));
            processor.setJWTClaimsSetVerifier(
                    new IDTokenClaimsVerifier(metadata.get().getIssuer(), client, new Nonce(nonce), SKEW_SECONDS));
            var claims = processor.process(token, null);
            if (claims.getAudience().size() > 1 && !client.getValue().equals(claims.getClaim("azp"))) {
                throw ProviderFault.NOT_PROVED.because("the token is for others, too");
            }
            return claims;
        } catch (BadJOSEException | JOSEException e) {
            throw ProviderFault.NOT_PROVED.because(String.valueOf(e.getMessage()), e);
        }
    }

    /** What the token doesn't say may stand in the user's data; what it says counts. */
    private void askMore(AccessToken access, String subject, Map<String, Object> claims) throws ParseException {
        var endpoint = metadata.get().getUserInfoEndpointURI();
        if (endpoint == null) {
            return;
        }
        var request = new UserInfoRequest(reach.told(endpoint.toString()), access).toHTTPRequest();
        request.setAccept("application/json");
        var answer = http.send(request);
        if (answer.getStatusCode() != 200 || answer.getBody() == null) {
            throw ProviderFault.BAD_ANSWER.because("status " + answer.getStatusCode() + " for the user's data");
        }
        var more = answer.getBodyAsJSONObject();
        if (!subject.equals(more.get("sub"))) {
            throw ProviderFault.NOT_PROVED.because("the user's data are another one's");
        }
        more.forEach(claims::putIfAbsent);
    }

    private ExternalIdentity identity(String subject, Map<String, Object> claims) {
        var email = Claims.text(claims, "email");
        return new ExternalIdentity(
                subject,
                Claims.text(claims, nameClaim),
                Claims.text(claims, "name"),
                email.isEmpty() ? null : email,
                Claims.flag(claims, "email_verified"),
                Claims.list(claims, groupsClaim));
    }

    @Override
    public void test() {
        metadata.get();
        metadata.algorithms();
        metadata.keys(null);
    }

    @Override
    public void close() {
        // Connections live for one request.
    }
}
