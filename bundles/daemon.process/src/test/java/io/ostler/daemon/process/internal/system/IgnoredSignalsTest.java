package io.ostler.daemon.process.internal.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IgnoredSignalsTest {

    @Test
    void itIsSeenInTheKernelsTable() {
        assertTrue(IgnoredSignals.areThere("Name:\tjava\nSigIgn:\t0000000000000002\nSigCgt:\t0\n"));
        assertTrue(IgnoredSignals.areThere("SigIgn:\t0000000000004001\n"));
        assertFalse(IgnoredSignals.areThere("SigIgn:\t0000000000001000\nSigCgt:\t0000000000000002\n"), "SIGPIPE");
        assertFalse(IgnoredSignals.areThere(""));
    }

    /** The tool that undoes it does: what a shell ignores reaches the program behind it. */
    @Test
    void aProgramBehindItHeedsThemAgain() throws IOException, InterruptedException {
        var env = Tools.find(System.getenv("PATH")).path("env");
        assertEquals("alive", told("exec sh -c 'kill -INT $$; echo alive'"));
        assertEquals("", told("exec " + env + " --default-signal sh -c 'kill -INT $$; echo alive'"));
    }

    private static String told(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", "trap '' INT; " + command)
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.strip();
    }
}
