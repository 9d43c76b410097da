package io.ostler.daemon.instance.internal.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTailTest {

    @TempDir
    Path folder;

    /** Abuse cases 44 and 45: what a task notes is shown to people as it stands. */
    @Test
    void whatSteersATerminalOrMisleadsAReaderIsTakenOut() throws Exception {
        var file = Files.writeString(folder.resolve("out.log"), "before\n");
        var lines = new ArrayList<String>();
        var tail = new OutputTail(file, lines::add);
        Files.writeString(
                file,
                "before\n\u001b[31mred\u001b[0m\n\u001b]52;c;Y2xpcA==\u0007copied\nexe\u202egpj.txt\u2028x\n 10 %\r 90 %\r\nlast\u0000",
                java.nio.file.StandardOpenOption.TRUNCATE_EXISTING);
        tail.end();
        assertEquals(List.of("red", "copied", "exegpj.txtx", " 90 %", "last"), lines);
    }
}
