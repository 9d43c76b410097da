package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceState.Crashed;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.RestartPolicy;
import io.ostler.model.RestartPolicy.When;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the restart policy makes of ends, through people's wishes and lives of the daemon. */
@Tag("slow")
class RecoveryTest extends EngineFixture {

    private static final Duration NEVER_HEALTHY = Duration.ofHours(24);
    private static final RestartPolicy SLOW =
            new RestartPolicy(When.CRASH, 3, Duration.ofMinutes(30), Duration.ofHours(1), NEVER_HEALTHY);

    @Test
    void aCrashIsFollowedByAStartAfterTheDelay() {
        running(with(SLOW)).end(3);
        var crashed = await(Crashed.class);
        var recovery = crashed.recovery();
        assertNotNull(recovery);
        assertEquals(1, recovery.attempt());
        assertEquals(3, recovery.attempts());
        assertFalse(recovery.next().isBefore(crashed.exit().at().plus(SLOW.delay())));
        assertEquals(1, type.begun.size());
    }

    @Test
    void itComesBackByItselfUntilItIsACrashLoop() {
        running(restarted(When.CRASH, 2, NEVER_HEALTHY)).end(1);
        awaitRun(2).end(1);
        awaitRun(3).end(1);
        Await.until(
                "given up",
                () -> state() instanceof Crashed c
                        && c.recovery() != null
                        && c.recovery().next() == null);
        var recovery = ((Crashed) state()).recovery();
        assertEquals(2, recovery.attempt());
        assertEquals(2, care.crash(id).orElseThrow().starts());
        assertCode(ErrorCode.INSTANCE_NOT_RUNNING, () -> engine.power(id, PowerAction.STOP));
        engine.power(id, PowerAction.START);
        await(Running.class);
        clock.hold();
        type.begun.get(3).end(1); // counts anew
        Await.until(
                "waits again",
                () -> state() instanceof Crashed c && c.recovery().next() != null);
        assertEquals(1, ((Crashed) state()).recovery().attempt());
    }

    @Test
    void aHealthyRunMakesTheCountBeginAnew() {
        running(restarted(When.CRASH, 1, Duration.ofSeconds(1))).end(1);
        awaitRun(2);
        var started = type.begun.get(1).startedAt();
        Await.until("it ran for long enough", () -> java.time.Instant.now().isAfter(started.plusMillis(1100)));
        clock.hold();
        type.begun.get(1).end(1);
        Await.until(
                "waits, not given up",
                () -> state() instanceof Crashed c && c.recovery().next() != null);
    }

    @Test
    void alwaysMeansAlsoAfterAnEndWithoutError() {
        clock.hold();
        running(restarted(When.ALWAYS, 5, NEVER_HEALTHY)).end(0);
        assertNotNull(await(Crashed.class).recovery());
        clock.letGo();
        awaitRun(2);
        assertTrue(care.crash(id).isEmpty());
    }

    @Test
    void anAskedForEndIsLeftAlone() {
        var run = running(restarted(When.ALWAYS, 5, NEVER_HEALTHY));
        engine.power(id, PowerAction.STOP);
        await(Stopped.class);
        assertEquals(1, type.begun.size());
        assertTrue(run.exit().isDone());
    }

    @Test
    void aPersonsStopOrKillCallsItOff() throws IOException {
        for (var action : new PowerAction[] {PowerAction.STOP, PowerAction.KILL}) {
            var before = type.begun.size();
            if (before == 0) {
                running(with(SLOW)).end(1);
            } else {
                engine.power(id, PowerAction.START);
                awaitRun(before + 1).end(1);
            }
            await(Crashed.class);
            engine.power(id, action);
            assertNull(assertInstanceOf(Crashed.class, state()).recovery());
            restart();
            assertNull(assertInstanceOf(Crashed.class, state()).recovery());
        }
        assertCode(ErrorCode.INSTANCE_NOT_RUNNING, () -> engine.power(id, PowerAction.RESTART));
    }

    @Test
    void aPersonsStartBeginsAtOnceAndForgetsTheReport() {
        running(with(SLOW)).end(1);
        await(Crashed.class);
        assertTrue(care.crash(id).isPresent());
        engine.power(id, PowerAction.START);
        await(Running.class);
        assertTrue(care.crash(id).isEmpty());
        assertEquals(2, type.begun.size());
    }

    @Test
    void theWaitGoesOnInTheNextLife() throws IOException {
        clock.hold();
        running(restarted(When.CRASH, 4, NEVER_HEALTHY)).end(1);
        var waiting = await(Crashed.class);
        engine.close();
        openWithoutType();
        assertEquals(waiting, state());
        clock.letGo();
        engine.addType(type);
        var second = awaitRun(2);
        clock.hold();
        second.end(1);
        Await.until("second", () -> state() instanceof Crashed c && c.recovery().attempt() == 2);
        engine.close();
        clock.letGo();
        open();
        awaitRun(3);
    }

    @Test
    void aCrashWithoutADaemonIsFollowedByAStart() throws IOException {
        var run = running(restarted(When.CRASH, 4, NEVER_HEALTHY));
        engine.close();
        run.end(9);
        open();
        awaitRun(2);
    }

    @Test
    void aStartThatTheDaemonDiedInKeepsItsCount() throws IOException {
        running(with(new RestartPolicy(When.CRASH, 1, SLOW.delay(), SLOW.mostDelay(), NEVER_HEALTHY)))
                .end(1);
        await(Crashed.class);
        Await.until("forgotten", () -> type.runs.isEmpty());
        engine.close();
        var ledger = data.resolve("instances").resolve(id.value()).resolve("state.json");
        var text = Files.readString(ledger);
        assertTrue(text.contains("\"phase\": \"REST\"") && text.contains("\"next\""), text);
        Files.writeString(
                ledger,
                text.replace("\"phase\": \"REST\"", "\"phase\": \"STARTING\", \"since\": \"2026-01-01T00:00:00Z\"")
                        .replace("\"next\"", "\"past\""));
        open();
        awaitRun(2).end(1);
        Await.until(
                "given up",
                () -> state() instanceof Crashed c
                        && c.recovery() != null
                        && c.recovery().next() == null);
    }

    @Test
    void aStartOfThePolicyThatFailsCountsToo() {
        var run = running(restarted(When.CRASH, 2, NEVER_HEALTHY));
        type.startFailure = new OstlerException(ErrorCode.START_FAILED);
        run.end(1);
        Await.until(
                "given up",
                () -> state() instanceof Crashed c
                        && c.recovery() != null
                        && c.recovery().next() == null);
        assertEquals(3, type.starts.size());
        assertEquals(1, type.begun.size());
    }

    @Test
    void whoChangesThePolicyToNeverCallsItOff() {
        running(with(SLOW)).end(1);
        await(Crashed.class);
        engine.update(id, Definitions.PLAIN, 1, USER);
        assertNull(assertInstanceOf(Crashed.class, state()).recovery());
    }

    @Test
    void aDeletedInstanceIsNotStarted() throws IOException {
        clock.hold();
        running(restarted(When.CRASH, 4, NEVER_HEALTHY)).end(1);
        await(Crashed.class);
        engine.delete(id, true);
        care.restore(id);
        assertNull(assertInstanceOf(Crashed.class, state()).recovery());
        clock.letGo();
        restart();
        assertNull(assertInstanceOf(Crashed.class, state()).recovery());
        assertEquals(1, type.begun.size());
    }

    @Test
    void withoutItsTypeItWaitsForIt() {
        clock.hold();
        running(restarted(When.CRASH, 4, NEVER_HEALTHY)).end(1);
        var waiting = await(Crashed.class);
        engine.removeType(type);
        clock.letGo();
        Await.until(
                "overdue",
                () -> java.time.Instant.now().isAfter(waiting.recovery().next().plusMillis(50)));
        assertEquals(waiting, state());
        engine.addType(type);
        awaitRun(2);
    }

    @Test
    void anEndForALimitIsACrashWithItsCause() {
        type.obedient = false;
        running(restarted(When.CRASH, 4, NEVER_HEALTHY));
        engine.shelf().get(id).power().endFor("LIMIT_MEMORY", false);
        Await.until("killed", () -> type.begun.getFirst().calls.contains("kill"));
        awaitRun(2);
        assertEquals("LIMIT_MEMORY", care.crash(id).orElseThrow().cause());
    }

    @Test
    void whoLeavesInOrderForItsQuotaHasCrashedAndIsNotStartedAgain() throws IOException {
        type.obedient = true;
        running(restarted(When.ALWAYS, 4, NEVER_HEALTHY));
        engine.endFor(id, InstanceEngine.CAUSE_QUOTA);
        var crashed = await(Crashed.class);
        assertNull(crashed.recovery());
        assertNull(crashed.exit().code());
        assertEquals("QUOTA", care.crash(id).orElseThrow().cause());
        restart();
        assertInstanceOf(Crashed.class, state());
        assertEquals("QUOTA", care.crash(id).orElseThrow().cause());
    }
}
