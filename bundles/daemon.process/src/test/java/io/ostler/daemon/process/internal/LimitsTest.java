package io.ostler.daemon.process.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.daemon.process.internal.group.ControlGroups;
import io.ostler.daemon.process.internal.system.ProcStat;
import io.ostler.daemon.process.internal.system.Tools;
import io.ostler.model.CarePolicy;
import io.ostler.model.InstanceLimits;
import io.ostler.testkit.instance.Await;
import io.ostler.testkit.instance.InstanceFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run may use: kept by the kernel where there are control groups, else by looking. Abuse case 38. */
class LimitsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");

    /** Takes some megabytes more every time; harmless should no limit hold: it stops at some 100. */
    private static final String HOG =
            "x=0123456789abcdef; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24;"
                    + " do x=$x$x; [ ${#x} -gt 100000000 ] && break; done; echo full; sleep 100";

    /** Forks as fast as it can; should no limit hold it ends at about 300 processes. */
    private static final String FORKS = "n=0; while [ $n -lt 300 ]; do sleep 100 & n=$((n+1)); done; echo all; wait";

    @TempDir
    Path root;

    private ProcessInstanceType type;
    private InstanceFolders folders;
    private final List<InstanceRun> runs = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        runs.forEach(InstanceRun::kill);
        for (var run : runs) {
            run.exit().get(60, TimeUnit.SECONDS);
        }
        type.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoTakesTooMuchMemoryIsEndedAndTheCauseIsTold(boolean terminal) throws Exception {
        var groups = open(ControlGroups.find());
        assumeTrue(groups.controllers().contains("memory"), "no control groups for memory here");
        var run = start(HOG, terminal, new InstanceLimits(32L << 20, null, null));
        run.exit().get(60, TimeUnit.SECONDS);
        assertEquals(Optional.of("LIMIT_MEMORY"), run.limitCause());
        assertFalse(folders.console().contains("full"));
        assertNoGroups(groups);
    }

    @Test
    void withoutControlGroupsMemoryIsWatched() throws Exception {
        open(ControlGroups.NONE);
        var run = start(HOG, false, new InstanceLimits(32L << 20, null, null));
        run.exit().get(60, TimeUnit.SECONDS);
        assertEquals(Optional.of("LIMIT_MEMORY"), run.limitCause());
        var again = type.adopt(context("", false, InstanceLimits.NONE)).orElseThrow();
        assertEquals(Optional.of("LIMIT_MEMORY"), again.limitCause(), "the next life of the daemon knows too");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aForkBombStopsAtTheLimitAndIsKilledAsAWhole(boolean terminal) throws Exception {
        var groups = open(ControlGroups.find());
        assumeTrue(groups.controllers().contains("pids"), "no control groups for processes here");
        var run = start("echo go; " + FORKS, terminal, new InstanceLimits(null, null, 20));
        Await.value("an error of the shell", folders::console, text -> text.contains("fork"));
        run.kill();
        run.exit().get(60, TimeUnit.SECONDS);
        assertFalse(folders.console().contains("all"));
        assertNoGroups(groups);
    }

    @Test
    void withoutControlGroupsAForkBombIsEnded() throws Exception {
        open(ControlGroups.NONE);
        var run = start(FORKS, false, new InstanceLimits(null, null, 20));
        run.exit().get(60, TimeUnit.SECONDS);
        assertEquals(Optional.of("LIMIT_PROCESSES"), run.limitCause());
    }

    @Test
    void whoeverHidFromEverythingElseIsFoundByTheGroup() throws Exception {
        var groups = open(ControlGroups.find());
        assumeTrue(!groups.controllers().isEmpty(), "no control groups here");
        // no marker, a session of its own, and no parent of the run
        var run = start(
                "env -i setsid sh -c '(echo child $$; exec sleep 1000) & exit 0'; exit 0", false, InstanceLimits.NONE);
        Await.value("the child", folders::console, text -> text.contains("child"));
        Await.until("the program is gone", () -> ProcStat.of(run.pid()).isEmpty());
        assertFalse(run.exit().isDone());
        run.kill();
        assertEquals(0, run.exit().get(60, TimeUnit.SECONDS).status());
    }

    @Test
    void programsAreEndedBeforeTheDaemonAndLeaveNoCore() throws Exception {
        open(ControlGroups.find());
        var run = start("cat /proc/self/oom_score_adj; ulimit -c; sleep 0", false, InstanceLimits.NONE);
        run.exit().get(60, TimeUnit.SECONDS);
        var lines = folders.console().lines().toList();
        int own = Integer.parseInt(
                Files.readString(Path.of("/proc/self/oom_score_adj")).strip());
        assertTrue(Integer.parseInt(lines.get(0)) > own || own == 1000, folders.console());
        assertEquals("0", lines.get(1));
    }

    @Test
    void whatDoesNotReachItsLimitsHasNoCause() throws Exception {
        var groups = open(ControlGroups.find());
        var run = start("echo fine", false, new InstanceLimits(256L << 20, 50, 100));
        assertEquals(0, run.exit().get(60, TimeUnit.SECONDS).status());
        assertEquals(Optional.empty(), run.limitCause());
        assertNoGroups(groups);
    }

    private ControlGroups open(ControlGroups groups) throws IOException {
        type = new ProcessInstanceType(Tools.find(null), root.resolve("exits"), root, groups);
        folders = new InstanceFolders(root);
        return groups;
    }

    private void assertNoGroups(ControlGroups groups) throws IOException {
        var record = RunRecord.read(folders.runFolder()).orElseThrow();
        assertTrue(groups.of(record.id()).doors().isEmpty());
    }

    private LaunchContext context(String script, boolean terminal, InstanceLimits limits) {
        var plain = folders.context("process", List.of("/bin/sh", "-c", script), terminal, ENVIRONMENT);
        var care = CarePolicy.DEFAULT;
        var definition = plain.definition()
                .withCare(new CarePolicy(care.startOrder(), care.restart(), limits, care.logSize(), care.logDays()));
        return new LaunchContext(
                plain.id(),
                definition,
                plain.files(),
                plain.workingFolder(),
                plain.consoleLog(),
                plain.runFolder(),
                plain.environment());
    }

    private InstanceRun start(String script, boolean terminal, InstanceLimits limits) {
        var run = type.start(context(script, terminal, limits));
        runs.add(run);
        return run;
    }
}
