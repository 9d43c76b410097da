package io.ostler.panel.link.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.link.key.VerifyingKey;
import io.ostler.link.ticket.TicketCodec;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.InstanceRemoved;
import io.ostler.protocol.Tasks;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon in the same process. */
class LocalNodeTest {
    private static final LinkTimes QUICK = new LinkTimes(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMillis(50),
            Duration.ofMillis(1),
            Duration.ofMillis(20),
            Duration.ofMillis(100));

    private static final DoorLogin LOGIN = new DoorLogin("ann.lobby", "secret", null, false, "192.0.2.1", "sftp");

    @TempDir
    Path data;

    private final FakeRegistry registry = new FakeRegistry();
    private final LocalEvents events = new LocalEvents();
    private final FakeDaemon daemon = new FakeDaemon(new NodeId("local-node-1"));
    private PanelIdentity identity;
    private LocalNode local;

    @BeforeEach
    void setUp() {
        identity = new PanelIdentity(data, "1");
        local = new LocalNode(registry, events, identity, QUICK, Clock.systemUTC());
        daemon.events = events;
    }

    @AfterEach
    void tearDown() {
        local.stop();
    }

    @Test
    void itIsAdoptedAndLinkedWithoutASocket() throws Exception {
        daemon.beforeHello = panel -> {
            panel.instanceRemoved(new InstanceRemoved(new InstanceId("instance-1"), 1));
            return null;
        };
        local.bindDaemon(daemon);
        assertEquals("adopted local-node-1 attic", registry.next());
        assertEquals("linked local-node-1", registry.next());
        assertSame(daemon, registry.daemon);
        events.instanceRemoved(new InstanceRemoved(new InstanceId("instance-1"), 2));
        assertEquals(1, ((InstanceRemoved) registry.news.poll(60, SECONDS)).sequence());
        assertEquals(2, ((InstanceRemoved) registry.news.poll(60, SECONDS)).sequence());
        assertNotNull(registry.skews.poll(60, SECONDS));
        assertNotNull(registry.skews.poll(60, SECONDS));
    }

    @Test
    void itComesAndGoesWithTheDaemon() throws Exception {
        local.bindDaemon(daemon);
        registry.next();
        assertEquals("linked local-node-1", registry.next());
        local.unbindDaemon(new FakeDaemon(new NodeId("another-one")));
        assertTrue(registry.reports.isEmpty());
        local.unbindDaemon(daemon);
        assertTrue(registry.next().startsWith("lost "));
        events.instanceRemoved(new InstanceRemoved(new InstanceId("instance-1"), 3));
        assertTrue(registry.news.isEmpty());
        local.bindDaemon(daemon);
        registry.next();
        assertEquals("linked local-node-1", registry.next());
    }

    @Test
    void tasksAndLoginsReachThePanelWhileItIsLinked() throws Exception {
        assertThrows(ExecutionException.class, () -> events.signIn(LOGIN).get(60, SECONDS));
        local.bindDaemon(daemon);
        registry.next();
        registry.next();
        var removed = new Tasks.Removed(new TaskId("task-0001"), 7);
        events.taskRemoved(removed);
        assertEquals(removed, registry.news.poll(60, SECONDS));
        registry.judge = login -> CompletableFuture.failedFuture(new OstlerException(ErrorCode.LOGIN_FAILED));
        var refused = assertThrows(
                ExecutionException.class, () -> events.signIn(LOGIN).get(60, SECONDS));
        assertEquals(ErrorCode.LOGIN_FAILED, ((OstlerException) refused.getCause()).code());
        assertEquals("local-node-1 ann.lobby", registry.logins.poll(60, SECONDS));
        local.unbindDaemon(daemon);
        var away = assertThrows(
                ExecutionException.class, () -> events.signIn(LOGIN).get(60, SECONDS));
        assertEquals(ErrorCode.NODE_AWAY, ((OstlerException) away.getCause()).code());
    }

    @Test
    void aDaemonThatIsNotReadyIsAskedAgain() throws Exception {
        daemon.protocol = 9;
        local.bindDaemon(daemon);
        assertNotNull(daemon.hellos.poll(60, SECONDS));
        assertNotNull(daemon.hellos.poll(60, SECONDS));
        assertTrue(registry.reports.isEmpty());
        daemon.protocol = 1;
        assertEquals("adopted local-node-1 attic", registry.next());
    }

    @Test
    void aBrokenCallIsALostLinkAndANewHello() throws Exception {
        local.bindDaemon(daemon);
        registry.next();
        registry.next();
        var clock = daemon.clock;
        daemon.clock = time -> CompletableFuture.failedFuture(new IllegalStateException("broken"));
        assertEquals("lost LINK_LOST", registry.next());
        daemon.clock = clock;
        registry.next();
        assertTrue(registry.next().startsWith("linked"));
    }

    @Test
    void thePanelsKeyStaysAndSignsTickets() {
        var again = new PanelIdentity(data, "1");
        assertEquals(identity.panelId(), again.panelId());
        assertEquals(identity.publicKey(), again.publicKey());
        var key = VerifyingKey.of(identity.publicKey());
        assertEquals(key.fingerprint(), identity.fingerprint());
        assertTrue(key.verifies(new byte[] {1}, again.sign(new byte[] {1})));
        var now = Instant.ofEpochSecond(1_777_636_800);
        var ticket = new Ticket(
                "jti-1",
                identity.panelId(),
                new NodeId("local-node-1"),
                "boot",
                TicketScope.CONSOLE_READ,
                new InstanceId("instance-1"),
                new UserId("user-0001"),
                "s",
                "",
                null,
                null,
                false,
                FileRights.ALL,
                now,
                now);
        assertEquals(ticket, TicketCodec.verify(identity.sign(ticket), issuer -> key));
        assertTrue(java.nio.file.Files.exists(data.resolve("panel/identity/panel.key")));
    }
}
