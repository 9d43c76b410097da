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

    private static String hearTimes(FakeViewer viewer) throws Exception {
        while (true) {
            var frame = viewer.hear();
            if (frame.has("times")) {
                return frame.get("times").toString();
            }
        }
    }
}
