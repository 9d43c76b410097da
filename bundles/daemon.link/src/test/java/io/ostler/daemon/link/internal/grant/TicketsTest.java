package io.ostler.daemon.link.internal.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.link.internal.trust.DaemonIdentity;
import io.ostler.daemon.link.internal.trust.TrustedPanel;
import io.ostler.daemon.link.internal.trust.TrustedPanels;
import io.ostler.link.enrol.PanelTrust;
import io.ostler.link.key.PrivateFile;
import io.ostler.link.key.SigningKey;
import io.ostler.link.ticket.TicketCodec;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Messages.Revocation;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Abuse cases 13 (replay), 14 (a ticket where it doesn't belong) and 15 (revoked), where tickets are judged. */
class TicketsTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ORIGIN = "https://panel.example";
    private static final UserId USER = new UserId("user-0001");
    private static final InstanceId INSTANCE = new InstanceId("instance-1");

    @TempDir
    Path data;

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger ids = new AtomicInteger();
    private final SigningKey panelKey = SigningKey.generate();
    private DaemonIdentity identity;
    private TrustedPanels panels;
    private GrantRegistry grants;
    private SignedTickets tickets;
    private TrustedPanel panel;
    /** The panel's wall clock when the monotonic clock was at its beginning. */
    private Instant panelBegin = NOON;

    @BeforeEach
    void setUp() {
        identity = new DaemonIdentity(data);
        startDaemon();
    }

    private void startDaemon() {
        panels = new TrustedPanels(identity, nanos::get);
        grants = new GrantRegistry(nanos::get);
        tickets = new SignedTickets(panels, grants);
        panel = panels.admitLocal("panel-1", panelKey.verifyingKey(), panelNow());
    }

    // ---- 13

    @Test
    void aTicketIsAcceptedOnce() {
        var token = token();
        assertEquals(INSTANCE, accept(token).instance());
        refused(ErrorCode.TICKET_USED, () -> accept(token));
    }

    @Test
    void ofManyAtOnceOneWins() throws Exception {
        var token = token();
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> attempt = () -> {
                try {
                    accept(token);
                    return true;
                } catch (OstlerException e) {
                    return false;
                }
            };
            var results = threads.invokeAll(java.util.Collections.nCopies(64, attempt));
            int wins = 0;
            for (var result : results) {
                wins += result.get() ? 1 : 0;
            }
            assertEquals(1, wins);
        }
    }

    @Test
    void nothingFromBeforeARestartIsAccepted() {
        var used = token();
        accept(used);
        var unused = token();
        startDaemon();
        refused(ErrorCode.TICKET_EXPIRED, () -> accept(used));
        refused(ErrorCode.TICKET_EXPIRED, () -> accept(unused));
        accept(token());
    }

    @Test
    void beforeThePanelSaidHelloNothingIsAccepted() {
        var token = token();
        panels.forgetLocal();
        refused(ErrorCode.TICKET_INVALID, () -> accept(token));
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, -60, 0, 60, 3600})
    void theDaemonsClockNeedNotBeRight(long skewSeconds) {
        panelBegin = NOON.plusSeconds(skewSeconds);
        startDaemon();
        var token = token();
        pass(Duration.ofSeconds(59));
        accept(token);
        var late = token();
        pass(Duration.ofSeconds(60));
        refused(ErrorCode.TICKET_EXPIRED, () -> accept(late));
        refused(ErrorCode.TICKET_EXPIRED, () -> accept(token));
    }

    @Test
    void aUsedTicketStaysUsedForAllItsLife() {
        var token = token();
        accept(token);
        for (int i = 0; i < 30; i++) {
            pass(Duration.ofSeconds(10));
            panel.tell(panelNow());
            assertThrows(OstlerException.class, () -> accept(token));
        }
    }

    @Test
    void settingThePanelsClockBackRevivesNoTicket() {
        var used = token();
        accept(used);
        var unused = token();
        pass(Duration.ofSeconds(200));
        panelBegin = panelBegin.minusSeconds(190);
        assertTrue(!panel.tell(panelNow()));
        refused(ErrorCode.TICKET_EXPIRED, () -> accept(used));
        refused(ErrorCode.TICKET_EXPIRED, () -> accept(unused));
        accept(token());
    }

    @Test
    void settingThePanelsClockBackALittleRevivesNoUsedTicket() {
        var used = token();
        accept(used);
        pass(Duration.ofSeconds(40));
        panelBegin = panelBegin.minusSeconds(25);
        for (int i = 0; i < 6; i++) {
            assertTrue(panel.tell(panelNow()));
        }
        for (int i = 0; i < 12; i++) {
            assertThrows(OstlerException.class, () -> accept(used));
            pass(Duration.ofSeconds(5));
        }
    }

    @Test
    void whenThereIsNoRoomToRememberNothingIsAccepted() {
        var accepted = new AcceptedTickets();
        for (int i = 0; i < 100_000; i++) {
            accepted.use("jti-" + i, "panel-1", null, 0);
        }
        refused(ErrorCode.OVERLOADED, () -> accepted.use("one more", "panel-1", null, 1));
        refused(ErrorCode.TICKET_USED, () -> accepted.use("jti-0", "panel-1", null, 1));
        accepted.use("later", "panel-1", null, AcceptedTickets.KEPT + 2);
    }

    // ---- 14

    @Test
    void aTicketOpensOnlyWhatItIsFor() {
        for (var scope : TicketScope.values()) {
            for (var door : TicketScope.values()) {
                var token = sign(ticket(scope, ORIGIN));
                if (scope == door) {
                    tickets.accept(token, ORIGIN, door);
                } else {
                    refused(ErrorCode.TICKET_SCOPE, () -> tickets.accept(token, ORIGIN, door));
                }
            }
        }
        tickets.accept(token(), ORIGIN, TicketScope.CONSOLE_READ, TicketScope.CONSOLE_WRITE);
        refused(ErrorCode.TICKET_SCOPE, () -> tickets.accept(token(), ORIGIN));
    }

    @Test
    void aTicketOfAnotherNodeIsRefused() {
        var other = with(
                new NodeId("another-node"),
                "panel-1",
                panel.boot(),
                panelNow(),
                panelNow().plusSeconds(60));
        refused(ErrorCode.TICKET_INVALID, () -> accept(sign(other)));
    }

    @Test
    void aTicketOfAnotherPanelOrKeyIsRefused() {
        var stranger = with(
                panel.node(), "panel-2", panel.boot(), panelNow(), panelNow().plusSeconds(60));
        refused(ErrorCode.TICKET_INVALID, () -> accept(sign(stranger)));
        refused(
                ErrorCode.TICKET_INVALID,
                () -> accept(TicketCodec.sign(ticket(TicketScope.CONSOLE_READ, ORIGIN), SigningKey.generate())));
        refused(ErrorCode.TICKET_INVALID, () -> accept("garbage"));
        refused(ErrorCode.TICKET_INVALID, () -> accept(""));
    }

    @Test
    void aTicketMayNotLiveLongerOrComeFromTheFuture() {
        var now = panelNow();
        for (var times : new Instant[][] {
            {now, now.plusSeconds(61)},
            {now, now.plusSeconds(1_000_000_000)},
            {now.plusSeconds(6), now.plusSeconds(60)},
            {now.plusSeconds(3600), now.plusSeconds(3660)},
            {now.plusSeconds(30), now.plusSeconds(20)},
        }) {
            refused(
                    ErrorCode.TICKET_INVALID,
                    () -> accept(sign(with(panel.node(), "panel-1", panel.boot(), times[0], times[1]))));
        }
        accept(sign(with(panel.node(), "panel-1", panel.boot(), now.plusSeconds(4), now.plusSeconds(60))));
    }

    @Test
    void onlyTheOriginInsideMayPresentIt() {
        for (var origin : new String[] {"https://evil.example", "http://panel.example", "null", "", ORIGIN + ".evil"}) {
            refused(ErrorCode.ORIGIN_REFUSED, () -> tickets.accept(token(), origin, TicketScope.CONSOLE_READ));
        }
        refused(ErrorCode.ORIGIN_REFUSED, () -> tickets.accept(token(), null, TicketScope.CONSOLE_READ));
        var plain = sign(ticket(TicketScope.CONSOLE_READ, ""));
        refused(ErrorCode.ORIGIN_REFUSED, () -> tickets.accept(plain, ORIGIN, TicketScope.CONSOLE_READ));
        tickets.accept(plain, null, TicketScope.CONSOLE_READ);
    }

    @Test
    void aRefusedTicketIsNotUsedUp() {
        var token = token();
        refused(ErrorCode.TICKET_SCOPE, () -> tickets.accept(token, ORIGIN, TicketScope.FILE_UPLOAD));
        refused(
                ErrorCode.ORIGIN_REFUSED,
                () -> tickets.accept(token, "https://evil.example", TicketScope.CONSOLE_READ));
        accept(token);
    }

    @Test
    void aJoinedPanelHasItsOwnNodeIdAndCannotTakeTheLocalOnesPlace() throws Exception {
        var remoteKey = SigningKey.generate();
        var trust = new PanelTrust("panel-1", remoteKey.verifyingKey(), new NodeId("node-given-1"));
        join(trust);
        panels.admitJoined(trust, panelNow());
        // It claims the local panel's id; the local one still counts.
        refused(
                ErrorCode.TICKET_INVALID,
                () -> accept(TicketCodec.sign(ticket(TicketScope.CONSOLE_READ, ORIGIN), remoteKey)));
        accept(token());

        var honest = new PanelTrust("panel-9", remoteKey.verifyingKey(), new NodeId("node-given-1"));
        join(honest);
        var remote = panels.admitJoined(honest, panelNow());
        var good = with(
                remote.node(), "panel-9", remote.boot(), panelNow(), panelNow().plusSeconds(60));
        accept(TicketCodec.sign(good, remoteKey));
        accept(token());
        var wrongNode = with(
                panel.node(), "panel-9", remote.boot(), panelNow(), panelNow().plusSeconds(60));
        refused(ErrorCode.TICKET_INVALID, () -> accept(TicketCodec.sign(wrongNode, remoteKey)));
    }

    @Test
    void aPanelThatWasLeftIsTrustedNoMore() throws Exception {
        var remoteKey = SigningKey.generate();
        var trust = new PanelTrust("panel-9", remoteKey.verifyingKey(), new NodeId("node-given-1"));
        join(trust);
        var remote = panels.admitJoined(trust, panelNow());
        join(new PanelTrust("panel-8", SigningKey.generate().verifyingKey(), new NodeId("node-given-2")));
        var late = with(
                remote.node(), "panel-9", remote.boot(), panelNow(), panelNow().plusSeconds(60));
        refused(ErrorCode.TICKET_INVALID, () -> accept(TicketCodec.sign(late, remoteKey)));
        Files.delete(PanelTrust.trustFile(data));
        refused(ErrorCode.TICKET_INVALID, () -> accept(TicketCodec.sign(late, remoteKey)));
    }

    // ---- 15

    @Test
    void ticketsFromBeforeARevocationAreRefusedAndLaterOnesAreNot() {
        for (var revocation : new Revocation[] {
            new Revocation(USER, null, null, null),
            new Revocation(null, "session", null, null),
            new Revocation(null, null, INSTANCE, null),
            new Revocation(USER, "session", INSTANCE, null),
        }) {
            var before = token();
            pass(Duration.ofSeconds(1));
            grants.revoke(revocation);
            refused(ErrorCode.GRANT_REVOKED, () -> accept(before));
            pass(Duration.ofSeconds(1));
            accept(token());
            refused(ErrorCode.GRANT_REVOKED, () -> accept(before));
        }
    }

    @Test
    void aRevocationThatTellsItsTimeRefusesNothingOfAfterIt() {
        var before = token();
        grants.revoke(new Revocation(USER, null, null, null, panelNow()));
        refused(ErrorCode.GRANT_REVOKED, () -> accept(before));
        pass(Duration.ofMillis(1));
        accept(token());
    }

    @Test
    void aRevocationThatComesLateEndsNoStreamOfAfterIt() {
        var at = panelNow();
        pass(Duration.ofMillis(1));
        var ticket = accept(token());
        var ended = new ArrayList<String>();
        grants.hold(ticket.grant(), () -> ended.add("held before"));
        grants.revoke(new Revocation(USER, null, null, null, at));
        grants.hold(ticket.grant(), () -> ended.add("held after"));
        assertEquals(List.of(), ended);
        grants.revoke(new Revocation(USER, null, null, null, panelNow()));
        assertEquals(List.of("held before", "held after"), ended);
    }

    @Test
    void aRevocationHitsNoOther() {
        var token = token();
        pass(Duration.ofSeconds(1));
        grants.revoke(new Revocation(new UserId("user-0002"), null, null, null));
        grants.revoke(new Revocation(USER, "another session", null, null));
        grants.revoke(new Revocation(null, null, new InstanceId("instance-2"), null));
        grants.revoke(new Revocation(USER, null, null, null), "another panel");
        accept(token);
    }

    @Test
    void aRevocationRemembersWhateverTheClocksDo() {
        panelBegin = NOON.minusSeconds(3600);
        startDaemon();
        var before = token();
        pass(Duration.ofSeconds(2));
        grants.revoke(new Revocation(USER, null, null, null));
        for (int i = 0; i < 20; i++) {
            assertThrows(OstlerException.class, () -> accept(before));
            pass(Duration.ofSeconds(10));
            panel.tell(panelNow());
        }
    }

    @Test
    void aFloodOfRevocationsForgetsNone() {
        var before = token();
        pass(Duration.ofSeconds(1));
        grants.revoke(new Revocation(USER, null, null, null));
        for (int i = 0; i < 10_500; i++) {
            grants.revoke(new Revocation(null, "s" + i, null, null));
        }
        refused(ErrorCode.GRANT_REVOKED, () -> accept(before));
        pass(Duration.ofSeconds(1));
        accept(token());
    }

    private void join(PanelTrust trust) throws Exception {
        PrivateFile.createFolder(PanelTrust.trustFile(data).getParent());
        trust.write(PanelTrust.trustFile(data));
    }

    private String token() {
        return sign(ticket(TicketScope.CONSOLE_READ, ORIGIN));
    }

    private String sign(Ticket ticket) {
        return TicketCodec.sign(ticket, panelKey);
    }

    private Ticket accept(String token) {
        return tickets.accept(token, ORIGIN, TicketScope.CONSOLE_READ);
    }

    private Instant panelNow() {
        return panelBegin.plusNanos(nanos.get());
    }

    private Ticket ticket(TicketScope scope, String origin) {
        return new Ticket(
                "jti-" + ids.incrementAndGet(),
                "panel-1",
                panel.node(),
                panel.boot(),
                scope,
                INSTANCE,
                USER,
                "session",
                origin,
                null,
                null,
                false,
                FileRights.ALL,
                panelNow(),
                panelNow().plus(Ticket.LIFE));
    }

    private Ticket with(NodeId node, String issuer, String boot, Instant issued, Instant expires) {
        return new Ticket(
                "jti-" + ids.incrementAndGet(),
                issuer,
                node,
                boot,
                TicketScope.CONSOLE_READ,
                INSTANCE,
                USER,
                "session",
                ORIGIN,
                null,
                null,
                false,
                FileRights.ALL,
                issued,
                expires);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void refused(ErrorCode code, org.junit.jupiter.api.function.Executable step) {
        assertEquals(code, assertThrows(OstlerException.class, step).code());
    }
}
