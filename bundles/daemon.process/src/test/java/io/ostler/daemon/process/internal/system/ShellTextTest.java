package io.ostler.daemon.process.internal.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTextTest {

    @Test
    void aRealShellReadsTheLiteralsBackAsTheyWere() throws Exception {
        for (var text : List.of("", "'", "''", "a'b", "$(reboot) `id` \"x\" \\ \n\t*", "\\'", "-n", "ä€𝄞")) {
            var shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellText.literal(text)).start();
            assertEquals(text, new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
