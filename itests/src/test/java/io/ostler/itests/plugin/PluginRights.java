package io.ostler.itests.plugin;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * A permission that a bundle brings (abuse 32): it is given to a member, a key and a role like any other, opens the bundle's
 * operation and no other, goes with the bundle, and counts again when the bundle is back. Runs inside the container.
 */
public final class PluginRights {
    private static final String PASSWORD = "a long enough phrase 7";
    private static final long LIMIT_NANOS = 120_000_000_000L;

    private final BundleContext context;
    private final Person admin = new Person();
    private final Person drawer = new Person();
    private final Person stranger = new Person();
    private String instance = "";

    public PluginRights(BundleContext context) {
        this.context = context;
    }

    public void check() throws Exception {
        furnish();
        assertEquals("nobody knows the permission yet", 400, give("\"maps.draw\""));
        var plugin = install();
        try {
            assertEquals(200, give("\"maps.draw\""));
            var secret = Person.text(
                    admin.call("POST", "/account/api-keys", "{\"name\":\"maps\",\"permissions\":[\"maps.draw\"]}"),
                    "secret");
            var role = "{\"name\":\"Drawers\",\"description\":\"\",\"permissions\":[\"maps.draw\"],\"own\":[]}";
            assertEquals(201, admin.call("POST", "/roles", role).statusCode());
            assertItIsThere(secret);

            remove(plugin);
            assertNothingIsLeft(secret);
            assertEquals("what is given else leaves it stored", 200, give("\"instance.power\""));

            plugin = install();
            assertItIsThere(secret);
            assertEquals("now it can be seen, and taken", 200, give("\"instance.power\""));
            assertEquals(403, drawer.get("/maps/" + instance).statusCode());
        } finally {
            if (plugin.getState() != Bundle.UNINSTALLED) {
                plugin.uninstall();
            }
        }
    }

    private void furnish() throws Exception {
        await(() -> admin.get("/ready").statusCode() == 404);
        var code = Files.readString(Path.of(System.getProperty("ostler.data"), "setup-code"))
                .strip();
        admin.enter("/setup", "{\"code\":\"" + code + "\",\"name\":\"admin\",\"password\":\"" + PASSWORD + "\"}");
        await(() -> admin.get("/nodes").body().replace(" ", "").contains("\"linked\":true"));
        var node = Person.text(admin.get("/nodes"), "id");
        instance = Person.text(
                admin.call("POST", "/instances", "{\"node\":\"" + node + "\",\"definition\":" + DEFINITION + "}"),
                "id");
        account(drawer, "drawer");
        account(stranger, "stranger");
    }

    private void account(Person person, String name) throws IOException, InterruptedException {
        var credentials = "\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"";
        assertEquals(
                201,
                admin.call("POST", "/users", "{" + credentials + ",\"role\":\"user\"}")
                        .statusCode());
        person.enter("/session", "{" + credentials + "}");
    }

    private int give(String permissions) throws IOException, InterruptedException {
        return admin.call(
                        "PUT",
                        "/instances/" + instance + "/members/drawer",
                        "{\"permissions\":[" + permissions + "],\"paths\":[]}")
                .statusCode();
    }

    private Bundle install() throws Exception {
        var plugin = context.installBundle("test:maps", MapsBundle.jar());
        plugin.start();
        await(() -> admin.get("/maps/" + instance).statusCode() == 200);
        return plugin;
    }

    private void remove(Bundle plugin) throws Exception {
        plugin.uninstall();
        await(() -> admin.get("/maps/" + instance).statusCode() == 404);
    }

    private void assertItIsThere(String secret) throws IOException, InterruptedException {
        assertEquals(200, drawer.get("/maps/" + instance).statusCode());
        assertEquals(
                "a stranger learns of nothing",
                404,
                stranger.get("/maps/" + instance).statusCode());
        assertEquals(200, drawer.withKey(secret, "/maps/" + instance));
        assertEquals(403, drawer.withKey(secret, "/users"));
        assertEquals(403, admin.get("/maps/" + instance + "/undeclared").statusCode());
        assertTrue(admin.get("/rights/permissions").body().contains("Draw maps"));
        assertTrue(admin.get("/session").body().contains("maps.draw"));
        assertTrue(drawer.get("/instances/" + instance).body().contains("maps.draw"));
        assertTrue(admin.get("/instances/" + instance + "/members").body().contains("maps.draw"));
        assertTrue(explained(), explained().contains("true"));
    }

    private void assertNothingIsLeft(String secret) throws IOException, InterruptedException {
        assertEquals(404, drawer.get("/maps/" + instance).statusCode());
        assertEquals(404, drawer.withKey(secret, "/maps/" + instance));
        assertFalse(admin.get("/rights/permissions").body().contains("maps"));
        assertFalse(admin.get("/session").body().contains("maps.draw"));
        assertFalse(drawer.get("/instances/" + instance).body().contains("maps.draw"));
        assertFalse(admin.get("/instances/" + instance + "/members").body().contains("maps.draw"));
        assertTrue(explained(), explained().contains("false"));
        assertEquals(
                400,
                admin.call("POST", "/account/api-keys", "{\"name\":\"no\",\"permissions\":[\"maps.draw\"]}")
                        .statusCode());
    }

    /** Whether the member may, in the panel's words. */
    private String explained() throws IOException, InterruptedException {
        var body = drawer.get("/rights/explain?permission=maps.draw&instance=" + instance)
                .body();
        return body.replaceAll("(?s).*\"allowed\"\\s*:\\s*(true|false).*", "$1");
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        for (long end = System.nanoTime() + LIMIT_NANOS; System.nanoTime() < end; Thread.sleep(50)) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (ConnectException e) {
                continue; // the server isn't there yet
            }
        }
        throw new AssertionError("it never came to be");
    }

    private static final String DEFINITION = """
            {"name":"drawn","type":"process","command":["/bin/sleep","60"],"workingFolder":"","environment":{},
             "terminal":false,"stop":{"type":"signal","name":"TERM"},"stopTimeoutMillis":5000,"encoding":"UTF-8",
             "lineEnd":"LF","autoStart":false,"files":{"denied":[]}}""";
}
