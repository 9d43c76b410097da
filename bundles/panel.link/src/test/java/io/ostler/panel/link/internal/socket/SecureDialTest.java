package io.ostler.panel.link.internal.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.panel.link.internal.LinkFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses with https: only a certificate that is trusted and names the host is taken. */
@Tag("slow")
class SecureDialTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private final SSLContext before = defaultContext();
    private ServerSocket server;
    private SSLContext context;

    @BeforeEach
    void setUp() throws Exception {
        var store = folder.resolve("store.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "node",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=node",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertEquals(true, process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), () -> log());
        context = context(store);
        server = context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    RawServer.serve(socket, (s, key) -> RawServer.upgrade(s, key));
                } catch (Exception e) {
                    // the caller has gone
                }
            }
        });
    }

    @AfterEach
    void tearDown() throws Exception {
        SSLContext.setDefault(before);
        server.close();
    }

    @Test
    void aTrustedCertificateOfTheHostIsTaken() throws Exception {
        SSLContext.setDefault(context);
        DialledSocket.dial(uri("127.0.0.1"), LIMIT).close(1000, "CLOSED");
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() {
        SSLContext.setDefault(context);
        assertEquals("CERTIFICATE_REFUSED", reason("localhost"));
    }

    @Test
    void anUntrustedCertificateIsRefused() {
        assertEquals("CERTIFICATE_REFUSED", reason("127.0.0.1"));
    }

    private String reason(String host) {
        return assertThrows(LinkFailure.class, () -> DialledSocket.dial(uri(host), LIMIT))
                .reason();
    }

    private URI uri(String host) {
        return URI.create("wss://" + host + ":" + server.getLocalPort() + "/daemon/v1/link");
    }

    private static SSLContext context(Path file) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("node", store.getCertificate("node"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("keytool.log"));
        } catch (Exception e) {
            return e.toString();
        }
    }
}
