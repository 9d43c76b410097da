package io.ostler.daemon.process.internal.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalsTest {

    private final Tools tools = Tools.find(null);
    private final Signals signals = new Signals(tools);
    private final ArrayList<Process> groups = new ArrayList<>();

    @AfterEach
    void end() {
        groups.forEach(Process::destroyForcibly);
    }

    @Test
    void manyAtOnceGetEachTheirOwn() throws Exception {
        for (int i = 0; i < 30; i++) {
            group();
        }
        var calls = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < groups.size(); i++) {
                var signal = i % 2 == 0 ? "TERM" : "INT";
                long group = groups.get(i).pid();
                calls.add(threads.submit(() -> signals.sendToGroup(signal, group)));
            }
        }
        for (var call : calls) {
            call.get();
        }
        for (int i = 0; i < groups.size(); i++) {
            assertTrue(groups.get(i).waitFor(60, TimeUnit.SECONDS), "group " + i + " lives");
            assertEquals(i % 2 == 0 ? 128 + 15 : 128 + 2, groups.get(i).exitValue());
        }
    }

    @Test
    void aGroupThatIsGoneDoesNotKeepOthersFromTheirs() throws Exception {
        var gone = group();
        gone.destroyForcibly().waitFor();
        var living = group();
        signals.sendToGroup("TERM", gone.pid());
        signals.sendToGroup("TERM", living.pid());
        assertTrue(living.waitFor(60, TimeUnit.SECONDS));
    }

    @Test
    void neverToEverybody() {
        assertThrows(IllegalArgumentException.class, () -> signals.sendToGroup("TERM", 1));
        assertThrows(IllegalArgumentException.class, () -> signals.sendToGroup("TERM", 0));
    }

    /** Leads a group of its own when it is handed back. */
    private Process group() throws Exception {
        var process = new ProcessBuilder(tools.path("setsid"), tools.path("sh"), "-c", "echo; exec sleep 600").start();
        groups.add(process);
        assertEquals('\n', process.getInputStream().read());
        return process;
    }
}
