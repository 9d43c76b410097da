package io.ostler.launcher.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.launcher.Distribution;
import io.ostler.launcher.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartBundleTest {
    @TempDir
    private Path home;

    @Test
    void theBuildsListIsRead() throws IOException {
        Files.createDirectory(home.resolve("etc"));
        Files.writeString(
                home.resolve("etc/startup.properties"),
                "# Bundles\nmvn\\:io.ostler/io.ostler.model/1.0 = 80\nmvn\\:a/b/2/jar/light = 30\n");

        assertEquals(
                List.of(
                        new StartBundle("mvn:io.ostler/io.ostler.model/1.0", 80),
                        new StartBundle("mvn:a/b/2/jar/light", 30)),
                StartBundle.of(new Distribution(home, Kind.PANEL, "1", "b")));
    }

    @Test
    void aBundleIsFoundWhereMavenPutsIt() throws IOException {
        Path jar = home.resolve("org/example/thing/2/thing-2-light.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);

        assertEquals(jar, new StartBundle("mvn:org.example/thing/2/jar/light", 30).jar(home));
    }

    @Test
    void aMissingBundleIsNamed() {
        var missing = assertThrows(IOException.class, () -> new StartBundle("mvn:a/b/1", 30).jar(home));

        assertEquals("missing: " + home.resolve("a/b/1/b-1.jar"), missing.getMessage());
    }
}
