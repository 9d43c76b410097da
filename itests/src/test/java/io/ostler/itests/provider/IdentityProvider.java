package io.ostler.itests.provider;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The OpenID provider of the console's browser tests, in a process of its own, and a browser that signs in there. */
final class IdentityProvider implements AutoCloseable {
    private static final String START = "import { IdentityProvider } from './e2e/support/identityProvider.mjs';"
            + "console.log('at ' + (await IdentityProvider.start(process.argv[1])).issuer);";

    final String issuer;
    private final Process process;

    IdentityProvider(Path console, String callback) throws IOException {
        process = new ProcessBuilder("node", "--input-type=module", "-e", START, callback)
                .directory(console.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.startsWith("at ")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("the identity provider did not start");
        }
        issuer = line.substring(3);
        // Its pipe must not fill up.
        Thread.ofVirtual().start(() -> said.lines().forEach(more -> {}));
    }

    /** What its pages do with a person's browser: the parameters with which it comes back. */
    static Map<String, String> signIn(String address, String name) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .connectTimeout(Duration.ofSeconds(30))
                .build()) {
            URI at = next(browser, get(URI.create(address)));
            at = next(
                    browser,
                    post(at, "prompt=login&login=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&password=x"));
            at = next(browser, get(at));
            at = next(browser, post(at, "prompt=consent"));
            at = next(browser, get(at));
            Map<String, String> parameters = new HashMap<>();
            for (String pair : at.getRawQuery().split("&")) {
                String[] parts = pair.split("=", 2);
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            return parameters;
        }
    }

    private static HttpRequest get(URI address) {
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).build();
    }

    private static HttpRequest post(URI address, String form) {
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
    }

    private static URI next(HttpClient browser, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = browser.send(request, BodyHandlers.ofString());
        return answer.headers()
                .firstValue("Location")
                .map(request.uri()::resolve)
                .orElseThrow(() -> new IOException(answer.statusCode() + " " + answer.body()));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
