package io.ostler.daemon.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.fetch.internal.net.AddressPolicy;
import io.ostler.daemon.fetch.internal.net.WebClient;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.FetchRequest;
import io.ostler.protocol.Tasks;
import io.ostler.testkit.files.DirectTaskBoard;
import io.ostler.testkit.files.FolderTree;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {
    private static final InstanceId INSTANCE = InstanceId.create();
    private static final UserId USER = UserId.create();
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final WebClient.Limits SHORT = new WebClient.Limits(
            Duration.ofSeconds(60), Duration.ofMillis(300), Duration.ofSeconds(60), Duration.ofSeconds(60));

    /** As the real one, but the tests' servers on the loopback address count as public. */
    private static final AddressPolicy LOOPBACK_TOO = address -> address.equals(InetAddress.getLoopbackAddress());

    @TempDir
    Path temp;

    private final DirectTaskBoard board = new DirectTaskBoard();
    private final Map<String, InetAddress[]> names = new ConcurrentHashMap<>();
    private Path root;
    private Path staging;
    private FolderTree tree;
    private FetchService service;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temp.resolve("root"));
        staging = Files.createDirectory(temp.resolve("staging"));
        tree = new FolderTree(root, staging);
        names.put("example.test", new InetAddress[] {InetAddress.getLoopbackAddress()});
        service = service(WebClient.Limits.USUAL);
    }

    private FetchService service(WebClient.Limits limits) {
        return new FetchService(
                (id, rights, user) -> tree,
                board,
                host -> names.containsKey(host) ? names.get(host) : InetAddress.getAllByName(host + ".invalid"),
                LOOPBACK_TOO,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                limits);
    }

    @AfterEach
    void close() throws IOException {
        service.close();
        try (var parts = Files.list(staging)) {
            assertEquals(List.of(), parts.toList(), "left in the making");
        }
    }

    private static FetchRequest request(String url, String name, String sha256, Conflict conflict) {
        return new FetchRequest(INSTANCE, FileRights.ALL, url, "", name, sha256, conflict, USER);
    }

    private Tasks.Snapshot fetch(String url, String name, String sha256, Conflict conflict) throws Exception {
        var begun = service.fetch(request(url, name, sha256, conflict));
        return board.await(begun.id(), Duration.ofMinutes(1));
    }

    private Tasks.Snapshot fetch(String url) throws Exception {
        return fetch(url, null, null, Conflict.FAIL);
    }

    private void failed(ErrorCode code, Tasks.Snapshot ended) throws IOException {
        assertEquals(Tasks.State.FAILED, ended.state());
        assertEquals(code, ended.fault().code(), ended.fault()::toString);
        try (var files = Files.list(root)) {
            assertEquals(List.of(), files.toList(), "half a file");
        }
    }

    @Test
    void aFileComesWithItsNameFromTheAddress() throws Exception {
        try (var peer = Peer.saying(Peer.ok("abc"))) {
            var ended = fetch(peer.url("/mods/A%20mod.jar?token=secret"));
            assertEquals(Tasks.State.DONE, ended.state(), ended::toString);
            assertEquals("abc", Files.readString(root.resolve("A mod.jar")));
            assertEquals(3, ended.progress().done());
            assertEquals(3, ended.progress().total());
            assertFalse(ended.toString().contains("secret"), "what stands in the address may be a key");
            var request = peer.requests.getFirst();
            assertTrue(request.startsWith("GET /mods/A%20mod.jar?token=secret HTTP/1.1\r\n"), request);
            assertTrue(request.contains("Host: example.test:" + peer.port() + "\r\n"), request);
            assertTrue(request.contains("Accept-Encoding: identity\r\n"), request);
        }
    }

    @Test
    void theServersNameWins() throws Exception {
        try (var peer =
                Peer.saying(Peer.ok("abc", "Content-Disposition: attachment; filename=\"../../etc/evil.jar\""))) {
            assertEquals(Tasks.State.DONE, fetch(peer.url("/x")).state());
            assertEquals("abc", Files.readString(root.resolve("evil.jar")));
        }
    }

    @Test
    void thePersonsNameWinsOverAll() throws Exception {
        try (var peer = Peer.saying(Peer.ok("abc", "Content-Disposition: attachment; filename=other"))) {
            assertEquals(
                    Tasks.State.DONE,
                    fetch(peer.url("/x"), "mine.jar", ABC.toUpperCase(java.util.Locale.ROOT), Conflict.FAIL)
                            .state());
            assertEquals("abc", Files.readString(root.resolve("mine.jar")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "", "../x"})
    void aNameIsNoPath(String name) {
        var error = assertThrows(
                OstlerException.class,
                () -> service.fetch(request("http://example.test/x", name, null, Conflict.FAIL)));
        assertEquals(ErrorCode.INVALID_REQUEST, error.code());
    }

    @Test
    void aWrongChecksumLeavesNothing() throws Exception {
        try (var peer = Peer.saying(Peer.ok("abd"))) {
            failed(ErrorCode.CHECKSUM_WRONG, fetch(peer.url("/x"), null, ABC, Conflict.FAIL));
        }
    }

    @Test
    void chunksAreJoined() throws Exception {
        try (var peer = Peer.saying(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n1\r\nc\r\n0\r\nT: r\r\n\r\n")) {
            assertEquals(
                    Tasks.State.DONE,
                    fetch(peer.url("/x"), null, ABC, Conflict.FAIL).state());
        }
    }

    @Test
    void interimAnswersArePassedOver() throws Exception {
        try (var peer = Peer.saying("HTTP/1.1 103 Early Hints\r\nLink: </s>\r\n\r\n" + Peer.ok("abc"))) {
            assertEquals(
                    Tasks.State.DONE,
                    fetch(peer.url("/x"), null, ABC, Conflict.FAIL).state());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\naXX\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "SSH-2.0-OpenSSH_9.9\r\n",
                "220 mail ready\r\n\r\n",
                ""
            })
    void whatIsNoGoodAnswerFails(String answer) throws Exception {
        try (var peer = Peer.saying(answer)) {
            failed(ErrorCode.FETCH_FAILED, fetch(peer.url("/x")));
        }
    }

    @Test
    void endlessHeadersAreCut() throws Exception {
        try (var peer = new Peer((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes());
            while (true) {
                out.write("X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n".getBytes());
            }
        })) {
            failed(ErrorCode.FETCH_FAILED, fetch(peer.url("/x")));
        }
    }

    @Test
    void whoSaysNothingIsLeft() throws Exception {
        service.close();
        service = service(SHORT);
        var never = new java.util.concurrent.CountDownLatch(1);
        try (var peer = new Peer((request, out) -> never.await())) {
            failed(ErrorCode.FETCH_FAILED, fetch(peer.url("/x")));
        } finally {
            never.countDown();
        }
    }

    @Test
    void aRedirectIsFollowed() throws Exception {
        try (var target = Peer.saying(Peer.ok("abc"));
                var peer = Peer.saying(Peer.redirect("http://example.test:" + target.port() + "/final.zip"))) {
            assertEquals(Tasks.State.DONE, fetch(peer.url("/x")).state());
            assertEquals("abc", Files.readString(root.resolve("final.zip")));
        }
    }

    @Test
    void aRelativeRedirectToo() throws Exception {
        try (var peer = new Peer((request, out) -> out.write(
                (request.startsWith("GET /a/b?c ") ? Peer.redirect("../d e.txt#f") : Peer.ok("abc")).getBytes()))) {
            assertEquals(Tasks.State.DONE, fetch(peer.url("/a/b?c")).state());
            assertEquals("abc", Files.readString(root.resolve("d e.txt")));
        }
    }

    @Test
    void aCircleOfRedirectsEnds() throws Exception {
        try (var peer = Peer.saying(Peer.redirect("/again"))) {
            failed(ErrorCode.FETCH_FAILED, fetch(peer.url("/x")));
            assertEquals(6, peer.requests.size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2/x",
                "http://10.0.0.1/x",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::ffff:10.0.0.1]/x",
                "http://[fd00::1]/x",
                "http://inside.test/x",
                "//inside.test/x",
                "file:///etc/passwd",
                "gopher://example.test/x",
                "http://user:secret@example.test/x",
                "http://localhost/x",
                "http://2130706433/x",
                "http://example.test:22/x"
            })
    void aRedirectToTheInsideIsRefused(String location) throws Exception {
        names.put("inside.test", new InetAddress[] {InetAddress.getByName("192.168.1.1")});
        for (var literal : List.of("127.0.0.2", "10.0.0.1", "169.254.169.254", "fd00:0:0:0:0:0:0:1")) {
            names.put(literal, new InetAddress[] {InetAddress.getByName(literal)});
        }
        try (var peer = Peer.saying(Peer.redirect(location))) {
            failed(ErrorCode.ADDRESS_REFUSED, fetch(peer.url("/x")));
        }
    }

    @Test
    void theNameIsAskedForOnceAndOnlyWhatWasJudgedIsConnectedTo() throws Exception {
        try (var peer = Peer.saying(Peer.ok("abc"))) {
            var asked = new java.util.concurrent.atomic.AtomicInteger();
            service.close();
            // a name that is public at the first question and private at the second
            service = new FetchService(
                    (id, rights, user) -> tree,
                    board,
                    host -> new InetAddress[] {
                        asked.incrementAndGet() == 1
                                ? InetAddress.getLoopbackAddress()
                                : InetAddress.getByName("10.0.0.1")
                    },
                    LOOPBACK_TOO,
                    (SSLSocketFactory) SSLSocketFactory.getDefault(),
                    WebClient.Limits.USUAL);
            assertEquals(Tasks.State.DONE, fetch(peer.url("/x")).state());
            assertEquals(1, asked.get());
        }
    }

    @Test
    void ofSeveralAddressesOnlyPermittedOnesAreTried() throws Exception {
        names.put("example.test", new InetAddress[] {
            InetAddress.getByName("10.0.0.1"), InetAddress.getByName("127.0.0.2"), InetAddress.getLoopbackAddress()
        });
        try (var peer = Peer.saying(Peer.ok("abc"))) {
            assertEquals(Tasks.State.DONE, fetch(peer.url("/x")).state());
        }
    }

    @Test
    void anAnnouncedSizeBeyondTheQuotaIsRefusedBeforeItComes() throws Exception {
        tree.quota = 10;
        try (var peer = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n")) {
            failed(ErrorCode.QUOTA_EXCEEDED, fetch(peer.url("/x")));
        }
    }

    @Test
    void anEndlessBodyEndsAtTheQuota() throws Exception {
        tree.quota = 1 << 20;
        try (var peer = new Peer((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
            while (true) {
                out.write(new byte[8192]);
            }
        })) {
            failed(ErrorCode.QUOTA_EXCEEDED, fetch(peer.url("/x")));
        }
    }

    @Test
    void aCompressedAnswerIsKeptAsItCame() throws Exception {
        try (var peer = Peer.saying(Peer.ok("abc", "Content-Encoding: gzip"))) {
            assertEquals(
                    Tasks.State.DONE,
                    fetch(peer.url("/x.tar.gz"), null, ABC, Conflict.FAIL).state());
        }
    }

    @Test
    void cancellingEndsTheConnectionAndLeavesNothing() throws Exception {
        var gone = new java.util.concurrent.CountDownLatch(1);
        try (var peer = new Peer((request, out) -> {
            try {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nbegin".getBytes());
                out.flush();
                while (true) {
                    out.write(new byte[1024]);
                }
            } finally {
                gone.countDown();
            }
        })) {
            var begun = service.fetch(request(peer.url("/x"), null, null, Conflict.FAIL));
            Await.until(
                    "it is under way",
                    () -> board.find(begun.id()).orElseThrow().progress().done() > 0);
            board.cancel(begun.id());
            assertEquals(
                    Tasks.State.CANCELLED,
                    board.await(begun.id(), Duration.ofMinutes(1)).state());
            gone.await();
            assertFalse(Files.exists(root.resolve("x")));
        }
    }

    @Test
    void cancellingWorksWhileNothingComes() throws Exception {
        var never = new java.util.concurrent.CountDownLatch(1);
        try (var peer = new Peer((request, out) -> never.await())) {
            var begun = service.fetch(request(peer.url("/x"), null, null, Conflict.FAIL));
            Await.until("it was asked", () -> !peer.requests.isEmpty());
            board.cancel(begun.id());
            assertEquals(
                    Tasks.State.CANCELLED,
                    board.await(begun.id(), Duration.ofMinutes(1)).state());
        } finally {
            never.countDown();
        }
    }

    @Test
    void whatIsThereStaysOrIsReplacedAsAsked() throws Exception {
        Files.writeString(root.resolve("x"), "old");
        try (var peer = Peer.saying(Peer.ok("abc"))) {
            assertEquals(ErrorCode.FILE_EXISTS, fetch(peer.url("/x")).fault().code());
            assertEquals(
                    Tasks.State.DONE,
                    fetch(peer.url("/x"), null, null, Conflict.SKIP).state());
            assertEquals("old", Files.readString(root.resolve("x")));
            assertEquals(
                    Tasks.State.DONE,
                    fetch(peer.url("/x"), null, null, Conflict.RENAME).state());
            assertEquals("abc", Files.readString(root.resolve("x (2)")));
            assertEquals(
                    Tasks.State.DONE,
                    fetch(peer.url("/x"), null, null, Conflict.OVERWRITE).state());
            assertEquals("abc", Files.readString(root.resolve("x")));
        }
    }
}
