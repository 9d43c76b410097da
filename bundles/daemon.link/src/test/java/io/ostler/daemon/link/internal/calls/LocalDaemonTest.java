package io.ostler.daemon.link.internal.calls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.link.internal.grant.GrantRegistry;
import io.ostler.daemon.link.internal.grant.SignedTickets;
import io.ostler.daemon.link.internal.push.Attachments;
import io.ostler.daemon.link.internal.push.FindingNews;
import io.ostler.daemon.link.internal.push.TaskNews;
import io.ostler.daemon.link.internal.trust.DaemonIdentity;
import io.ostler.daemon.link.internal.trust.TrustedPanels;
import io.ostler.link.key.SigningKey;
import io.ostler.link.ticket.TicketCodec;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.TaskId;
import io.ostler.model.UserId;
import io.ostler.protocol.Grant;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.Tasks;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The standalone's panel, which needs no socket. */
class LocalDaemonTest {
    private static final Messages.DoorLogin LOGIN =
            new Messages.DoorLogin("ann.lobby", "secret", null, false, "192.0.2.1", "sftp");

    @TempDir
    Path data;

    private final FakeEngine engine = new FakeEngine();
    private final FakePanel panel = new FakePanel();
    private final SigningKey key = SigningKey.generate();
    private final GrantRegistry grants = new GrantRegistry();
    private final Capabilities capabilities = new Capabilities();
    private final TaskNews taskNews = new TaskNews();
    private final LinkedPanels linked = new LinkedPanels(grants);
    private final DaemonWork work = new DaemonWork(engine, new FakeTrees(), capabilities);
    private DaemonIdentity identity;
    private SignedTickets tickets;
    private LocalDaemon daemon;

    @BeforeEach
    void setUp() {
        identity = new DaemonIdentity(data);
        attachments = new Attachments(engine, taskNews, new FindingNews(engine), data);
        var panels = new TrustedPanels(identity);
        tickets = new SignedTickets(panels, grants);
        daemon = daemon(panels, linked);
    }

    private Attachments attachments;

    private LocalDaemon daemon(TrustedPanels panels, LinkedPanels panelLogins) {
        return new LocalDaemon(panels, work, new DaemonPortrait("1", capabilities), attachments, grants, panelLogins);
    }

    @AfterEach
    void tearDown() {
        daemon.deactivate();
        work.close();
    }

    @Test
    void samplesAreToldWhileWhatTellsThemIsThere() throws Exception {
        var usage = new FakeUsage();
        usage.tell(1);
        daemon.bindEvents(panel);
        daemon.hello(hello()).get(60, SECONDS);
        attachments.bindUsage(usage);
        assertEquals(1, panel.usage.poll(60, SECONDS).samples().getFirst().cpu());
        usage.tell(2);
        assertEquals(2, panel.usage.poll(60, SECONDS).samples().getFirst().cpu());
        attachments.unbindUsage(usage);
        assertTrue(usage.listeners.isEmpty());
    }

    @Test
    void itsHelloIsTrustedAndItHearsTheNews() throws Exception {
        daemon.bindEvents(panel);
        var hello = daemon.hello(hello()).get(60, SECONDS);
        assertEquals(identity.ownNode(), hello.nodeId());
        assertEquals(identity.ownNode(), tickets.node());
        daemon.createInstance(
                        new Messages.CreateInstance(new InstanceId("instance-1"), FakeEngine.definition("one"), null))
                .get(60, SECONDS);
        assertInstanceOf(InstanceSnapshot.class, panel.told.poll(60, SECONDS));
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
                false,
                FileRights.ALL,
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
        daemon.hello(hello()).get(60, SECONDS);
        daemon.hello(hello()).get(60, SECONDS);
        assertEquals(1, engine.listeners.size());
    }

    @Test
    void whenThePanelGoesNothingOfItStays() throws Exception {
        daemon.bindEvents(panel);
        var hello = daemon.hello(hello()).get(60, SECONDS);
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
                false,
                FileRights.ALL,
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

    @Test
    void aLoginIsAskedOfThePanelAndItsPassCanBeHeldAndRevoked() throws Exception {
        daemon.bindEvents(panel);
        daemon.hello(hello()).get(60, SECONDS);
        var pass = pass("door-1");
        panel.judge = login -> CompletableFuture.completedFuture(pass);
        assertEquals(pass, linked.signIn(LOGIN).get(60, SECONDS));
        assertEquals(LOGIN, panel.logins.poll(60, SECONDS));
        var ended = new CompletableFuture<Boolean>();
        grants.hold(pass.grant(), () -> ended.complete(true));
        assertEquals(List.of(pass.grant()), daemon.openGrants().get(60, SECONDS));
        daemon.revoke(new Messages.Revocation(null, null, null, "door-1")).get(60, SECONDS);
        assertTrue(ended.isDone());
    }

    @Test
    void askingWhetherAKeyWouldDoGivesNothingToHold() throws Exception {
        daemon.bindEvents(panel);
        daemon.hello(hello()).get(60, SECONDS);
        var pass = pass("door-1");
        panel.judge = login -> CompletableFuture.completedFuture(pass);
        linked.signIn(new Messages.DoorLogin("ann.lobby", null, "ssh-ed25519 AAAA", false, "192.0.2.1", "sftp"))
                .get(60, SECONDS);
        assertThrows(OstlerException.class, () -> grants.hold(pass.grant(), () -> {}));
        linked.signIn(new Messages.DoorLogin("ann.lobby", null, "ssh-ed25519 AAAA", true, "192.0.2.1", "sftp"))
                .get(60, SECONDS);
        grants.hold(pass.grant(), () -> {}).close();
    }

    @Test
    void aRevocationThatOvertakesThePassIsNotMissed() throws Exception {
        daemon.bindEvents(panel);
        daemon.hello(hello()).get(60, SECONDS);
        var answer = new CompletableFuture<Messages.DoorPass>();
        panel.judge = login -> answer;
        var asked = linked.signIn(LOGIN);
        daemon.revoke(new Messages.Revocation(new UserId("user-0001"), null, null, null))
                .get(60, SECONDS);
        answer.complete(pass("door-1"));
        assertEquals(ErrorCode.GRANT_REVOKED, failure(asked).code());
    }

    @Test
    void refusalsOfThePanelArriveAsTheyAre() throws Exception {
        daemon.bindEvents(panel);
        daemon.hello(hello()).get(60, SECONDS);
        for (var code : List.of(ErrorCode.LOGIN_FAILED, ErrorCode.LOGIN_THROTTLED)) {
            panel.judge = login -> CompletableFuture.failedFuture(new OstlerException(code));
            assertEquals(code, failure(linked.signIn(LOGIN)).code());
        }
        panel.judge = login -> CompletableFuture.completedFuture(new Messages.DoorPass(
                new Grant(
                        "door-9",
                        TicketScope.CONSOLE_WRITE,
                        new InstanceId("instance-1"),
                        new UserId("user-0001"),
                        "s"),
                "ann",
                FileRights.ALL));
        assertEquals(ErrorCode.INTERNAL, failure(linked.signIn(LOGIN)).code());
    }

    @Test
    void withoutAPanelNobodyComesIn() throws Exception {
        assertEquals(ErrorCode.NODE_AWAY, failure(linked.signIn(LOGIN)).code());
        daemon.bindEvents(panel);
        assertEquals(ErrorCode.NODE_AWAY, failure(linked.signIn(LOGIN)).code());
        daemon.hello(hello()).get(60, SECONDS);
        daemon.unbindEvents(panel);
        assertEquals(ErrorCode.NODE_AWAY, failure(linked.signIn(LOGIN)).code());
        assertTrue(panel.logins.isEmpty());
    }

    @Test
    void aPanelThatDoesNotAnswerIsNotWaitedForLong() throws Exception {
        var impatient = new LinkedPanels(grants, Duration.ofMillis(1), null, null);
        var other = daemon(new TrustedPanels(identity), impatient);
        other.bindEvents(panel);
        other.hello(hello()).get(60, SECONDS);
        assertEquals(ErrorCode.NODE_TIMEOUT, failure(impatient.signIn(LOGIN)).code());
        other.deactivate();
    }

    @Test
    void aBoardThatComesLaterIsNews() throws Exception {
        daemon.bindEvents(panel);
        assertEquals(List.of(), daemon.hello(hello()).get(60, SECONDS).tasks());
        var board = new FakeBoard();
        var left = board.put(new TaskId("task-0001"), Tasks.State.INTERRUPTED, List.of());
        taskNews.bindBoard(board);
        assertEquals(left, panel.told.poll(60, SECONDS));
        board.remove(left.id());
        assertEquals(left.id(), ((Tasks.Removed) panel.told.poll(60, SECONDS)).id());
        taskNews.unbindBoard(board);
        assertTrue(board.listeners.isEmpty());
    }

    private static Messages.DoorPass pass(String id) {
        return new Messages.DoorPass(
                new Grant(id, TicketScope.SFTP, new InstanceId("instance-1"), new UserId("user-0001"), "s"),
                "ann",
                FileRights.ALL);
    }

    private Messages.PanelHello hello() {
        return new Messages.PanelHello("panel-1", "1", 1, key.verifyingKey().text(), Instant.now());
    }

    private static OstlerException failure(CompletableFuture<?> call) {
        var thrown = assertThrows(ExecutionException.class, () -> call.get(60, SECONDS));
        return (OstlerException) thrown.getCause();
    }
}
