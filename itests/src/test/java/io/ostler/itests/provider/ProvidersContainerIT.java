package io.ostler.itests.provider;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import io.ostler.itests.ContainerChecks;
import io.ostler.itests.provider.Panel.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;

/**
 * Bundles with ways to sign in are stopped, uninstalled and installed again while the panel runs: their ways vanish at
 * once and come back without a restart, and everything else goes on.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ProvidersContainerIT extends ContainerChecks {
    private static final String LDAP = "io.ostler.panel.auth.ldap";
    private static final String OIDC = "io.ostler.panel.auth.oidc";
    private static final String PASSWORD = "a long enough phrase 7";
    private static final String ADMISSION =
            "\"admission\":{\"creates\":true,\"role\":\"user\",\"follows\":false,\"rules\":[]}";
    private static Panel admin;

    @Override
    protected String kind() {
        return "standalone";
    }

    @Override
    protected List<String> expectedServices() {
        return List.of(
                "io.ostler.panel.api.identity.Providers",
                "io.ostler.panel.api.identity.SignInWays",
                "io.ostler.panel.api.provider.AuthProviderType");
    }

    @Configuration
    @Override
    public Option[] distribution() throws IOException {
        var options = new ArrayList<>(Arrays.asList(super.distribution()));
        options.add(editConfigurationFilePut(
                "etc/system.properties",
                "ostler.test.console",
                Path.of("../web-console").toAbsolutePath().normalize().toString()));
        return options.toArray(Option[]::new);
    }

    @Test
    public void aDirectoryComesAndGoesWithItsBundle() throws Exception {
        assumeTrue("slapd is not installed", Files.isExecutable(Directory.PROGRAM));
        Path folder = Files.createTempDirectory("ostler-directory");
        try (Directory directory = new Directory(folder)) {
            admin().post(
                            "/api/v1/providers",
                            "{\"type\":\"ldap\",\"name\":\"Directory\",\"icon\":\"users\",\"enabled\":true,\"values\":"
                                    + json(Map.of(
                                            "addresses", "127.0.0.1:" + directory.port,
                                            "protection", "none",
                                            "userBase", "dc=example,dc=org",
                                            "userFilter", "(uid={name})",
                                            "subject", "entryUUID",
                                            "name", "uid"))
                                    + "," + ADMISSION + "}")
                    .text("id");
            assertEquals(200, browser().signIn("anna", "pass of anna").status());

            Bundle bundle = bundle(LDAP);
            bundle.stop();
            assertAway("Directory");
            assertEquals("LOGIN_FAILED", refused(browser().signIn("anna", "pass of anna")));
            assertLocalSignIn();
            bundle.start();
            assertBack("Directory");
            assertEquals(200, browser().signIn("anna", "pass of anna").status());

            Path jar = jar(LDAP);
            bundle.uninstall();
            assertAway("Directory");
            assertEquals("LOGIN_FAILED", refused(browser().signIn("anna", "pass of anna")));
            assertLocalSignIn();
            context.installBundle(jar.toUri().toString()).start();
            assertBack("Directory");
            assertEquals(200, browser().signIn("anna", "pass of anna").status());
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    @Test
    public void anOpenIdProviderComesAndGoesWithItsBundle() throws Exception {
        Path console = Path.of(System.getProperty("ostler.test.console"));
        assumeTrue("npm ci was not run", Files.isDirectory(console.resolve("node_modules/oidc-provider")));
        try (IdentityProvider provider = new IdentityProvider(console, base() + "/login/callback")) {
            String id = admin().post(
                            "/api/v1/providers",
                            "{\"type\":\"oidc\",\"name\":\"Company\",\"icon\":\"building\",\"enabled\":true,\"values\":"
                                    + json(Map.of(
                                            "issuer", provider.issuer,
                                            "clientId", "ostler",
                                            "clientSecret", "a secret of the client",
                                            "scopes", "openid profile",
                                            "nameClaim", "preferred_username",
                                            "privateNetwork", "true"))
                                    + "," + ADMISSION + "}")
                    .text("id");
            assertEquals(200, signInBy(id, "otto").status());

            Panel away = browser();
            Map<String, String> underWay =
                    IdentityProvider.signIn(begin(away, id).text("address"), "otto");
            bundle(OIDC).stop();
            assertAway("Company");
            assertEquals("NOT_FOUND", refused(begin(browser(), id)));
            assertEquals("NOT_FOUND", refused(finish(away, underWay)));
            assertLocalSignIn();
            bundle(OIDC).start();
            assertBack("Company");
            assertEquals(200, signInBy(id, "otto").status());

            Path jar = jar(OIDC);
            bundle(OIDC).uninstall();
            assertAway("Company");
            assertEquals("NOT_FOUND", refused(begin(browser(), id)));
            assertLocalSignIn();
            context.installBundle(jar.toUri().toString()).start();
            assertBack("Company");
            assertEquals(200, signInBy(id, "otto").status());
        }
    }

    /** At once: the first answer after the bundle went. */
    private void assertAway(String name) throws Exception {
        assertFalse(name, browser().get("/api/v1/sign-in").body().contains("\"" + name + "\""));
        String known = admin.get("/api/v1/providers").body();
        assertTrue("its settings wait for it", known.contains("\"" + name + "\""));
    }

    private void assertBack(String name) throws Exception {
        await(name, () -> browser().get("/api/v1/sign-in").body().contains("\"" + name + "\""));
    }

    private void assertLocalSignIn() throws Exception {
        assertEquals(200, browser().signIn("root", PASSWORD).status());
    }

    private static String refused(Reply reply) {
        assertTrue(reply.body(), reply.status() >= 400 && reply.status() < 500);
        return reply.text("code");
    }

    private Reply signInBy(String id, String name) throws Exception {
        Panel browser = browser();
        return finish(browser, IdentityProvider.signIn(begin(browser, id).text("address"), name));
    }

    private static Reply begin(Panel browser, String id) throws Exception {
        return browser.post("/api/v1/sign-in/" + id, "{\"to\":\"/\"}");
    }

    private static Reply finish(Panel browser, Map<String, String> parameters) throws Exception {
        return browser.session(browser.post("/api/v1/sign-in/finish", "{\"parameters\":" + json(parameters) + "}"));
    }

    private static String json(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String base() {
        return "http://127.0.0.1:" + System.getProperty("ostler.port");
    }

    private static Panel browser() {
        return new Panel(base());
    }

    private static Panel admin() throws Exception {
        if (admin == null) {
            Panel panel = browser();
            await("the panel answers", () -> {
                try {
                    return panel.get("/api/v1/setup").status() == 200
                            && panel.get("/api/v1/ready").status() == 404;
                } catch (IOException e) {
                    return false;
                }
            });
            String code = Files.readString(Path.of(System.getProperty("ostler.data"), "setup-code"))
                    .strip();
            Reply done = panel.post("/api/v1/setup", json(Map.of("code", code, "name", "root", "password", PASSWORD)));
            assertEquals(done.body(), 2, done.status() / 100);
            panel.session(done);
            admin = panel;
        }
        return admin;
    }

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals(name))
                .findAny()
                .orElseThrow();
    }

    /** Where the distribution keeps it. */
    private static Path jar(String name) throws IOException {
        Path folder = Path.of(System.getProperty("karaf.home"), "system/io/ostler", name);
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findAny()
                    .orElseThrow();
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + 90_000_000_000L;
        while (!condition.call()) {
            assertTrue(what, System.nanoTime() < end);
            Thread.sleep(20);
        }
    }
}
