package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.InstanceState.Stopping;
import io.ostler.model.PowerAction;
import io.ostler.model.StopAction.SignalName;
import io.ostler.model.StopAction.Step;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stops of several steps. */
class StopPlanTest extends EngineFixture {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Step SAVE = new Step.Command("say bye\nsave-all");
    private static final Step QUIT = new Step.Command("quit");
    private static final Step INT = new Step.Signal(SignalName.INT);

    @BeforeEach
    void stubborn() {
        type.obedient = false;
    }

    @Test
    void stepsAreTakenOneAfterTheOther() {
        var run = running(planned(LONG, SAVE, new Step.Wait(Duration.ofMillis(100)), QUIT, INT));
        engine.power(id, PowerAction.STOP);
        Await.until("all taken", () -> run.calls.size() == 3);
        assertEquals(List.of("write say bye\nsave-all\n", "write quit\n", "signal INT"), run.calls);
        assertInstanceOf(Stopping.class, state());
        run.end(0);
        assertTrue(await(Stopped.class).exit().requested());
    }

    @Test
    void anEndInBetweenIsTheEndOfThePlan() {
        var run = running(planned(LONG, SAVE, new Step.Wait(Step.LONGEST_WAIT), QUIT));
        engine.power(id, PowerAction.STOP);
        Await.until("first step", () -> run.calls.size() == 1);
        run.end(0);
        await(Stopped.class);
        engine.power(id, PowerAction.START);
        Await.until("second run", () -> type.begun.size() == 2);
        assertEquals(List.of(), type.begun.get(1).calls);
    }

    @Test
    void theTimeOutHoldsForAllStepsTogether() {
        var run = running(planned(Duration.ofSeconds(1), SAVE, new Step.Wait(Step.LONGEST_WAIT), QUIT));
        engine.power(id, PowerAction.STOP);
        assertEquals(9, await(Stopped.class).exit().signal());
        assertEquals(List.of("write say bye\nsave-all\n", "kill"), run.calls);
    }

    @Test
    void aKillPassesAWait() {
        var run = running(planned(LONG, new Step.Wait(Step.LONGEST_WAIT), QUIT));
        engine.power(id, PowerAction.STOP);
        engine.power(id, PowerAction.KILL);
        await(Stopped.class);
        assertEquals(List.of("kill"), run.calls);
    }

    @Test
    void theNextLifeGoesOnWithTheStepAfter() throws IOException {
        var run = running(planned(LONG, SAVE, new Step.Wait(Step.LONGEST_WAIT), QUIT));
        engine.power(id, PowerAction.STOP);
        awaitLedger("\"stepUntil\"");
        var before = assertInstanceOf(Stopping.class, state());
        restart();
        assertEquals(before, await(Stopping.class));
        assertEquals(List.of("write say bye\nsave-all\n"), run.calls);
        engine.close();
        var ledger = data.resolve("instances").resolve(id.value()).resolve("state.json");
        Files.writeString(ledger, Files.readString(ledger).replaceAll("\"stepUntil\": \"2", "\"stepUntil\": \"1"));
        open(); // the wait is long over
        Await.until("quit", () -> run.calls.contains("write quit\n"));
        awaitLedger("\"stopSent\": true");
        restart();
        await(Stopping.class);
        engine.close();
        assertEquals(List.of("write say bye\nsave-all\n", "write quit\n"), run.calls);
        run.end(0);
        open();
        assertTrue(await(Stopped.class).exit().requested());
    }

    @Test
    void aRestartUsesThePlanToo() {
        var run = running(planned(LONG, QUIT));
        engine.power(id, PowerAction.RESTART);
        Await.until("asked", () -> run.calls.contains("write quit\n"));
        run.end(0);
        awaitRun(2);
    }

    private void awaitLedger(String text) {
        var ledger = data.resolve("instances").resolve(id.value()).resolve("state.json");
        Await.until("ledger with " + text, () -> Files.readString(ledger).contains(text));
    }
}
