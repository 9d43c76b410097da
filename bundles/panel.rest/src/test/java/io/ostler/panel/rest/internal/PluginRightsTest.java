package io.ostler.panel.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.rest.RequiresPermission;
import io.ostler.panel.rest.internal.fake.RestServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plug-in's operation under the plug-in's own permission, while both come and go (abuse 32). */
@Timeout(300)
class PluginRightsTest {
    private static final Permission DRAW =
            new Permission("maps.draw", Permission.Reach.ADMINISTRATOR, Permission.About.PANEL);

    @Path("maps")
    public static final class Maps {
        @GET
        @RequiresPermission("maps.draw")
        public String draw() {
            return "";
        }
    }

    @Test
    void itsPermissionIsAskedForByNameAndOpensNothingOnceItIsGone() throws Exception {
        try (var server = new RestServer()) {
            var admin = server.signIn(server.people.admin.id());
            var bert = server.signIn(server.people.bert.id());
            var plugin = new Maps();
            server.permissions.contributed.add(DRAW);
            server.host.addResource(plugin);
            await(server, admin, 200);
            assertEquals(403, server.get("/maps", bert).statusCode());

            server.permissions.contributed.clear();
            assertEquals(403, server.get("/maps", admin).statusCode());
            server.permissions.contributed.add(DRAW);
            assertEquals(200, server.get("/maps", admin).statusCode());

            server.host.removeResource(plugin);
            await(server, admin, 404);
        }
    }

    private static void await(RestServer server, Sessions.SignedIn as, int status) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        int last = 0;
        while (last != status && System.nanoTime() < deadline) {
            last = server.get("/maps", as).statusCode();
        }
        assertEquals(status, last);
    }
}
