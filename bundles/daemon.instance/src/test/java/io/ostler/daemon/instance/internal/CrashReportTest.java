package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceState.Crashed;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.PowerAction;
import io.ostler.protocol.Care;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a run that ended by itself. */
class CrashReportTest extends EngineFixture {

    @Test
    void itTellsTheEndAndTheLastLinesOfThisRun() throws IOException {
        engine.create(id, Definitions.PLAIN, USER);
        print("of an earlier run\n");
        engine.power(id, PowerAction.START);
        for (int i = 1; i <= 30; i++) {
            print("line " + i + "\n");
        }
        var report = crashed(3);
        assertEquals("EXIT_CODE", report.cause());
        assertEquals(3, report.exit().code());
        assertEquals(20, report.lines().size());
        assertEquals("line 11", report.lines().getFirst());
        assertEquals("line 30", report.lines().getLast());
        restart();
        assertEquals(report, care.crash(id).orElseThrow());
        engine.power(id, PowerAction.START);
        await(Running.class);
        assertTrue(care.crash(id).isEmpty());
        var second = crashed(4);
        assertEquals(List.of(), second.lines());
    }

    @Test
    void whatSteersATerminalIsTakenOut() throws IOException {
        running(Definitions.PLAIN);
        print("\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u001b\\ \u001b]52;c;AAAA\u0007end\n"
                + "10%\r50%\r100%\r\n\u0000\u0001\u007fz\u202Ee\u2066\n\n   \n\u001b]0;never ended");
        assertEquals(List.of("red link end", "100%", "ze"), crashed(1).lines());
    }

    @Test
    void outputWithoutALineEndIsCut() throws IOException {
        running(Definitions.PLAIN);
        var flood = "x".repeat(1 << 20);
        print("before\n" + flood + "the end");
        var lines = crashed(1).lines();
        assertEquals(1, lines.size());
        assertEquals(2000, lines.getFirst().length());
        assertTrue(lines.getFirst().endsWith("the end"));
    }

    @Test
    void bytesThatAreNoTextDoNoHarm() throws IOException {
        running(Definitions.PLAIN);
        var bytes = new byte[100_000];
        new java.util.Random(1).nextBytes(bytes);
        Files.write(engine.consoleLog(id), bytes, StandardOpenOption.APPEND);
        for (var line : crashed(1).lines()) {
            assertTrue(line.length() <= 2000);
            assertFalse(line.chars().anyMatch(Character::isISOControl));
        }
    }

    @Test
    void aSignalAndAnUnknownEndAreToldApart() throws IOException {
        running(Definitions.PLAIN);
        assertEquals("SIGNAL", crashed(139).cause());
        engine.power(id, PowerAction.START);
        engine.close();
        type.runs.clear();
        open();
        await(Crashed.class);
        assertEquals("LOST", care.crash(id).orElseThrow().cause());
    }

    @Test
    void javaSaysItselfThatMemoryRanOut() throws IOException {
        running(Definitions.PLAIN);
        print("Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space\n\tat X\n");
        assertEquals("OUT_OF_MEMORY", crashed(1).cause());
    }

    @Test
    void anAskedForEndIsNoCrash() {
        running(Definitions.PLAIN);
        engine.power(id, PowerAction.KILL);
        await(Stopped.class);
        assertTrue(care.crash(id).isEmpty());
    }

    @Test
    void aReportThatIsGoneOrBrokenIsMadeOfTheState() throws IOException {
        running(Definitions.PLAIN);
        var report = crashed(7);
        var file = data.resolve("instances").resolve(id.value()).resolve("crash.json");
        Files.writeString(file, "{nonsense");
        assertEquals(report, care.crash(id).orElseThrow());
        Files.delete(file);
        assertEquals(report, care.crash(id).orElseThrow());
    }

    private Care.CrashReport crashed(int status) {
        type.run(id).end(status);
        await(Crashed.class);
        return care.crash(id).orElseThrow();
    }

    private void print(String text) throws IOException {
        Files.write(engine.consoleLog(id), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }
}
