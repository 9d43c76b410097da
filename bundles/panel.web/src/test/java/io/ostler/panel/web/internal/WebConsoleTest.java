package io.ostler.panel.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.NodeId;
import io.ostler.panel.api.node.NodeTargets;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebConsoleTest {
    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        Map<String, URL> files = new HashMap<>();
        for (String name : List.of(
                "index.html", "mark.svg", "assets/main-abc.js", "assets/main-abc.js.gz", "assets/main-abc.js.br")) {
            files.put(name, WebConsoleTest.class.getResource("/static/" + name));
        }
        var context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new WebConsole(Assets.of(files), new OneNode())), "/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        http.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/instances/abc/files?path=a", "/login", "/nodes/fra-1.example"})
    void deepLinksOpenThePage(String path) throws Exception {
        var answer = get(path);
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("<div id=\"app\">"));
        assertEquals(
                "no-cache, no-store",
                answer.headers().firstValue("Cache-Control").orElse(""));
    }

    @Test
    void eachPageHasItsOwnNonceInPageAndPolicy() throws Exception {
        var first = get("/");
        var second = get("/");
        String policy = policyOf(first);
        String nonce = policy.replaceAll(".*'nonce-([^']+)'.*", "$1");
        assertTrue(first.body().contains("content=\"" + nonce + "\""));
        assertTrue(first.body().contains("<script nonce=\"" + nonce + "\">"));
        assertFalse(first.body().contains("__CSP_NONCE__"));
        assertNotEquals(policy, policyOf(second));
    }

    @Test
    void thePolicyLetsOnlyOurFilesRunAndOnlyOurDaemonsAnswer() throws Exception {
        String policy = policyOf(get("/"));
        assertTrue(policy.startsWith("default-src 'none'; "), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertTrue(policy.contains("connect-src 'self' https://node.example:9401 wss://node.example:9401;"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("evil"), policy);
    }

    @Test
    void hashedFilesAreKeptForEverAndSentCompressed() throws Exception {
        var plain = get("/assets/main-abc.js");
        assertEquals("console.log(1)\n", plain.body());
        assertEquals(
                "text/javascript; charset=utf-8",
                plain.headers().firstValue("Content-Type").orElse(""));
        assertTrue(plain.headers().firstValue("Cache-Control").orElse("").contains("immutable"));
        assertEquals(
                "br\n",
                get("/assets/main-abc.js", "Accept-Encoding", "gzip, br").body());
        assertEquals(
                "gz\n",
                get("/assets/main-abc.js", "Accept-Encoding", "gzip, br;q=0").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/nothing",
                "/daemon/v1/nothing",
                "/assets/gone-123.js",
                "/assets/..%2findex.html",
                "/assets/main-abc.js.map"
            })
    void whatIsMissingStaysAProblemDocument(String path) throws Exception {
        var answer = get(path);
        assertTrue(answer.statusCode() == 404 || answer.statusCode() == 400, "was " + answer.statusCode());
        assertFalse(answer.body().contains("<div id=\"app\">"));
    }

    @Test
    void anInterfaceThatIsNotThereIsNoMissingObject() throws Exception {
        var answer = get("/api/v1/instances/x");
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("NOT_READY"));
    }

    @Test
    void onlyReadingIsPossible() throws Exception {
        var request = HttpRequest.newBuilder(uri("/login")).POST(HttpRequest.BodyPublishers.ofString("x"));
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertEquals(405, answer.statusCode());
        assertTrue(answer.body().contains("METHOD_NOT_ALLOWED"));
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return server.getURI().resolve(path);
    }

    private static String policyOf(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Security-Policy").orElse("");
    }

    /** A registry with a good address and one that tries to write into the policy. */
    private static final class OneNode implements NodeTargets {
        @Override
        public List<NodeRecord> remote() {
            return List.of(new NodeRecord(
                    NodeId.create(),
                    "fra-1",
                    "",
                    List.of("https://node.example:9401/", "http://evil;script-src@x"),
                    Instant.EPOCH));
        }

        @Override
        public AutoCloseable listen(Runnable changed) {
            return () -> {};
        }
    }
}
