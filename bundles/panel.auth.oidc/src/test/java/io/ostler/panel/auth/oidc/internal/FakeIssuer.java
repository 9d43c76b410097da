package io.ostler.panel.auth.oidc.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A provider that lies as a test wants it to; a real one can't be made to. */
final class FakeIssuer implements AutoCloseable {
    /** What an ID token is signed with. */
    enum Seal {
        RIGHT,
        OTHER_KEY,
        NONE,
        SECRET
    }

    static final String SECRET = "a client secret of more than thirty-two characters";
    /** Making keys takes long: once for all. */
    private static final RSAKey KEY = key();

    private static final RSAKey OTHER_KEY = key();
    final AtomicReference<Seal> seal = new AtomicReference<>(Seal.RIGHT);
    final AtomicReference<UnaryOperator<JWTClaimsSet.Builder>> change = new AtomicReference<>(claims -> claims);
    final AtomicReference<String> nonce = new AtomicReference<>("");
    final AtomicReference<String> userSubject = new AtomicReference<>("the-subject");
    final AtomicReference<String> calledItself = new AtomicReference<>();
    final Map<String, String> lastTokenRequest = new ConcurrentHashMap<>();
    final Map<String, String> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var redirect = answers.get("redirect " + path);
            if (redirect != null) {
                exchange.getResponseHeaders().set("Location", redirect);
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
                return;
            }
            var body = answers.getOrDefault(path, answer(path, asked)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String answer(String path, String asked) {
        return switch (path) {
            case "/.well-known/openid-configuration" -> metadata();
            case "/keys" -> new JWKSet(KEY.toPublicJWK()).toString();
            case "/token" -> {
                for (var pair : asked.split("&")) {
                    var parts = pair.split("=", 2);
                    lastTokenRequest.put(parts[0], parts.length > 1 ? parts[1] : "");
                }
                yield "{\"access_token\":\"access\",\"token_type\":\"Bearer\",\"id_token\":\"" + token() + "\"}";
            }
            case "/user" ->
                "{\"sub\":\"" + userSubject.get()
                        + "\",\"preferred_username\":\"anna\",\"email\":\"anna@example.org\",\"email_verified\":false,"
                        + "\"realm\":{\"roles\":[\"a\",\"b\"]}}";
            default -> "{}";
        };
    }

    private String metadata() {
        var issuer = calledItself.get() == null ? address() : calledItself.get();
        return """
        {"issuer":"%s","authorization_endpoint":"A/authorize","token_endpoint":"A/token","jwks_uri":"A/keys",
         "userinfo_endpoint":"A/user","subject_types_supported":["public"],"response_types_supported":["code"],
         "id_token_signing_alg_values_supported":["RS256","HS256","none"]}""".formatted(issuer).replace("\"A/", "\"" + address() + "/");
    }

    private String token() {
        var claims = change.get()
                .apply(new JWTClaimsSet.Builder()
                        .issuer(address())
                        .audience("client")
                        .subject("the-subject")
                        .issueTime(new Date())
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .claim("nonce", nonce.get()))
                .build();
        try {
            return switch (seal.get()) {
                case RIGHT -> signed(KEY, claims);
                case OTHER_KEY -> signed(OTHER_KEY, claims);
                case NONE -> new PlainJWT(claims).serialize();
                case SECRET -> {
                    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
                    jwt.sign(new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
                    yield jwt.serialize();
                }
            };
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private String signed(RSAKey with, JWTClaimsSet claims) throws JOSEException {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(), claims);
        jwt.sign(new RSASSASigner(with));
        return jwt.serialize();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
