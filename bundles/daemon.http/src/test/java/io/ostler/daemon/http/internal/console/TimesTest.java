package io.ostler.daemon.http.internal.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.console.Consoles.TimeMark;
import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets;
import io.ostler.daemon.http.internal.FakeTickets.Wish;
import io.ostler.protocol.TicketScope;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Viewers are told when what they see was printed. */
class TimesTest {
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

    @Test
    void whatIsStoredAndWhatComesHasItsTimes() throws Exception {
        server.consoles.write("0123456789".getBytes(UTF_8));
        server.consoles.marks.add(new TimeMark(4, Instant.ofEpochMilli(1000)));
        server.consoles.marks.add(new TimeMark(8, null));
        server.consoles.marks.add(new TimeMark(10, Instant.ofEpochMilli(3000)));
        try (var viewer = new FakeViewer(server.client, server.console(), FakeTickets.ORIGIN)) {
            var token = server.tickets.issue(Wish.console(TicketScope.CONSOLE_READ));
            viewer.say("{\"ticket\":\"" + token + "\",\"from\":4,\"window\":100000}");
            assertTrue(viewer.hear().has("hello"));
            assertEquals("[[8,null],[10,3000]]", hearTimes(viewer));
            server.consoles.marks.add(new TimeMark(20, Instant.ofEpochMilli(4000)));
            assertEquals("[[20,4000]]", hearTimes(viewer));
        }
    }

    @Test
    void whoIsFarBehindGoesOnNearTheEndAndMayLoadTheRest() throws Exception {
        server.consoles.write("line of the flood\n".repeat(300_000).getBytes(UTF_8));
        long end = 18L * 300_000;
        try (var viewer = new FakeViewer(server.client, server.console(), FakeTickets.ORIGIN)) {
            var token = server.tickets.issue(Wish.console(TicketScope.CONSOLE_READ));
            viewer.say("{\"ticket\":\"" + token + "\",\"from\":0,\"window\":8000000,\"skip\":1}"); // at least 1 MiB
            assertTrue(viewer.hear().has("hello"));
            var gap = viewer.hear().getAsJsonObject("gap");
            assertTrue(gap.get("stored").getAsBoolean());
            long from = gap.get("from").getAsLong();
            long to = gap.get("to").getAsLong();
            assertEquals(0, to % 18, "at the start of a line");
            assertTrue(end - to <= 256 * 1024);
            DaemonServer.await("all but the gap", () -> viewer.received().length == from + end - to);
        }
    }

    @Test
    void whoDoesNotAskForItGetsEverything() throws Exception {
        server.consoles.write("line of the flood\n".repeat(300_000).getBytes(UTF_8));
        try (var viewer = new FakeViewer(server.client, server.console(), FakeTickets.ORIGIN)) {
            var token = server.tickets.issue(Wish.console(TicketScope.CONSOLE_READ));
            viewer.say("{\"ticket\":\"" + token + "\",\"from\":0,\"window\":8000000}");
            DaemonServer.await("everything", () -> viewer.received().length == 18 * 300_000);
        }
    }

    private static String hearTimes(FakeViewer viewer) throws Exception {
        while (true) {
            var frame = viewer.hear();
            if (frame.has("times")) {
                return frame.get("times").toString();
            }
        }
    }
}
