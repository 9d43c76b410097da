package io.ostler.panel.storage.postgres.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.OstlerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresSettingsTest {
    @TempDir
    private Path data;

    @Test
    void tlsIsLeftOutOnThisMachineAlone() {
        assertEquals(PostgresSettings.Tls.OFF, of("host", "127.0.0.1").tls());
        assertEquals(PostgresSettings.Tls.VERIFY, of("host", "db.example").tls());
        assertEquals(PostgresSettings.Tls.REQUIRE, of("tls", "require").tls());
    }

    @Test
    void whatCouldSmuggleMoreThanOneServerIsRefused() {
        assertThrows(OstlerException.class, () -> of("host", "a,b"));
        assertThrows(OstlerException.class, () -> of("host", "a/b?loggerFile=x"));
        assertThrows(OstlerException.class, () -> of("database", "a\nuser=b"));
        assertThrows(OstlerException.class, () -> of("port", "0"));
        assertThrows(OstlerException.class, () -> of("tls", "perhaps"));
    }

    @Test
    void thePasswordIsNeverShown() {
        assertFalse(of("password", "geheim").toString().contains("geheim"));
    }

    @Test
    void aMistakeInTheFileIsOneLineForAPerson() throws Exception {
        Files.createDirectories(data.resolve("panel"));
        Files.writeString(data.resolve("panel/database.cfg"), "storage = postgres\nport = many\n");
        var failure = assertThrows(OstlerException.class, () -> new PostgresProvider().open(data));
        var explanation = String.valueOf(failure.parameters().get("explanation"));
        assertTrue(explanation.contains("port") && explanation.contains("database.cfg"), explanation);
    }

    @Test
    void aServerThatIsNotThereMayComeLater() throws Exception {
        Files.createDirectories(data.resolve("panel"));
        Files.writeString(data.resolve("panel/database.cfg"), "storage = postgres\nport = " + closedPort() + "\n");
        var failure = assertThrows(OstlerException.class, () -> new PostgresProvider().open(data));
        assertEquals(PostgresFailure.UNREACHABLE, failure.parameters().get("reason"));
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static PostgresSettings of(String key, String value) {
        var file = new Properties();
        file.setProperty(key, value);
        return PostgresSettings.of(file);
    }
}
