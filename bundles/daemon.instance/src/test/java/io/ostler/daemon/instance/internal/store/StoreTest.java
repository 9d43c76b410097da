package io.ostler.daemon.instance.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.instance.internal.store.RunLedger.Before;
import io.ostler.daemon.instance.internal.store.RunLedger.Requested;
import io.ostler.daemon.instance.internal.store.RunLedger.Retries;
import io.ostler.model.ExitInfo;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.StopAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    private static final Instant T = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final InstanceDefinition ODD = new InstanceDefinition(
            "Überwelt \"1\" <b>",
            "process",
            List.of("./run", "", "a b", "\u001b[1m\n'\"\\", "€𝄞"),
            "a/b c",
            Map.of("KEY", "va=l\nue", "EMPTY", ""),
            true,
            new StopAction.Command("save-all\nstop"),
            Duration.ofMillis(12_345),
            "ISO-8859-1",
            LineEnd.CRLF,
            true,
            FilePolicy.FREE);

    private static final Before BEFORE = new Before(1234, 5);

    @TempDir
    Path folder;

    @Test
    void aDefinitionComesBackAsItWas() throws IOException {
        var file = folder.resolve("instance.json");
        StoredDefinition.first(ODD, null, T).write(file);
        assertEquals(ODD, StoredDefinition.read(file).definition());
        StoredDefinition.read(file).changed(ODD, null, T).write(file);
        assertEquals(2, StoredDefinition.read(file).revision());
    }

    @Test
    void aDefinitionIsReadableByPeopleAndByNobodyElse() throws IOException {
        var file = folder.resolve("instance.json");
        StoredDefinition.first(ODD, null, T).write(file);
        var text = Files.readString(file);
        assertTrue(text.contains("\n  \"workingFolder\": \"a/b c\",\n"), text);
        assertTrue(text.contains("Überwelt \\\"1\\\" <b>"), text);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aValueThatTheModelRefusesIsUnreadable() throws IOException {
        var file = folder.resolve("instance.json");
        StoredDefinition.first(ODD, null, T).write(file);
        Files.writeString(file, Files.readString(file).replace("12345", "1"));
        var error = assertThrows(UnreadableException.class, () -> StoredDefinition.read(file));
        assertTrue(error.getMessage().contains("stopTimeout"), error.getMessage());
    }

    @Test
    void aLedgerComesBackAsItWas() throws IOException {
        var file = folder.resolve("state.json");
        assertEquals(RunLedger.rest(null), RunLedgerFile.read(file));
        var exit = ExitInfo.ofStatus(139, T, Duration.ofMillis(55), false);
        var running = RunLedger.rest(null).starting(T, ODD, BEFORE, 1).running(T);
        for (var ledger : List.of(
                RunLedger.rest(null),
                RunLedger.rest(exit),
                RunLedger.rest(new ExitInfo(null, null, T, Duration.ZERO, true)),
                RunLedger.rest(exit, new Retries(3, T)),
                RunLedger.rest(exit, new Retries(5, null)).resuming(),
                RunLedger.rest(exit).starting(T, ODD, BEFORE, 0),
                RunLedger.rest(exit).starting(T, ODD, BEFORE, 2),
                RunLedger.rest(null).starting(T, ODD, BEFORE, 0).running(T.plusSeconds(1)),
                running.ending(Requested.RESTART, T, T.plusSeconds(9)),
                running.ending(Requested.STOP, T, T.plusSeconds(9)).stepped(false),
                running.ending(Requested.STOP, T, T.plusSeconds(9))
                        .stepped(false)
                        .waiting(T.plusSeconds(3)),
                running.ending(Requested.STOP, T, T.plusSeconds(9))
                        .stepped(true)
                        .resuming(),
                running.endingFor("LIMIT_MEMORY", T, T.plusSeconds(9), false),
                running.endingFor("QUOTA", T, T.plusSeconds(9), true))) {
            RunLedgerFile.write(file, ledger);
            assertEquals(ledger, RunLedgerFile.read(file));
        }
    }

    @Test
    void aLedgerIsWrittenOverTheOneBefore() throws IOException {
        var file = folder.resolve("state.json");
        RunLedgerFile.write(file, RunLedger.rest(null).starting(T, ODD, BEFORE, 1));
        var key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        long length = Files.size(file);
        RunLedgerFile.write(file, RunLedger.rest(null));
        assertEquals(RunLedger.rest(null), RunLedgerFile.read(file));
        assertEquals(length, Files.size(file));
        assertEquals(key, Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    @Test
    void whatIsTooLongForOneStepReplacesTheFile() throws IOException {
        var file = folder.resolve("text");
        var kept = folder.resolve("kept");
        for (var text : List.of("a", "b".repeat(4096), "c".repeat(4097), "d", "e".repeat(10_000), "f")) {
            Files.deleteIfExists(kept);
            if (Files.exists(file)) {
                Files.createLink(kept, file);
            }
            DurableFile.writeSoon(file, text);
            assertEquals(text, Files.readString(file).stripTrailing());
            boolean isOver = Files.exists(kept) && Files.isSameFile(file, kept);
            assertEquals(text.startsWith("b"), isOver, text.substring(0, 1));
        }
    }

    @Test
    void aLedgerOfAnEarlierVersionIsUnderstood() throws IOException {
        var file = folder.resolve("state.json");
        Files.writeString(
                file,
                "{\"phase\":\"RUNNING\",\"since\":\"2026-01-02T03:04:05Z\",\"requested\":\"STOP\",\"stopSent\":true,"
                        + "\"stopSince\":\"2026-01-02T03:04:06Z\",\"deadline\":\"2026-01-02T03:04:16Z\"}");
        var stop = RunLedgerFile.read(file).stop();
        assertTrue(stop.isSent());
        assertEquals(0, stop.step());
    }

    @Test
    void numbersGrowAcrossRestarts() throws IOException {
        var file = folder.resolve("sequence");
        var seen = new HashSet<Long>();
        long last = 0;
        for (int life = 0; life < 5; life++) {
            var sequence = new Sequence(file);
            for (int i = 0; i < 12_345; i++) {
                long next = sequence.next();
                assertTrue(next > last && seen.add(next));
                last = next;
            }
        }
        Files.writeString(file, "garbage");
        assertTrue(new Sequence(file).next() > last);
    }

    @Test
    void emptyingTheTrashFollowsNoLinkAndEndsAtAnyDepth() throws Exception {
        var trash = new Trash(folder.resolve("trash"));
        var outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("stays"), "x");
        var doomed = Files.createDirectories(folder.resolve("doomed"));
        Files.createSymbolicLink(doomed.resolve("link"), outside);
        Files.createSymbolicLink(doomed.resolve("dangling"), folder.resolve("nowhere"));
        var deep = doomed;
        for (int i = 0; i < 400; i++) {
            deep = Files.createDirectory(deep.resolve("d"));
        }
        Files.writeString(deep.resolve("file"), "x");
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", doomed.resolve("fifo").toString())
                        .start()
                        .waitFor());
        trash.take(doomed);
        trash.take(folder.resolve("not there"));
        assertFalse(Files.exists(doomed));
        trash.empty();
        try (var left = Files.list(folder.resolve("trash"))) {
            assertEquals(List.of(), left.toList());
        }
        assertEquals("x", Files.readString(outside.resolve("stays")));
    }
}
