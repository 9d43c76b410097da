package io.ostler.daemon.http.internal.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import io.ostler.model.ConsolePolicy;
import io.ostler.model.UserId;
import io.ostler.protocol.ConsoleWork.PinRequest;
import io.ostler.protocol.ConsoleWork.Viewer;
import io.ostler.protocol.TicketScope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleAtConsoleTest {
    private static final UserId ANNA = new UserId("anna-0001");
    private static final UserId BERT = new UserId("bert-0001");

    @TempDir
    Path base;

    private DaemonServer server;

    @BeforeEach
    void start() throws Exception {
        server = new DaemonServer(base);
    }

    @AfterEach
    void stop() throws Exception {
        server.awaitRest();
        server.close();
    }

    private FakeViewer open(UserId user, TicketScope scope) throws Exception {
        var token = server.tickets.issue(Wish.console(scope), FakeTickets.INSTANCE, user);
        var viewer = new FakeViewer(server.client, server.console(), FakeTickets.ORIGIN)
                .say("{\"ticket\":\"" + token + "\",\"from\":0}");
        var hello = viewer.hear().getAsJsonObject("hello");
        assertEquals(scope == TicketScope.CONSOLE_WRITE, hello.get("write").getAsBoolean());
        assertEquals(scope != TicketScope.CONSOLE_READ, hello.get("commands").getAsBoolean());
        return viewer;
    }

    private List<Viewer> present() {
        return server.attendance.presence(FakeTickets.INSTANCE).viewers();
    }

    private static String errorOf(FakeViewer viewer) throws Exception {
        return viewer.hear().getAsJsonObject("error").get("code").getAsString();
    }

    @Test
    void everybodyIsThereOnceUntilTheLastWindowCloses() throws Exception {
        try (var anna = open(ANNA, TicketScope.CONSOLE_READ);
                var more = open(ANNA, TicketScope.CONSOLE_WRITE);
                var bert = open(BERT, TicketScope.CONSOLE_READ)) {
            DaemonServer.await("both are there", () -> present().size() == 2);
            assertTrue(present().stream().filter(v -> v.user().equals(ANNA)).allMatch(Viewer::writes));
            assertFalse(present().stream().filter(v -> v.user().equals(BERT)).anyMatch(Viewer::writes));
            more.close();
            DaemonServer.await("she only reads", () -> present().stream().noneMatch(Viewer::writes));
            bert.close();
            DaemonServer.await("she is alone", () -> present().size() == 1);
            anna.close();
            DaemonServer.await("nobody is there", () -> present().isEmpty());
        }
    }

    @Test
    void everyViewerHearsWhoSentALine() throws Exception {
        server.engine.isTerminal = false;
        server.consoles.write("ready\n".getBytes(StandardCharsets.UTF_8));
        try (var anna = open(ANNA, TicketScope.CONSOLE_WRITE);
                var bert = open(BERT, TicketScope.CONSOLE_READ)) {
            DaemonServer.await("both are there", () -> present().size() == 2);
            anna.say("{\"input\":\"say hi\"}");
            for (var viewer : List.of(anna, bert)) {
                var typed = viewer.notice("typed");
                assertEquals("say hi", typed.get("text").getAsString());
                assertEquals(ANNA.value(), typed.get("user").getAsString());
                assertEquals(6, typed.get("offset").getAsLong());
            }
            assertEquals("line say hi", server.engine.told.poll(60, TimeUnit.SECONDS));
            var noted = server.attendance.pending(10).getFirst();
            assertEquals(ANNA, noted.user());
            assertEquals("say hi", noted.text());
            assertNull(noted.refused());
        }
    }

    @Test
    void keysAreCountedAndNotTold() throws Exception {
        try (var anna = open(ANNA, TicketScope.CONSOLE_WRITE)) {
            anna.say("{\"keys\":\"se\"}");
            anna.say("{\"keys\":\"cret\"}");
            DaemonServer.await(
                    "all are counted",
                    () -> server.attendance.pending(10).stream()
                                    .mapToInt(typed -> typed.keys())
                                    .sum()
                            == 6);
            assertTrue(server.attendance.pending(10).stream().allMatch(typed -> typed.text() == null));
            assertTrue(anna.asides.isEmpty());
        }
    }

    /** Abuse case 45: without a terminal keys are lines, and must not be a way around the log of inputs. */
    @Test
    void keysOfAProgramWithoutATerminalAreNotedLikeLines() throws Exception {
        server.engine.isTerminal = false;
        try (var anna = open(ANNA, TicketScope.CONSOLE_WRITE)) {
            anna.say("{\"keys\":\"op eve\\n\"}");
            assertEquals("op eve", anna.notice("typed").get("text").getAsString());
            assertEquals("op eve", server.attendance.pending(10).getFirst().text());
        }
    }

    /** Abuse case 45: what was typed before must not be pushed out of the log by very many lines. */
    @Test
    void veryManyLinesAtOnceAreRefused() throws Exception {
        server.engine.isTerminal = false;
        try (var anna = open(ANNA, TicketScope.CONSOLE_WRITE)) {
            anna.say("{\"input\":\"op eve\"}");
            anna.notice("typed");
            anna.say("{\"input\":\"" + "\\n".repeat(20_000) + "x\"}");
            assertEquals("INVALID_REQUEST", errorOf(anna));
            assertEquals("op eve", server.attendance.pending(10).getFirst().text());
            assertEquals(1, server.attendance.pending(10).size());
        }
    }

    @Test
    void whoMaySendOnlyWhatIsAllowedCanDoNothingElse() throws Exception {
        server.engine.isTerminal = false;
        server.engine.policy = allowing("list", "say *");
        try (var bert = open(BERT, TicketScope.CONSOLE_COMMANDS)) {
            bert.say("{\"input\":\"list\"}");
            bert.notice("typed");
            bert.say("{\"input\":\"say hello there\"}");
            bert.notice("typed");
            for (var line : List.of(
                    "stop",
                    "list ",
                    "lists",
                    "say",
                    "say x\\nstop",
                    "say x\\u000dstop",
                    "say x\\u2028stop",
                    "say x\\u2029stop",
                    "say x\\u0085stop",
                    "say x\\u0000",
                    "ｌist",
                    "list\\u200b",
                    "",
                    "LIST")) {
                bert.say("{\"input\":\"" + line + "\"}");
                assertEquals("COMMAND_DENIED", errorOf(bert), line);
            }
            for (var frame : List.of("{\"keys\":\"list\\r\"}", "{\"keys\":\"\\u0003\"}", "{\"resize\":[80,24]}")) {
                bert.say(frame);
                assertEquals("FORBIDDEN", errorOf(bert), frame);
            }
            assertEquals(List.of("line list", "line say hello there"), List.copyOf(server.engine.told));
            var refused = server.attendance.pending(100).stream()
                    .filter(typed -> "COMMAND_DENIED".equals(typed.refused()))
                    .toList();
            assertEquals("stop", refused.getFirst().text());
            assertTrue(bert.asides.isEmpty());
        }
    }

    @Test
    void aChangedListHoldsAtOnce() throws Exception {
        server.engine.isTerminal = false;
        server.engine.policy = allowing("list");
        try (var bert = open(BERT, TicketScope.CONSOLE_COMMANDS)) {
            bert.say("{\"input\":\"list\"}");
            bert.notice("typed");
            server.engine.policy = allowing("help");
            bert.say("{\"input\":\"list\"}");
            assertEquals("COMMAND_DENIED", errorOf(bert));
            bert.say("{\"input\":\"help\"}");
            assertEquals("help", bert.notice("typed").get("text").getAsString());
        }
    }

    @Test
    void theSmallestWindowDecidesUntilItsViewerLeaves() throws Exception {
        try (var anna = open(ANNA, TicketScope.CONSOLE_WRITE);
                var bert = open(BERT, TicketScope.CONSOLE_WRITE)) {
            anna.say("{\"resize\":[120,40]}");
            requireSize(anna.notice("size"), 120, 40, false);
            requireSize(bert.notice("size"), 120, 40, false);
            bert.say("{\"resize\":[80,50]}");
            requireSize(anna.notice("size"), 80, 40, false);
            bert.close();
            requireSize(anna.notice("size"), 120, 40, false);
            assertEquals(List.of("resize 120 40", "resize 80 40", "resize 120 40"), List.copyOf(server.engine.told));
        }
    }

    @Test
    void aPinnedSizeHoldsForAllAndThoseWhoCome() throws Exception {
        try (var anna = open(ANNA, TicketScope.CONSOLE_WRITE)) {
            anna.say("{\"resize\":[120,40]}");
            anna.notice("size");
            server.attendance.pin(new PinRequest(FakeTickets.INSTANCE, 100, 30));
            requireSize(anna.notice("size"), 100, 30, true);
            try (var bert = open(BERT, TicketScope.CONSOLE_WRITE)) {
                requireSize(bert.notice("size"), 100, 30, true);
                bert.say("{\"resize\":[40,20]}");
                bert.say("{\"ping\":1}");
                bert.hear();
                assertTrue(bert.asides.isEmpty());
                server.attendance.pin(new PinRequest(FakeTickets.INSTANCE, null, null));
                requireSize(bert.notice("size"), 40, 20, false);
            }
        }
    }

    @Test
    void sizesThatAreNoneAreRefused() throws Exception {
        try (var anna = open(ANNA, TicketScope.CONSOLE_WRITE)) {
            for (var size : List.of("[0,5]", "[5,0]", "[-1,5]", "[1001,5]", "[5,1001]")) {
                anna.say("{\"resize\":" + size + "}");
                assertEquals("VALUE_OUT_OF_RANGE", errorOf(anna), size);
            }
            assertTrue(server.engine.told.isEmpty());
        }
    }

    @Test
    void oneWhoDoesNotReadPilesNothingUp() throws Exception {
        server.engine.isTerminal = false;
        try (var anna = open(ANNA, TicketScope.CONSOLE_WRITE);
                var stuck = open(BERT, TicketScope.CONSOLE_READ)) {
            stuck.isReading = false;
            for (int i = 0; i < 500; i++) {
                anna.say("{\"input\":\"" + i + "\"}");
            }
            DaemonServer.await("all are sent", () -> server.engine.told.size() == 500);
            DaemonServer.await(
                    "the sender hears the last one",
                    () -> anna.asides.stream()
                            .anyMatch(frame -> frame.getAsJsonObject("typed")
                                    .get("text")
                                    .getAsString()
                                    .equals("499")));
        }
    }

    private static void requireSize(com.google.gson.JsonObject size, int columns, int rows, boolean pinned) {
        assertEquals(columns, size.get("columns").getAsInt());
        assertEquals(rows, size.get("rows").getAsInt());
        assertEquals(pinned, size.get("pinned").getAsBoolean());
    }

    private static ConsolePolicy allowing(String... lines) {
        return new ConsolePolicy(ConsolePolicy.PLAIN.path(), List.of(lines), List.of());
    }
}
