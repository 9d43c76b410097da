package io.ostler.testkit.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ostler.panel.api.provider.AuthProviderType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The example holds the contract. */
@Tag("slow")
class ForumProviderTest extends PasswordProviderContractTest {
    private static final String KEY = "the key of the forum";
    private static final Map<String, String> MEMBERS = Map.of("anna", "pass of anna", "berta", "pass of berta");
    private static HttpServer forum;

    @BeforeAll
    static void start() throws IOException {
        forum = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        forum.createContext("/ping", exchange -> answer(exchange, 200, ""));
        forum.createContext("/check", ForumProviderTest::check);
        forum.start();
    }

    @AfterAll
    static void stop() {
        forum.stop(0);
    }

    private static void check(HttpExchange exchange) throws IOException {
        var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("[=&]", -1);
        var name = URLDecoder.decode(form[1], StandardCharsets.UTF_8);
        var password = URLDecoder.decode(form[3], StandardCharsets.UTF_8);
        boolean right = password.equals(MEMBERS.get(name));
        answer(exchange, right ? 200 : 403, right ? "number of " + name + "\nbuilders\n" : "");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        boolean known = ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? status : 401, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    protected AuthProviderType type() {
        return new ForumType();
    }

    @Override
    protected Map<String, String> settings() {
        return settingsAt("127.0.0.1", forum.getAddress().getPort());
    }

    @Override
    protected Map<String, String> settingsAt(String host, int port) {
        return Map.of("address", "http://" + host + ":" + port, "key", KEY);
    }

    @Override
    protected Person known() {
        return new Person("anna", "pass of anna");
    }

    @Override
    protected Person other() {
        return new Person("berta", "pass of berta");
    }
}
