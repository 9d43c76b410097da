package io.ostler.panel.link.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.link.key.SigningKey;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.NodeStore.NodeRecord;
import io.ostler.protocol.Files;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.DoorPass;
import io.ostler.protocol.Messages.InstanceRemoved;
import io.ostler.protocol.NodeSettings;
import io.ostler.protocol.Tasks;
import io.ostler.protocol.TicketScope;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that the panel dials, over real sockets. */
@Tag("slow")
class RemoteNodesTest {
    private static final NodeId NODE = new NodeId("the-node-1");
    private static final LinkTimes QUICK = new LinkTimes(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMillis(100),
            Duration.ofMillis(1),
            Duration.ofMillis(20),
            Duration.ofMillis(100));

    @TempDir
    Path data;

    private final FakeRegistry registry = new FakeRegistry();
    private PanelIdentity identity;
    private FakeNode node;
    private RemoteNodes links;

    @BeforeEach
    void setUp() throws Exception {
        identity = new PanelIdentity(data, "1");
        node = new FakeNode(NODE, 0);
        node.join(identity, NODE);
    }

    @AfterEach
    void tearDown() throws Exception {
        if (links != null) {
            links.close();
        }
        node.close();
    }

    private void dial(String... addresses) {
        dial(QUICK, addresses);
    }

    private void dial(LinkTimes times, String... addresses) {
        registry.nodes = List.of(record(addresses));
        links = new RemoteNodes(registry, registry, identity, times, Clock.systemUTC());
    }

    private NodeRecord record(String... addresses) {
        return new NodeRecord(NODE, "attic", node.key.verifyingKey().text(), List.of(addresses), Instant.EPOCH);
    }

    @Test
    void aNodeIsLinkedMeasuredAndLeft() throws Exception {
        node.daemon.skew = Duration.ofHours(1);
        dial(node.address());
        assertEquals("linked the-node-1", registry.next());
        var hello = node.daemon.hellos.poll(60, SECONDS);
        assertEquals(identity.panelId(), hello.panelId());
        assertEquals(identity.publicKey(), hello.publicKey());
        assertEquals("boot-1", registry.hello.bootId());
        var skew = registry.skews.poll(60, SECONDS).minus(Duration.ofHours(1));
        assertTrue(skew.abs().compareTo(Duration.ofMinutes(10)) < 0, "about an hour: " + skew);
        assertNotNull(node.daemon.times.poll(60, SECONDS));
        assertNotNull(node.daemon.times.poll(60, SECONDS), "again after a beat");
        links.close();
        assertEquals("lost CLOSED", registry.next());
        assertNotNull(node.linked.poll(60, SECONDS).closed.get(60, SECONDS));
        assertTrue(registry.listeners.isEmpty());
    }

    @Test
    void newsThatOvertakeHelloComeAfterItInOrder() throws Exception {
        node.daemon.beforeHello = panel -> {
            for (long i = 0; i < 100; i++) {
                panel.instanceRemoved(new InstanceRemoved(new InstanceId("instance-1"), i));
            }
            return null;
        };
        dial(node.address());
        assertEquals("linked the-node-1", registry.next());
        for (long i = 0; i < 100; i++) {
            assertEquals(i, ((InstanceRemoved) registry.news.poll(60, SECONDS)).sequence());
        }
    }

    @Test
    void filesAndTasksOfTheNodeAreReached() throws Exception {
        dial(node.address());
        assertEquals("linked the-node-1", registry.next());
        registry.daemon.files().makeFolder(new Files.PathRequest(new InstanceId("instance-1"), FileRights.ALL, "a"));
        assertEquals("DaemonFiles makeFolder", node.daemon.asked.poll(60, SECONDS));
        registry.daemon.tasks().list();
        assertEquals("DaemonTasks list", node.daemon.asked.poll(60, SECONDS));
        var limits = new NodeSettings(100_000L, null, null, null, true);
        assertEquals(limits, registry.daemon.changeSettings(limits).get(60, SECONDS));
    }

    @Test
    void aNodesLoginIsAskedInThatNodesName() throws Exception {
        dial(node.address());
        assertEquals("linked the-node-1", registry.next());
        var panel = node.linked.poll(60, SECONDS).link.remote();
        // The panel is told of the node before it listens to it: what is heard says that it does.
        panel.taskRemoved(new Tasks.Removed(new TaskId("task-0001"), 1));
        assertNotNull(registry.news.poll(60, SECONDS));
        var pass = new DoorPass(
                new Grant("door-1", TicketScope.SFTP, new InstanceId("instance-1"), new UserId("user-0001"), "session"),
                "ann",
                FileRights.ALL);
        registry.judge = login -> CompletableFuture.completedFuture(pass);
        var login = new DoorLogin("ann.lobby", "secret", null, false, "192.0.2.1", "sftp");
        assertEquals(pass, panel.signIn(login).get(60, SECONDS));
        assertEquals("the-node-1 ann.lobby", registry.logins.poll(60, SECONDS));
        registry.judge = any -> CompletableFuture.failedFuture(new OstlerException(ErrorCode.LOGIN_THROTTLED));
        assertEquals(ErrorCode.LOGIN_THROTTLED, failure(panel.signIn(login)));
    }

    @Test
    void aLoginBeforeThePanelKnowsTheNodeIsRefused() throws Exception {
        var early = new CompletableFuture<CompletableFuture<DoorPass>>();
        node.daemon.beforeHello = panel -> {
            early.complete(panel.signIn(new DoorLogin("ann.lobby", "secret", null, false, "192.0.2.1", "sftp")));
            return null;
        };
        dial(node.address());
        assertEquals(ErrorCode.NODE_AWAY, failure(early.get(60, SECONDS)));
        assertTrue(registry.logins.isEmpty());
    }

    @Test
    void aLostLinkIsToldAndMadeAnew() throws Exception {
        dial(node.address());
        assertEquals("linked the-node-1", registry.next());
        var call = registry.daemon.power(new Messages.PowerRequest(new InstanceId("instance-1"), PowerAction.START));
        node.linked.poll(60, SECONDS).cut();
        assertEquals("lost LINK_LOST", registry.next());
        assertEquals(ErrorCode.NODE_AWAY, failure(call));
        assertEquals("linked the-node-1", registry.next());
    }

    @Test
    void theReasonOfTheNodeIsTold() throws Exception {
        dial(node.address());
        assertEquals("linked the-node-1", registry.next());
        node.linked.poll(60, SECONDS).close(1000, "REPLACED");
        assertEquals("lost REPLACED", registry.next());
        assertEquals("linked the-node-1", registry.next());
        node.linked.poll(60, SECONDS).close(1011, "some text of a stranger");
        assertEquals("lost LINK_LOST", registry.next());
    }

    @Test
    void aNodeThatGoesAndComesIsFollowed() throws Exception {
        dial(node.address());
        assertEquals("linked the-node-1", registry.next());
        int port = node.port();
        var key = node.key;
        node.close();
        assertTrue(registry.next().startsWith("lost "));
        awaitReport("unreachable UNREACHABLE");
        node = new FakeNode(NODE, port);
        node.join(identity, NODE);
        // It came back with another key: not the node that was registered.
        assertFalse(key.verifyingKey().equals(node.key.verifyingKey()));
        awaitReport("unreachable KEY_MISMATCH");
        registry.change(record(node.address()));
        awaitReport("linked the-node-1");
    }

    @Test
    void addressesAreTriedInTheirOrder() throws Exception {
        int closedPort;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = free.getLocalPort();
        }
        dial("http://127.0.0.1:" + closedPort, "nonsense:", node.address() + "/");
        assertEquals("linked the-node-1", registry.next());
    }

    @Test
    void whatANodeSaysTellsMoreThanSilence() throws Exception {
        node.trust = java.util.Optional.empty();
        dial(node.address(), "http://127.0.0.1:1");
        assertEquals("unreachable PANEL_UNKNOWN", registry.next());
        node.join(identity, NODE);
        awaitReport("linked the-node-1");
    }

    @Test
    void anotherNodeAtTheAddressIsNotTaken() throws Exception {
        node.join(identity, new NodeId("another-node"));
        dial(node.address());
        assertEquals("unreachable NODE_MISMATCH", registry.next());
    }

    @Test
    void anotherKeyAtTheAddressIsNotTaken() throws Exception {
        registry.nodes = List.of(new NodeRecord(
                NODE, "attic", SigningKey.generate().verifyingKey().text(), List.of(node.address()), Instant.EPOCH));
        links = new RemoteNodes(registry, registry, identity, QUICK, Clock.systemUTC());
        assertEquals("unreachable KEY_MISMATCH", registry.next());
        assertTrue(node.linked.isEmpty());
    }

    @Test
    void anotherPanelKeyIsRefusedByTheNode() throws Exception {
        node.trust = node.trust.map(t -> new io.ostler.link.enrol.PanelTrust(
                t.panelId(), SigningKey.generate().verifyingKey(), t.node()));
        dial(node.address());
        assertEquals("unreachable KEY_MISMATCH", registry.next());
    }

    @Test
    void aNodeThatLiesInItsHelloIsNotTaken() throws Exception {
        node.daemon.id = new NodeId("another-node");
        dial(node.address());
        assertEquals("unreachable NODE_MISMATCH", registry.next());
        node.daemon.id = NODE;
        node.daemon.protocol = 2;
        awaitReport("unreachable PROTOCOL_UNSUPPORTED");
    }

    @Test
    void nonsenseAndSilenceEndTheAttempt() throws Exception {
        node.nonsense = java.util.Optional.of("hello?");
        dial(
                new LinkTimes(
                        QUICK.connect(),
                        Duration.ofSeconds(1),
                        QUICK.call(),
                        QUICK.beat(),
                        QUICK.steady(),
                        QUICK.firstPause(),
                        QUICK.longestPause()),
                node.address());
        awaitReport("unreachable HANDSHAKE_MALFORMED");
        node.nonsense = java.util.Optional.of("x".repeat(100_000));
        awaitReport("unreachable REQUEST_TOO_LARGE");
        node.silent = true;
        awaitReport("unreachable HANDSHAKE_TIMEOUT");
        node.silent = false;
        node.nonsense = java.util.Optional.empty();
        awaitReport("linked the-node-1");
    }

    @Test
    void aLinkedNodeThatSendsNonsenseIsCutOffAndDialledAgain() throws Exception {
        dial(node.address());
        assertEquals("linked the-node-1", registry.next());
        node.linked.poll(60, SECONDS).send("no message");
        assertEquals("lost LINK_MALFORMED", registry.next());
        assertEquals("linked the-node-1", registry.next());
        var peer = node.linked.poll(60, SECONDS);
        peer.send("[" + "1,".repeat(5 << 20) + "1]");
        assertEquals("lost REQUEST_TOO_LARGE", registry.next());
    }

    @Test
    void aNodeThatAnswersNoMoreIsLeft() throws Exception {
        node.daemon.clock = time -> new CompletableFuture<>();
        dial(
                new LinkTimes(
                        QUICK.connect(),
                        QUICK.handshake(),
                        Duration.ofSeconds(2),
                        QUICK.beat(),
                        QUICK.steady(),
                        QUICK.firstPause(),
                        QUICK.longestPause()),
                node.address());
        awaitReport("linked the-node-1"); // on a slow machine not at once: hello has as little time
        assertEquals("lost NODE_TIMEOUT", registry.next());
        assertTrue(node.linked.poll(60, SECONDS).closed.get(60, SECONDS).startsWith("1000"));
    }

    @Test
    void aClockThatWasSetBackMeansHelloAnew() throws Exception {
        var reason = new AtomicReference<>(
                new OstlerException(ErrorCode.CONFLICT, java.util.Map.of("reason", "CLOCK_SET_BACK")));
        dial(node.address());
        assertEquals("linked the-node-1", registry.next());
        node.daemon.clock = time -> {
            var once = reason.getAndSet(null);
            return once == null
                    ? CompletableFuture.completedFuture(new Messages.Pong(Instant.now()))
                    : CompletableFuture.failedFuture(once);
        };
        assertEquals("lost CLOCK_SET_BACK", registry.next());
        assertEquals("linked the-node-1", registry.next());
        assertEquals("boot-2", registry.hello.bootId());
    }

    @Test
    void whatTheRegistryWritesIsNotInterrupted() throws Exception {
        registry.slow = Duration.ofMillis(200);
        dial(node.address());
        assertEquals("linked the-node-1", registry.next());
        links.close();
        assertEquals("lost CLOSED", registry.next());
        assertFalse(registry.interrupted);
    }

    @Test
    void theRegistryIsFollowed() throws Exception {
        links = new RemoteNodes(registry, registry, identity, QUICK, Clock.systemUTC());
        registry.change(record(node.address()));
        assertEquals("linked the-node-1", registry.next());
        var renamed = record(node.address());
        registry.change(new NodeRecord(NODE, "cellar", renamed.publicKey(), renamed.addresses(), Instant.EPOCH));
        var peer = node.linked.poll(60, SECONDS);
        registry.change();
        assertEquals("lost CLOSED", registry.next());
        assertTrue(peer.closed.get(60, SECONDS).startsWith("1000"));
        assertTrue(registry.reports.isEmpty());
    }

    private void awaitReport(String wanted) throws InterruptedException {
        String report;
        do {
            report = registry.next();
            assertNotNull(report, "waiting for " + wanted);
        } while (!report.equals(wanted));
    }

    private static ErrorCode failure(CompletableFuture<?> call) {
        var thrown = assertThrows(ExecutionException.class, () -> call.get(60, SECONDS));
        return ((OstlerException) thrown.getCause()).code();
    }
}
