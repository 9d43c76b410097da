package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.InstanceState.Stopping;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Instances that start and stop with the daemon. */
class WithTheDaemonTest extends EngineFixture {

    @Test
    void theyStartInTheirOrder() throws IOException {
        settings.with(1, null, 7);
        var expected = new ArrayList<InstanceId>();
        for (int order = 9; order >= 0; order--) {
            var next = InstanceId.create();
            engine.create(next, ordered(order, "No " + order), USER);
            expected.addFirst(next);
        }
        restart();
        Await.until("all run", () -> type.begun.size() == 10);
        assertEquals(expected, type.starts.stream().map(context -> context.id()).toList());
    }

    @Test
    void notMoreAtOnceThanTheNodeWants() throws IOException {
        settings.with(3, null, 7);
        for (int i = 0; i < 8; i++) {
            engine.create(InstanceId.create(), ordered(i, "No " + i), USER);
        }
        engine.close();
        type.startGate = new CountDownLatch(1);
        open();
        Await.until("three are being started", () -> type.starts.size() == 3);
        var ids = type.starts.stream()
                .map(c -> engine.find(c.id()).orElseThrow().definition().care().startOrder());
        assertEquals(List.of(0, 1, 2), ids.sorted().toList());
        type.startGate.countDown();
        Await.until("all run", () -> type.begun.size() == 8);
    }

    @Test
    void oneThatFailsHoldsUpNobody() throws IOException {
        settings.with(1, null, 7);
        for (int i = 0; i < 3; i++) {
            engine.create(InstanceId.create(), ordered(i, "No " + i), USER);
        }
        type.startFailure = new OstlerException(ErrorCode.START_FAILED);
        restart();
        Await.until("all were tried", () -> type.starts.size() == 3);
    }

    @Test
    void theyAreStoppedWithTheServerAndStartAgainWithIt() throws IOException {
        var idle = InstanceId.create();
        engine.create(idle, Definitions.PLAIN, USER);
        running(Definitions.PLAIN);
        SoftStop.stopAll(engine, Duration.ofSeconds(30));
        assertTrue(assertStopped().exit().requested());
        restart();
        await(Running.class);
        assertEquals(2, type.begun.size());
        assertEquals(new Stopped(null), state(idle));
        restart();
        await(Running.class);
        assertEquals(2, type.begun.size());
    }

    @Test
    void whoDoesNotStopInTimeIsKilled() throws IOException {
        type.obedient = false;
        var run = running(Definitions.PLAIN);
        SoftStop.stopAll(engine, Duration.ofSeconds(1));
        assertEquals(List.of("signal TERM", "kill"), run.calls);
        assertEquals(9, assertStopped().exit().signal());
        restart();
        awaitRun(2);
    }

    @Test
    void aServerThatIsKilledInMidStopStartsThemAgainToo() throws IOException {
        type.obedient = false;
        var run = running(Definitions.PLAIN);
        var unused = engine.shelf().get(id).power().stopWithDaemon(Duration.ofSeconds(600));
        Await.until("asked", () -> run.calls.contains("signal TERM"));
        restart();
        await(Stopping.class);
        run.end(0);
        awaitRun(2);
    }

    @Test
    void oneThatAPersonStoppedStaysStopped() throws IOException {
        running(Definitions.PLAIN);
        SoftStop.stopAll(engine, Duration.ofSeconds(30));
        restart();
        awaitRun(2);
        engine.power(id, PowerAction.STOP);
        await(Stopped.class);
        SoftStop.stopAll(engine, Duration.ofSeconds(30));
        restart();
        assertStopped();
        assertEquals(2, type.begun.size());
    }

    private Stopped assertStopped() {
        return await(Stopped.class);
    }
}
