package io.ostler.daemon.link.internal.socket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.link.internal.calls.FakeEngine;
import io.ostler.link.Link;
import io.ostler.link.enrol.PanelTrust;
import io.ostler.link.handshake.PanelHandshake;
import io.ostler.link.key.SigningKey;
import io.ostler.link.ticket.TicketCodec;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.UserId;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.Files;
import io.ostler.protocol.Grant;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proved panel and the daemon over a real socket. */
@Tag("slow")
class LinkSocketTest {
    private static final NodeId NODE = new NodeId("node-given-1");
    private static final InstanceId INSTANCE = new InstanceId("instance-1");
    private static final UserId USER = new UserId("user-0001");

    @TempDir
    Path data;

    private final SigningKey panelKey = SigningKey.generate();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<TestPanel> open = new ArrayList<>();
    private TestDaemon daemon;

    @BeforeEach
    void setUp() throws Exception {
        daemon = new TestDaemon(data, Duration.ofSeconds(90));
        daemon.join(trust(panelKey));
    }

    @AfterEach
    void tearDown() throws Exception {
        open.forEach(TestPanel::close);
        daemon.close();
        client.shutdownNow();
    }

    @Test
    void helloTellsTheNodeAndAllInstances() throws Exception {
        daemon.engine.create(INSTANCE, FakeEngine.definition("one"));
        var hello = linked().hello(hello()).get(60, SECONDS);
        assertEquals(NODE, hello.nodeId());
        assertEquals("1.2.3", hello.version());
        assertEquals(daemon.engine.snapshots(), hello.instances());
        assertTrue(hello.machine().memory() > 0);
        assertTrue(hello.machine().processors() > 0);
        assertFalse(hello.machine().hostName().isBlank());
    }

    @Test
    void beforeHelloNothingIsAnswered() throws Exception {
        var api = linked();
        assertEquals(
                ErrorCode.FORBIDDEN,
                failure(api.power(new Messages.PowerRequest(INSTANCE, PowerAction.START)))
                        .code());
        assertEquals(ErrorCode.FORBIDDEN, failure(api.openGrants()).code());
        api.ping().get(60, SECONDS);
    }

    @Test
    void aHelloThatSaysMoreThanWasProvedIsRefused() throws Exception {
        var api = linked();
        var local = SigningKey.generate();
        for (var claim : List.of(
                TestPanel.hello("panel-1", local),
                TestPanel.hello("another-panel", panelKey),
                new Messages.PanelHello("panel-1", "1", 1, "not a key", Instant.now()))) {
            assertEquals(ErrorCode.FORBIDDEN, failure(api.hello(claim)).code());
        }
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                failure(api.hello(new Messages.PanelHello(
                                "panel-1", "1", 2, panelKey.verifyingKey().text(), Instant.now())))
                        .code());
        assertEquals(ErrorCode.FORBIDDEN, failure(api.openGrants()).code());
    }

    @Test
    void everyCallReachesTheEngine() throws Exception {
        var api = helloed();
        var made = api.createInstance(new Messages.CreateInstance(INSTANCE, FakeEngine.definition("one"), null))
                .get(60, SECONDS);
        assertEquals("one", made.definition().name());
        assertEquals(
                "two",
                api.updateInstance(new Messages.UpdateInstance(INSTANCE, FakeEngine.definition("two"), 1, null))
                        .get(60, SECONDS)
                        .definition()
                        .name());
        assertInstanceOf(
                InstanceState.Running.class,
                api.power(new Messages.PowerRequest(INSTANCE, PowerAction.START))
                        .get(60, SECONDS)
                        .state());
        api.sendInput(new Messages.InputRequest(INSTANCE, "hällo")).get(60, SECONDS);
        assertEquals(List.of("hällo\n"), daemon.engine.typed);

        api.deleteInstance(new Messages.DeleteInstance(INSTANCE, true)).get(60, SECONDS);
        assertTrue(daemon.engine.snapshots().isEmpty());
    }

    @Test
    void largeTextsPassInBothDirections() throws Exception {
        var api = helloed();
        var text = "ä\n\"".repeat(1 << 20);
        api.files()
                .writeText(new Files.WriteTextRequest(INSTANCE, FileRights.ALL, "big", text, "UTF-8", null, USER))
                .get(60, SECONDS);
        assertEquals("WRITE user-0001 writeText [big, " + text + ", UTF-8, null]", daemon.trees.asked.getFirst());
    }

    @Test
    void changesArriveInTheirOrder() throws Exception {
        helloed();
        var ids = new ArrayList<InstanceId>();
        for (int i = 0; i < 500; i++) {
            var id = InstanceId.create();
            ids.add(id);
            daemon.engine.create(id, FakeEngine.definition("n" + i));
        }
        daemon.engine.delete(ids.getFirst(), true);
        long last = 0;
        Object message = null;
        while (!(message instanceof Messages.InstanceRemoved)) {
            message = open.getFirst().panel.told.poll(60, SECONDS);
            long sequence = message instanceof InstanceSnapshot s
                    ? s.sequence()
                    : ((Messages.InstanceRemoved) message).sequence();
            assertTrue(sequence > last, "in order");
            last = sequence;
        }
        assertEquals(501, last);
    }

    @Test
    void theMachinesFiguresComeByThemselves() throws Exception {
        helloed();
        var sample = open.getFirst().panel.samples.poll(60, SECONDS);
        assertTrue(sample.memory() > 0 && sample.disk() > 0 && sample.cpu() >= 0 && sample.cpu() <= 1);
    }

    @Test
    void aSlowCallHoldsUpNoOther() throws Exception {
        var api = helloed();
        daemon.engine.create(INSTANCE, FakeEngine.definition("one"));
        daemon.engine.gate = new CountDownLatch(1);
        var slow = api.power(new Messages.PowerRequest(INSTANCE, PowerAction.START));
        api.ping().get(60, SECONDS);
        api.files()
                .readText(new Files.ReadTextRequest(INSTANCE, FileRights.ALL, "a", "UTF-8"))
                .get(60, SECONDS);
        assertFalse(slow.isDone());
        daemon.engine.gate.countDown();
        slow.get(60, SECONDS);
    }

    @Test
    void aThousandCallsAtOnce() throws Exception {
        var api = helloed();
        var calls = new ArrayList<CompletableFuture<InstanceSnapshot>>();
        for (int i = 0; i < 1000; i++) {
            calls.add(api.createInstance(
                    new Messages.CreateInstance(InstanceId.create(), FakeEngine.definition("n" + i), null)));
        }
        for (int i = 0; i < 1000; i++) {
            assertEquals("n" + i, calls.get(i).get(60, SECONDS).definition().name());
        }
    }

    @Test
    void whenTheLinkIsLostTheDaemonTellsNobodyAnyMore() throws Exception {
        var api = helloed();
        assertEquals(1, daemon.engine.listeners.size());
        var slowGate = new CountDownLatch(1);
        daemon.engine.create(INSTANCE, FakeEngine.definition("one"));
        daemon.engine.gate = slowGate;
        var call = api.power(new Messages.PowerRequest(INSTANCE, PowerAction.START));
        open.getFirst().close();
        assertEquals(ErrorCode.NODE_AWAY, failure(call).code());
        slowGate.countDown();
        await(() -> daemon.engine.listeners.isEmpty());
    }

    @Test
    void aPanelThatLinksAgainTakesItsOwnPlace() throws Exception {
        helloed();
        var first = open.getFirst();
        helloed();
        assertEquals("1000 REPLACED", first.closed.get(60, SECONDS));
        await(() -> daemon.engine.listeners.size() == 1);
    }

    @Test
    void severalProcessesOfAPanelAreLinkedAndEachTakesItsOwnPlace() throws Exception {
        var one = linked();
        one.hello(hello("one")).get(60, SECONDS);
        var other = linked();
        other.hello(hello("other")).get(60, SECONDS);
        linked().hello(hello("one")).get(60, SECONDS);
        assertEquals("1000 REPLACED", open.getFirst().closed.get(60, SECONDS));
        assertFalse(open.get(1).closed.isDone());
        other.ping().get(60, SECONDS);
        await(() -> daemon.engine.listeners.size() == 2);
        while (open.size() < 2 + Sockets.MOST_LINKED) {
            linked().hello(hello("more " + open.size())).get(60, SECONDS);
        }
        assertEquals("1000 REPLACED", open.get(1).closed.get(60, SECONDS));
    }

    private Messages.PanelHello hello(String process) {
        var hello = hello();
        return new Messages.PanelHello(
                hello.panelId(), hello.version(), hello.protocol(), hello.publicKey(), hello.now(), process);
    }

    @Test
    void aPanelThatTheMachineLeftIsCutOff() throws Exception {
        var api = helloed();
        var ended = new CompletableFuture<String>();
        var ticket = ticket(api.hello(hello()).get(60, SECONDS).bootId());
        daemon.tickets.accept(TicketCodec.sign(ticket, panelKey), null, TicketScope.CONSOLE_READ);
        daemon.grants.hold(ticket.grant(), () -> ended.complete("cut"));
        daemon.join(new PanelTrust("panel-2", SigningKey.generate().verifyingKey(), NODE));
        // At the latest with the next beat, without any call.
        assertEquals("1000 PANEL_UNKNOWN", open.getFirst().closed.get(60, SECONDS));
        assertEquals("cut", ended.get(60, SECONDS));
    }

    @Test
    void revocationAndGrantsWorkOverTheLink() throws Exception {
        var api = helloed();
        var ended = new CompletableFuture<String>();
        var ticket = ticket(api.hello(hello()).get(60, SECONDS).bootId());
        var token = TicketCodec.sign(ticket, panelKey);
        assertEquals(ticket, daemon.tickets.accept(token, null, TicketScope.CONSOLE_READ));
        daemon.grants.hold(ticket.grant(), () -> ended.complete("cut"));
        assertEquals(List.of(ticket.grant()), api.openGrants().get(60, SECONDS));
        api.revoke(new Messages.Revocation(ticket.user(), null, null, null)).get(60, SECONDS);
        assertTrue(ended.isDone());
        assertEquals(List.<Grant>of(), api.openGrants().get(60, SECONDS));
    }

    @Test
    void aPanelClockSetBackIsToldAndGivesAnotherBoot() throws Exception {
        var api = linked();
        var first = api.hello(hello()).get(60, SECONDS).bootId();
        api.tellTime(new Messages.PanelTime(Instant.now())).get(60, SECONDS);
        assertEquals(first, api.hello(hello()).get(60, SECONDS).bootId());
        assertEquals(
                ErrorCode.CONFLICT,
                failure(api.tellTime(new Messages.PanelTime(Instant.now().minusSeconds(3600))))
                        .code());
        assertFalse(first.equals(api.hello(hello()).get(60, SECONDS).bootId()));
    }

    @Test
    void whenTheDoorClosesThePanelIsToldWhy() throws Exception {
        helloed();
        daemon.closeDoor();
        assertEquals("1001 CLOSED", open.getFirst().closed.get(60, SECONDS));
    }

    private Ticket ticket(String boot) {
        var now = Instant.ofEpochMilli(System.currentTimeMillis());
        return new Ticket(
                "jti-1",
                "panel-1",
                NODE,
                boot,
                TicketScope.CONSOLE_READ,
                INSTANCE,
                new UserId("user-0001"),
                "session",
                "",
                null,
                null,
                false,
                FileRights.ALL,
                now,
                now.plus(Ticket.LIFE));
    }

    private static PanelTrust trust(SigningKey key) {
        return new PanelTrust("panel-1", key.verifyingKey(), NODE);
    }

    private Messages.PanelHello hello() {
        return TestPanel.hello("panel-1", panelKey);
    }

    private DaemonApi helloed() throws Exception {
        var api = linked();
        api.hello(hello()).get(60, SECONDS);
        return api;
    }

    private DaemonApi linked() throws Exception {
        var panel = new TestPanel(client, daemon.uri());
        open.add(panel);
        Link<DaemonApi> link = panel.link(new PanelHandshake(
                panelKey, "panel-1", "1", NODE, daemon.identity.key().verifyingKey()));
        return link.remote();
    }

    private static OstlerException failure(CompletableFuture<?> call) {
        var thrown = assertThrows(ExecutionException.class, () -> call.get(60, SECONDS));
        return (OstlerException) thrown.getCause();
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "in time");
            Thread.sleep(5);
        }
    }
}
