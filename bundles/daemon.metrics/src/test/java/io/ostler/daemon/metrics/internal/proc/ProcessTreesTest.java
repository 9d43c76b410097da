package io.ostler.daemon.metrics.internal.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.metrics.internal.proc.ProcessTrees.Reading;
import io.ostler.daemon.metrics.internal.proc.ProcessTrees.Run;
import io.ostler.model.InstanceId;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, and what is told of them. */
@Tag("slow")
class ProcessTreesTest {
    private static final InstanceId ID = InstanceId.create();

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private final ProcessTrees trees = new ProcessTrees();
    private List<Run> runs = List.of();

    @AfterEach
    void end() {
        for (var process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .anyMatch(all -> List.of(all).contains(folder.toString())))
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void aBusyLoopUsesAProcessor() throws Exception {
        start("while :; do :; done");
        var reading = await(found -> found.cpu() > 0.05);
        assertEquals(1, reading.processes());
        assertEquals(1, reading.threads());
    }

    @Test
    void whatEndedBetweenTwoLooksCounts() throws Exception {
        // Each child ends long before the next look: only its parent's account tells of it.
        start("while :; do sh -c 'i=0; while [ $i -lt 2000 ]; do i=$((i+1)); done'; done");
        await(found -> found.cpu() > 0.05);
    }

    @Test
    void aChildIsNotCountedAgainWhenItEnds() throws Exception {
        // Nothing works before the first look: what it did until then would count for its parent and for nobody else.
        var program = start("sh -c 'read -r l; i=0; while [ ! -e go ]; do i=$((i+1)); done'; : >ended; exec sleep 600");
        long before = ticksOf(program);
        try (var input = program.outputWriter()) {
            input.write("go\n");
        }
        var counted = new AtomicLong();
        Await.until("the child has worked", () -> counted.addAndGet(ticksOfLook()) > 40);
        Files.createFile(folder.resolve("go"));
        Await.until("the child ended", () -> Files.exists(folder.resolve("ended")));
        counted.addAndGet(ticksOfLook());
        counted.addAndGet(ticksOfLook());
        // The kernel rounds each account by itself.
        assertEquals(ticksOf(program) - before, counted.get(), 8);
    }

    private long ticksOfLook() {
        look();
        return trees.ticks(ID);
    }

    private static long ticksOf(Process process) {
        var stat = new ProcFolder().stat((int) process.pid());
        assertNotNull(stat);
        return stat.own() + stat.ended();
    }

    @Test
    void aDoublyForkedChildBelongsToTheRun() throws Exception {
        start("(setsid sh -c 'echo $$ >child; while :; do :; done' -- " + folder + " &) ; sleep 600");
        Await.until("it has begun", () -> Files.exists(folder.resolve("child")));
        await(found -> found.processes() >= 2 && found.cpu() > 0.05);
    }

    @Test
    void whatTheProgramLeftBehindStillCounts() throws Exception {
        var program = start("setsid sh -c 'echo $$ >child; while :; do sleep 0.01; done' " + folder
                + " & while [ ! -e go ]; do sleep 0.01; done");
        await(found -> found.processes() >= 3 || Files.exists(folder.resolve("child")));
        Files.createFile(folder.resolve("go"));
        program.waitFor();
        var reading = await(found -> found.processes() >= 1);
        assertTrue(reading.memory() > 0);
    }

    /** So it is for a moment while a process becomes another program; then it is asked again. */
    @Test
    void anEnvironmentThatIsNotLaidOutTellsNothing() throws Exception {
        var bare = new ProcessBuilder("env", "-i", "sleep", "600").start();
        started.add(bare);
        Await.until(
                "it sleeps",
                () -> Files.readString(Path.of("/proc/" + bare.pid() + "/stat")).contains("(sleep) S "));
        assertNull(new ProcFolder().runOf((int) bare.pid()));
        var other = start("exec sleep 600");
        Await.until("it is told", () -> new ProcFolder().runOf((int) other.pid()) != null);
    }

    @Test
    void strangersDoNotCount() throws Exception {
        var own = start("exec sleep 600");
        var stranger = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        started.add(stranger);
        Await.until(
                "it sleeps and uses no processor",
                () -> Files.readString(Path.of("/proc/" + own.pid() + "/stat")).contains("(sleep) S "));
        look();
        var reading = look();
        assertNotNull(reading);
        assertEquals(1, reading.processes());
        assertTrue(reading.cpu() < 0.05);
    }

    @Test
    void memoryIsWhatIsResident() throws Exception {
        // head holds nothing; tail keeps everything that has no line end
        start("head -c 64M /dev/zero | tail -c 64M | { sleep 600; }");
        var reading = await(found -> found.memory() > 50L << 20);
        assertTrue(reading.memory() < 500L << 20);
    }

    @Test
    void sharedMemoryCountsOnce() throws Exception {
        // A shell with a great variable, and three copies of it that share its pages.
        start("x=$(head -c 40000000 /dev/zero | tr '\\0' a); for i in 1 2 3; do (while :; do sleep 0.05; done) &"
                + " done; : >ready; wait");
        Await.until("all run", () -> Files.exists(folder.resolve("ready")));
        var reading = await(found -> found.processes() >= 4);
        assertTrue(reading.memory() < 140L << 20, "is " + reading.memory());
    }

    @Test
    void threadsAreCounted() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var source = folder.resolve("Threads.java");
        Files.writeString(source, """
            class Threads {
                public static void main(String[] all) throws Exception {
                    for (int i = 0; i < 50; i++) new Thread(() -> { try { Thread.sleep(600000); } catch (Exception e) {} }).start();
                }
            }
            """);
        start("exec " + java + " -Xmx64m " + source);
        await(found -> found.threads() >= 50);
    }

    @Test
    void writtenBytesAreTold() throws Exception {
        start("while :; do head -c 1M /dev/zero >big; sync big; sleep 0.05; done");
        await(found -> {
            var written = found.written();
            return written != null && written > 0;
        });
    }

    @Test
    void withoutANetworkOfItsOwnNothingIsSaidOfIt() throws Exception {
        start("sleep 600");
        look();
        var reading = look();
        assertNotNull(reading);
        assertNull(reading.received());
        assertNull(reading.sent());
    }

    @Test
    void aRunThatIsNotThereHasNoReading() {
        runs = List.of(new Run(ID, 999_999_999));
        look();
        assertNull(look());
    }

    @Test
    void namesFullOfBracketsAreUnderstood() throws IOException {
        var line = "42 (a) b) (c) R 1 2 3 0 -1 4194304 1 0 0 0 10 5 7 8 20 0 4 0 999 1000 55 1 1\n".getBytes();
        var stat = Stat.parse(42, line, line.length);
        assertNotNull(stat);
        assertEquals(new Stat(42, false, 1, 3, 15, 15, 4, 999, 55), stat);
        assertNull(Stat.parse(42, line, 30));
        assertNull(Stat.parse(42, new byte[0], 0));
    }

    private Process start(String text) throws IOException {
        // As daemon.process starts it: a session of its own, and a marker for all that belongs to it.
        var builder = new ProcessBuilder("setsid", "sh", "-c", text, folder.toString()).directory(folder.toFile());
        builder.environment().putAll(Map.of("OSTLER_RUN", "test" + System.nanoTime()));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        var process = builder.start();
        started.add(process);
        Await.until("it has become the shell", () -> isShell(process.pid()));
        runs = List.of(new Run(ID, process.pid()));
        look();
        return process;
    }

    private static boolean isShell(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return !stat.contains("(setsid)");
        } catch (IOException e) {
            return true; // ended already
        }
    }

    private @Nullable Reading look() {
        var readings = trees.look(runs);
        return readings.isEmpty() ? null : readings.getFirst();
    }

    private Reading await(Predicate<Reading> wanted) throws Exception {
        var last = new AtomicReference<@Nullable Reading>();
        Await.until("the figures are there", () -> {
            var reading = look();
            last.set(reading);
            return reading != null && wanted.test(reading);
        });
        var reading = last.get();
        assertNotNull(reading);
        return reading;
    }
}
