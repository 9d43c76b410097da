package io.ostler.daemon.link.internal.calls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.link.internal.grant.GrantRegistry;
import io.ostler.daemon.link.internal.grant.SignedTickets;
import io.ostler.daemon.link.internal.push.Attachments;
import io.ostler.daemon.link.internal.trust.DaemonIdentity;
import io.ostler.daemon.link.internal.trust.TrustedPanels;
import io.ostler.link.key.SigningKey;
import io.ostler.link.ticket.TicketCodec;
import io.ostler.model.FileRights;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The standalone's panel, which needs no socket. */
class LocalDaemonTest {
    @TempDir
    Path data;

    private final FakeEngine engine = new FakeEngine();
    private final FakePanel panel = new FakePanel();
    private final SigningKey key = SigningKey.generate();
    private final GrantRegistry grants = new GrantRegistry();
    private final DaemonWork work = new DaemonWork(engine, new FakeTrees());
    private DaemonIdentity identity;
    private SignedTickets tickets;
    private LocalDaemon daemon;

    @BeforeEach
    void setUp() {
        identity = new DaemonIdentity(data);
        var panels = new TrustedPanels(identity);
        tickets = new SignedTickets(panels, grants);
        daemon = new LocalDaemon(panels, work, new DaemonPortrait("1"), new Attachments(engine, data), grants);
    }

    @AfterEach
    void tearDown() {
        daemon.deactivate();
        work.close();
    }

    @Test
    void itsHelloIsTrustedAndItHearsTheNews() throws Exception {
        daemon.bindEvents(panel);
        var hello = daemon.hello(hello()).get(10, SECONDS);
        assertEquals(identity.ownNode(), hello.nodeId());
        assertEquals(identity.ownNode(), tickets.node());
        daemon.createInstance(new Messages.CreateInstance(new InstanceId("instance-1"), FakeEngine.definition("one")))
                .get(10, SECONDS);
        assertInstanceOf(InstanceSnapshot.class, panel.told.poll(10, SECONDS));
        var now = Instant.ofEpochMilli(System.currentTimeMillis());
        var ticket = new Ticket(
                "jti-1",
                "panel-1",
                hello.nodeId(),
                hello.bootId(),
                TicketScope.CONSOLE_READ,
                new InstanceId("instance-1"),
                new UserId("user-0001"),
                "s",
                "",
                null,
                null,
                false, FileRights.ALL,
                now,
                now.plus(Ticket.LIFE));
        assertEquals(ticket, tickets.accept(TicketCodec.sign(ticket, key), null, TicketScope.CONSOLE_READ));
    }

    @Test
    void withoutItsNewsServiceItIsNoPanel() {
        assertEquals(ErrorCode.FORBIDDEN, failure(daemon.hello(hello())).code());
        assertEquals(ErrorCode.FORBIDDEN, failure(daemon.openGrants()).code());
    }

    @Test
    void helloMayBeSaidAgainWithoutDoubledNews() throws Exception {
        daemon.bindEvents(panel);
        daemon.hello(hello()).get(10, SECONDS);
        daemon.hello(hello()).get(10, SECONDS);
        assertEquals(1, engine.listeners.size());
    }

    @Test
    void whenThePanelGoesNothingOfItStays() throws Exception {
        daemon.bindEvents(panel);
        var hello = daemon.hello(hello()).get(10, SECONDS);
        daemon.unbindEvents(new FakePanel());
        assertEquals(1, engine.listeners.size());
        daemon.unbindEvents(panel);
        assertTrue(engine.listeners.isEmpty());
        assertEquals(ErrorCode.FORBIDDEN, failure(daemon.openGrants()).code());
        var now = Instant.now();
        var ticket = new Ticket(
                "jti-1",
                "panel-1",
                hello.nodeId(),
                hello.bootId(),
                TicketScope.CONSOLE_READ,
                new InstanceId("instance-1"),
                new UserId("user-0001"),
                "s",
                "",
                null,
                null,
                false, FileRights.ALL,
                now,
                now.plus(Ticket.LIFE));
        assertThrows(
                OstlerException.class,
                () -> tickets.accept(TicketCodec.sign(ticket, key), null, TicketScope.CONSOLE_READ));
    }

    @Test
    void aHelloWithoutAKeyIsRefused() {
        daemon.bindEvents(panel);
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                failure(daemon.hello(new Messages.PanelHello("panel-1", "1", 1, "no key", Instant.now())))
                        .code());
    }

    @Test
    void theIdentityStays() {
        var again = new DaemonIdentity(data);
        assertEquals(identity.ownNode(), again.ownNode());
        assertEquals(identity.key().verifyingKey(), again.key().verifyingKey());
    }

    private Messages.PanelHello hello() {
        return new Messages.PanelHello("panel-1", "1", 1, key.verifyingKey().text(), Instant.now());
    }

    private static OstlerException failure(CompletableFuture<?> call) {
        var thrown = assertThrows(ExecutionException.class, () -> call.get(10, SECONDS));
        return (OstlerException) thrown.getCause();
    }
}
