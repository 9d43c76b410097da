package io.ostler.testkit.provider;

import io.ostler.panel.api.provider.ExternalIdentity;
import io.ostler.panel.api.provider.PasswordProvider;
import io.ostler.panel.api.provider.ProviderFault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks {@code POST /check} with name and password: 200 with the member's number and the groups, one a line, or 403.
 * Thread-safe.
 */
final class ForumProvider implements PasswordProvider {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final URI check;
    private final URI ping;
    private final String key;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            // A password must not follow a redirect to somebody else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    ForumProvider(URI address, String key) {
        check = address.resolve("/check");
        ping = address.resolve("/ping");
        this.key = key;
    }

    @Override
    public Optional<ExternalIdentity> authenticate(String name, String password) {
        if (password.isEmpty()) {
            return Optional.empty();
        }
        var form = "name=" + encoded(name) + "&password=" + encoded(password);
        var answer = ask(request(check).POST(BodyPublishers.ofString(form)).build());
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(identity(name, answer.body().lines().toList()));
            case 403 -> Optional.empty();
            default -> throw fault(answer);
        };
    }

    private static ExternalIdentity identity(String name, List<String> lines) {
        if (lines.isEmpty()) {
            throw ProviderFault.BAD_ANSWER.because("no member's number");
        }
        // The number: names can be changed in the forum, and given to others.
        return new ExternalIdentity(lines.getFirst(), name, "", null, false, lines.subList(1, lines.size()));
    }

    @Override
    public void test() {
        var answer = ask(request(ping).build());
        if (answer.statusCode() != 200) {
            throw fault(answer);
        }
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(LIMIT).header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> ask(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw ProviderFault.UNREACHABLE.because(e.getClass().getSimpleName() + " at " + check.getHost(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProviderFault.UNREACHABLE.because("interrupted", e);
        }
    }

    private static RuntimeException fault(HttpResponse<String> answer) {
        return (answer.statusCode() == 401 ? ProviderFault.CREDENTIALS : ProviderFault.BAD_ANSWER)
                .because("status " + answer.statusCode());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
