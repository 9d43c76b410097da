package io.ostler.panel.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.panel.api.rest.Anonymous;
import io.ostler.panel.rest.internal.fake.RestServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Resources come and go while requests run. */
class HotDeployTest {
    /** A plug-in's operation. */
    @Path("plugin")
    public static final class Plugin {
        @GET
        @Produces("text/plain")
        @Anonymous("a test")
        public String hello() {
            return "hello";
        }
    }

    /** Two methods for one address: Jersey refuses the whole application. */
    @Path("broken")
    public static final class Broken {
        @GET
        @Anonymous("a test")
        public String one() {
            return "";
        }

        @GET
        @Anonymous("a test")
        public String two() {
            return "";
        }
    }

    @Test
    @Timeout(300)
    void noRequestElsewhereFailsWhilePluginsComeAndGo() throws Exception {
        try (var server = new RestServer()) {
            var stop = new AtomicBoolean();
            var load = CompletableFuture.supplyAsync(() -> {
                int bad = 0;
                while (!stop.get()) {
                    var answer = server.client
                            .sendAsync(server.request("/setup").build(), BodyHandlers.ofString())
                            .join();
                    bad += answer.statusCode() == 200 ? 0 : 1;
                }
                return bad;
            });
            for (int round = 0; round < 5; round++) {
                var plugin = new Plugin();
                server.host.addResource(plugin);
                await(server, 200);
                server.host.removeResource(plugin);
                await(server, 404);
            }
            stop.set(true);
            assertEquals(0, load.get());
        }
    }

    @Test
    @Timeout(300)
    void aResourceThatCannotBeUsedLeavesTheOthersRunning() throws Exception {
        try (var server = new RestServer()) {
            assertEquals(200, server.send(server.request("/setup")).statusCode());
            var broken = new Broken();
            server.host.addResource(broken);
            var plugin = new Plugin();
            server.host.addResource(plugin);
            assertEquals(200, server.send(server.request("/setup")).statusCode());
            server.host.removeResource(broken);
            await(server, 200);
        }
    }

    private static void await(RestServer server, int status) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        int last = 0;
        while (System.nanoTime() < deadline) {
            last = server.send(server.request("/plugin")).statusCode();
            if (last == status) {
                return;
            }
        }
        assertEquals(status, last);
    }
}
