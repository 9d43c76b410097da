package io.ostler.panel.rest.internal;

import static io.ostler.panel.rest.internal.fake.RestServer.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.access.Sessions;
import io.ostler.panel.api.event.Events.Topic;
import io.ostler.panel.rest.internal.fake.FakeHouse;
import io.ostler.panel.rest.internal.fake.RestServer;
import io.ostler.protocol.Care;
import io.ostler.protocol.Tasks.Kind;
import io.ostler.protocol.Tasks.State;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The event socket over a real connection. */
@Timeout(300)
class EventsTest {
    private RestServer server;
    private Sessions.SignedIn admin;
    private Sessions.SignedIn bert;
    private InstanceId annas;
    private InstanceId berts;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer();
        admin = server.signIn(server.people.admin.id());
        bert = server.signIn(server.people.bert.id());
        annas = server.house.addInstance("anna's", new FakeHouse.Users(server.people.anna.id()));
        berts = server.house.addInstance("bert's", new FakeHouse.Users(server.people.bert.id()));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** A browser tab. */
    private static final class Tab implements WebSocket.Listener {
        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private WebSocket socket;

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                frames.add(part.toString());
                part.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }

        void say(String text) {
            socket.sendText(text, true).join();
        }

        JsonNode next() throws Exception {
            var frame = frames.poll(60, TimeUnit.SECONDS);
            assertTrue(frame != null, "a frame was expected");
            return RestServer.JSON.readTree(frame);
        }

        /** Everything up to the answer to a ping: what else was to come has come. */
        void expectNothing() throws Exception {
            say("{\"ping\":99}");
            assertEquals("{\"pong\":99}", next().toString());
        }
    }

    private Tab open(Sessions.SignedIn as, String origin) {
        var tab = new Tab();
        var builder = server.client
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(60))
                .header("Cookie", "ostler_session=" + as.secret());
        if (!origin.isEmpty()) {
            builder.header("Origin", origin);
        }
        tab.socket = builder.buildAsync(URI.create("ws://" + server.authority() + "/api/v1/events"), tab)
                .join();
        return tab;
    }

    private Tab open(Sessions.SignedIn as) {
        return open(as, "http://" + server.authority());
    }

    private Tab subscribed(Sessions.SignedIn as) throws Exception {
        var tab = open(as);
        tab.say("{\"subscribe\":\"instances\"}");
        assertEquals("instances", tab.next().path("subscribed").asText());
        return tab;
    }

    private void changed(InstanceId id) {
        server.events.publish(Topic.INSTANCES, "changed", id.value());
    }

    @Test
    void changesArriveWithTheWholeObject() throws Exception {
        var tab = open(admin);
        tab.say("{\"subscribe\":\"instances\"}");
        assertEquals(
                "{\"subscribed\":\"instances\",\"epoch\":\"epoch-1\",\"seq\":0}",
                tab.next().toString());
        changed(annas);
        var frame = tab.next();
        assertEquals("changed", frame.path("kind").asText());
        assertEquals("instances", frame.path("topic").asText());
        assertEquals(1, frame.path("seq").asInt());
        assertEquals("1970-01-01T00:00:00Z", frame.path("time").asText());
        assertEquals("anna's", frame.path("data").path("name").asText());
    }

    @Test
    void nodesHaveATopicOfTheirOwn() throws Exception {
        var tab = subscribed(admin);
        tab.say("{\"subscribe\":\"nodes\"}");
        assertEquals("nodes", tab.next().path("subscribed").asText());
        server.events.publish(Topic.NODES, "changed", server.house.node.value());
        assertEquals("local", tab.next().path("data").path("name").asText());
    }

    /** Abuse case 31. */
    @Test
    void samplesAreShownToThoseWhoMaySeeThem() throws Exception {
        var tab = open(bert);
        tab.say("{\"subscribe\":\"samples\"}");
        assertEquals("samples", tab.next().path("subscribed").asText());
        server.usage.put(annas, 2);
        server.usage.put(berts, 0.25);
        server.events.publish(Topic.SAMPLES, "changed", annas.value());
        tab.expectNothing();
        server.events.publish(Topic.SAMPLES, "changed", berts.value());
        var frame = tab.next();
        assertEquals(berts.value(), frame.path("data").path("id").asText());
        assertEquals(0.25, frame.path("data").path("usage").path("cpu").asDouble());
    }

    /** Abuse case 31. */
    @Test
    void findingsAreShownToThoseWhoSeeTheInstance() throws Exception {
        var tab = open(bert);
        tab.say("{\"subscribe\":\"findings\"}");
        assertEquals("findings", tab.next().path("subscribed").asText());
        var finding = new Care.Finding("port-in-use", Map.of("port", "25565"), null, 5, Instant.EPOCH);
        server.problems.found.put(annas, List.of(finding));
        server.problems.found.put(berts, List.of(finding));
        server.events.publish(Topic.FINDINGS, "changed", annas.value());
        tab.expectNothing();
        server.events.publish(Topic.FINDINGS, "changed", berts.value());
        var data = tab.next().path("data");
        assertEquals(berts.value(), data.path("id").asText());
        assertEquals(
                "25565",
                data.path("problems").get(0).path("parameters").path("port").asText());
    }

    /** Abuse case 31. */
    @Test
    void presenceIsShownToThoseWhoReadTheConsoleEachTime() throws Exception {
        var tab = open(bert);
        tab.say("{\"subscribe\":\"presence\"}");
        assertEquals("presence", tab.next().path("subscribed").asText());
        server.events.publish(Topic.PRESENCE, "changed", annas.value());
        tab.expectNothing();
        for (int i = 0; i < 2; i++) {
            server.events.publish(Topic.PRESENCE, "changed", berts.value());
            var frame = tab.next();
            assertEquals(berts.value(), frame.path("data").path("id").asText(), frame.toString());
            assertEquals(80, frame.path("data").path("columns").asInt());
        }
    }

    /** Abuse case 31. */
    @Test
    void tasksAreShownToThoseWhoReadTheFiles() throws Exception {
        var tab = open(bert);
        tab.say("{\"subscribe\":\"tasks\"}");
        assertEquals("tasks", tab.next().path("subscribed").asText());
        var hidden = server.house.files.addTask(annas, server.people.anna.id(), Kind.COPY, State.RUNNING);
        var shown = server.house.files.addTask(berts, server.people.bert.id(), Kind.COPY, State.RUNNING);
        server.events.publish(Topic.TASKS, "changed", hidden.id().value());
        tab.expectNothing();
        server.events.publish(Topic.TASKS, "changed", shown.id().value());
        var frame = tab.next();
        assertEquals("tasks", frame.path("topic").asText());
        assertEquals("bert", frame.path("data").path("user").path("name").asText());
        server.house.files.tasks.clear();
        server.events.publish(Topic.TASKS, "removed", hidden.id().value());
        tab.expectNothing();
        server.events.publish(Topic.TASKS, "removed", shown.id().value());
        assertEquals("removed", tab.next().path("kind").asText());
    }

    @Test
    void aRemovedObjectIsToldById() throws Exception {
        var tab = subscribed(admin);
        server.house.snapshots.remove(annas);
        server.events.publish(Topic.INSTANCES, "removed", annas.value());
        var frame = tab.next();
        assertEquals("removed", frame.path("kind").asText());
        assertEquals(annas.value(), frame.path("id").asText());
    }

    @Test
    void othersChangesAreNotShownAndNotEvenMentioned() throws Exception {
        var tab = subscribed(bert);
        changed(annas);
        server.events.publish(Topic.INSTANCES, "removed", annas.value());
        server.events.publish(Topic.INSTANCES, "removed", InstanceId.create().value());
        tab.expectNothing();
        changed(berts);
        assertEquals("bert's", tab.next().path("data").path("name").asText());
    }

    @Test
    void whatIsTakenAwayFromSomebodyComesAsRemoved() throws Exception {
        var tab = subscribed(bert);
        server.people.owners.put(berts, server.people.anna.id());
        changed(berts);
        assertEquals("removed", tab.next().path("kind").asText());
        changed(berts);
        tab.expectNothing();
    }

    @Test
    void usersMayNotWatchNodes() throws Exception {
        var tab = open(bert);
        tab.say("{\"subscribe\":\"nodes\"}");
        assertEquals("FORBIDDEN", tab.next().path("error").path("code").asText());
        server.events.publish(Topic.NODES, "changed", server.house.node.value());
        tab.expectNothing();
    }

    @Test
    void whoLosesRightsGoesOnWithLessAndIsToldToReadAnew() throws Exception {
        var tab = subscribed(admin);
        tab.say("{\"subscribe\":\"nodes\"}");
        assertEquals("nodes", tab.next().path("subscribed").asText());
        server.people.give(server.people.admin.id(), RoleId.USER);
        server.sockets.changed(List.of(server.people.admin.id()));
        assertTrue(tab.next().path("rightsChanged").asBoolean());
        assertEquals("instances", tab.next().path("gap").asText());
        assertEquals("FORBIDDEN", tab.next().path("error").path("code").asText());
        changed(annas);
        server.events.publish(Topic.NODES, "changed", server.house.node.value());
        tab.expectNothing();
    }

    @Test
    void whoGetsRightsSeesMoreAtOnce() throws Exception {
        var tab = subscribed(bert);
        changed(annas);
        tab.expectNothing();
        server.people.give(server.people.bert.id(), RoleId.ADMINISTRATOR);
        server.sockets.changed(List.of(server.people.bert.id()));
        assertTrue(tab.next().path("rightsChanged").asBoolean());
        assertEquals("instances", tab.next().path("gap").asText());
        changed(annas);
        assertEquals("changed", tab.next().path("kind").asText());
    }

    @Test
    void otherPeoplesRightsAreOfNoConcern() throws Exception {
        var tab = subscribed(bert);
        server.sockets.changed(List.of(server.people.anna.id()));
        tab.expectNothing();
    }

    @Test
    void aTabGoesOnWhereItStopped() throws Exception {
        changed(annas);
        changed(berts);
        changed(annas);
        var tab = open(admin);
        tab.say("{\"subscribe\":\"instances\",\"epoch\":\"epoch-1\",\"after\":1}");
        assertEquals("instances", tab.next().path("subscribed").asText());
        assertEquals(2, tab.next().path("seq").asInt());
        assertEquals(3, tab.next().path("seq").asInt());
        tab.expectNothing();
    }

    @Test
    void whoCannotGoOnIsToldToFetchAgainAndIsSubscribed() throws Exception {
        changed(annas);
        server.events.forget();
        for (var where :
                new String[] {"\"epoch\":\"epoch-0\",\"after\":1", "\"epoch\":\"epoch-1\",\"after\":0", "\"after\":1"
                }) {
            var tab = open(admin);
            tab.say("{\"subscribe\":\"instances\"," + where + "}");
            assertEquals(
                    "{\"gap\":\"instances\",\"epoch\":\"epoch-1\",\"seq\":1}",
                    tab.next().toString(),
                    where);
        }
        var tab = open(admin);
        tab.say("{\"subscribe\":\"instances\",\"epoch\":\"epoch-0\",\"after\":1}");
        tab.next();
        changed(annas);
        assertEquals(2, tab.next().path("seq").asInt());
    }

    @Test
    void missedChangesOfStrangersObjectsMakeAGapInsteadOfALeak() throws Exception {
        changed(berts);
        changed(annas);
        var tab = open(bert);
        tab.say("{\"subscribe\":\"instances\",\"epoch\":\"epoch-1\",\"after\":0}");
        assertEquals("instances", tab.next().path("gap").asText());
        tab.expectNothing();
    }

    @Test
    void changesThatPileUpAreSentOnceTheNewestInOrder() throws Exception {
        for (int i = 0; i < 50; i++) {
            changed(annas);
        }
        changed(berts);
        var tab = open(admin);
        tab.say("{\"subscribe\":\"instances\",\"epoch\":\"epoch-1\",\"after\":0}");
        tab.next();
        assertEquals(50, tab.next().path("seq").asInt());
        assertEquals(51, tab.next().path("seq").asInt());
        tab.expectNothing();
    }

    @Test
    void afterUnsubscribingNothingComes() throws Exception {
        var tab = subscribed(admin);
        tab.say("{\"unsubscribe\":\"instances\"}");
        tab.expectNothing();
        changed(annas);
        tab.expectNothing();
        assertEquals(0, server.events.listeners());
    }

    @Test
    void nonsenseIsRefusedAndTheSocketGoesOn() throws Exception {
        var tab = open(admin);
        for (var text :
                new String[] {"{}", "[]", "null", "{\"subscribe\":\"users\"}", "{\"ping\":\"x\"}", "{\"x\":1}", "hello"
                }) {
            tab.say(text);
            assertEquals(
                    "INVALID_REQUEST", tab.next().path("error").path("code").asText(), text);
        }
        tab.expectNothing();
    }

    @Test
    void aLongFrameEndsTheSocket() {
        var tab = open(admin);
        tab.say("{\"subscribe\":\"" + "x".repeat(5000) + "\"}");
        assertEquals(1009, tab.closed.join());
    }

    @Test
    void theSocketEndsWithItsSession() throws Exception {
        var tab = subscribed(bert);
        server.people.end(bert.session().handle());
        assertTrue(tab.next().path("signedOut").asBoolean());
        assertEquals(4401, tab.closed.get(60, TimeUnit.SECONDS));
        assertEquals(0, server.events.listeners());
    }

    @Test
    void otherSessionsStayOpen() throws Exception {
        var tab = subscribed(admin);
        server.people.end(bert.session().handle());
        changed(annas);
        assertEquals(1, tab.next().path("seq").asInt());
    }

    @Test
    void aForeignPageCannotOpenIt() {
        for (var origin : new String[] {"https://evil.example", "null"}) {
            var failed = assertThrows(CompletionException.class, () -> open(admin, origin));
            assertEquals(403, status(failed));
        }
    }

    @Test
    void withoutASessionItStaysShut() throws Exception {
        server.people.end(bert.session().handle());
        var failed = assertThrows(CompletionException.class, () -> open(bert));
        assertEquals(401, status(failed));
    }

    private static int status(CompletionException failed) {
        return ((WebSocketHandshakeException) failed.getCause()).getResponse().statusCode();
    }

    @Test
    void aPlainRequestIsToldWhatIsWanted() throws Exception {
        var answer = server.get("/events", admin);
        assertEquals(400, answer.statusCode());
        assertEquals("INVALID_REQUEST", code(answer));
    }

    @Test
    void aSessionHasOnlySoManySockets() {
        for (int i = 0; i < 16; i++) {
            open(admin);
        }
        var failed = assertThrows(CompletionException.class, () -> open(admin));
        assertEquals(429, status(failed));
        assertFalse(open(bert).closed.isDone());
    }

    @Test
    void aTabThatIsClosedLeavesNothingBehind() throws Exception {
        var tab = subscribed(admin);
        tab.socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (server.events.listeners() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(0, server.events.listeners());
    }
}
