package io.ostler.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.itests.files.door.Rest;
import io.ostler.testkit.postgres.PostgresCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Distributions whose panel keeps its database on a real PostgreSQL server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresIT {
    private static final String PASSWORD = "quiet-harbour-lights-9";

    private PostgresCluster cluster;

    @BeforeAll
    void start() throws Exception {
        cluster = PostgresCluster.start();
    }

    @AfterAll
    void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"panel", "standalone"})
    void whatWasMadeIsThereAfterAStopAndAfterAKill(String kind, @TempDir Path data) throws Exception {
        cluster.describe(data, "postgres");
        try (var panel = start(kind, data)) {
            var admin = new Rest("http://127.0.0.1:" + panel.port())
                    .setUp(Files.readString(data.resolve("setup-code")).strip(), "admin", PASSWORD);
            user(admin, "mika");
            assertEquals(0, panel.terminate());
        }
        assertFalse(Files.exists(data.resolve("panel/db")), "Derby was started too");
        try (var panel = start(kind, data)) {
            var admin = signIn(panel, "admin");
            signIn(panel, "mika");
            user(admin, "juno");
            panel.kill();
        }
        try (var panel = start(kind, data)) {
            signIn(panel, "juno");
        }
    }

    @Test
    void onDerbyNothingOfTheDriverIsLoaded(@TempDir Path data) throws Exception {
        try (var panel = start("standalone", data)) {
            var output = data.resolve("classes");
            var jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(panel.pid()),
                            "VM.class_hierarchy")
                    .redirectOutput(output.toFile())
                    .redirectErrorStream(true)
                    .start();
            assertTrue(jcmd.waitFor(60, TimeUnit.SECONDS));
            var classes = Files.readString(output, StandardCharsets.UTF_8);
            assertTrue(
                    classes.contains("org.apache.derby."),
                    classes.lines().findFirst().orElse("nothing"));
            assertFalse(classes.contains("org.postgresql."), "the driver of PostgreSQL is loaded");
        }
    }

    private static DistributionProcess start(String kind, Path data) throws Exception {
        return new DistributionProcess.Launch(Distributions.home(kind), data)
                .start()
                .awaitAnswer("/api/v1/setup");
    }

    private static Rest signIn(DistributionProcess panel, String name) throws Exception {
        return new Rest("http://127.0.0.1:" + panel.port()).signIn(name, PASSWORD);
    }

    private static void user(Rest admin, String name) throws Exception {
        admin.call("POST", "/api/v1/users", Map.of("name", name, "password", PASSWORD, "role", "user"))
                .ok();
    }
}
