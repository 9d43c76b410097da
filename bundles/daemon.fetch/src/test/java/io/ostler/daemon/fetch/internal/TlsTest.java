package io.ostler.daemon.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.fetch.internal.net.WebClient;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.FetchRequest;
import io.ostler.protocol.Tasks;
import io.ostler.testkit.files.DirectTaskBoard;
import io.ostler.testkit.files.FolderTree;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS is spoken with the name, though the connection goes to an address. */
@Tag("slow")
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path temp;

    private final DirectTaskBoard board = new DirectTaskBoard();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private FolderTree tree;
    private SSLContext tls;

    @BeforeEach
    void open() throws Exception {
        tree = new FolderTree(
                Files.createDirectory(temp.resolve("root")), Files.createDirectory(temp.resolve("staging")));
        var store = temp.resolve("keys");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=secure.test",
                        "-ext",
                        "SAN=dns:secure.test",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", keys.getCertificate("a"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    }

    private Peer peer(String answer) throws Exception {
        var server = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var parameters = server.getSSLParameters();
        parameters.setSNIMatchers(List.of(new SNIMatcher(0) {
            @Override
            public boolean matches(SNIServerName name) {
                asked.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
                return true;
            }
        }));
        server.setSSLParameters(parameters);
        return new Peer(server, (request, out) -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
    }

    private Tasks.Snapshot fetch(SSLSocketFactory trust, String url) throws Exception {
        var service = new FetchService(
                (id, rights, user) -> tree,
                board,
                host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                address -> true,
                trust,
                WebClient.Limits.USUAL);
        try {
            var begun = service.fetch(new FetchRequest(
                    InstanceId.create(), FileRights.ALL, url, "", "file", null, Conflict.FAIL, UserId.create()));
            return board.await(begun.id(), Duration.ofMinutes(1));
        } finally {
            service.close();
        }
    }

    @Test
    void theNameIsSaidAndTheCertificateIsForIt() throws Exception {
        try (var peer = peer(Peer.ok("abc"))) {
            var ended = fetch(tls.getSocketFactory(), "https://secure.test:" + peer.port() + "/x");
            assertEquals(Tasks.State.DONE, ended.state(), ended::toString);
            assertEquals(List.of("secure.test"), asked);
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (var peer = peer(Peer.ok("abc"))) {
            var ended = fetch(tls.getSocketFactory(), "https://other.test:" + peer.port() + "/x");
            assertEquals(ErrorCode.FETCH_FAILED, ended.fault().code());
            assertTrue(peer.requests.isEmpty());
        }
    }

    @Test
    void aCertificateOfNobodyIsRefused() throws Exception {
        try (var peer = peer(Peer.ok("abc"))) {
            var ended = fetch(
                    (SSLSocketFactory) SSLSocketFactory.getDefault(), "https://secure.test:" + peer.port() + "/x");
            assertEquals(ErrorCode.FETCH_FAILED, ended.fault().code());
        }
    }

    @Test
    void aRedirectNeverLeadsOutOfTls() throws Exception {
        try (var plain = Peer.saying(Peer.ok("abc"));
                var peer = peer(Peer.redirect("http://secure.test:" + plain.port() + "/x"))) {
            var ended = fetch(tls.getSocketFactory(), "https://secure.test:" + peer.port() + "/x");
            assertEquals(ErrorCode.FETCH_FAILED, ended.fault().code());
            assertTrue(plain.requests.isEmpty());
        }
    }
}
