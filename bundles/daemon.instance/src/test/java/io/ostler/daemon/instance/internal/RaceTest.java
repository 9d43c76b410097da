package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.InstanceState.Busy;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.protocol.Care;
import io.ostler.testkit.instance.Await;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Everything at once from many threads: no run is lost, no state is wrong, whatever the order. */
class RaceTest extends EngineFixture {

    private static final int THREADS = 12;
    private static final int ROUNDS = 60;

    private final List<InstanceId> ids =
            List.of(InstanceId.create(), InstanceId.create(), InstanceId.create(), InstanceId.create());
    private final Queue<Throwable> mistakes = new ConcurrentLinkedQueue<>();

    @Test
    void whateverIsAskedForAtOnceEachRunHasItsInstance() throws Exception {
        ids.forEach(each -> engine.create(each, Definitions.PLAIN, USER));
        for (int life = 0; life < 3; life++) {
            var threads = new ArrayList<Thread>();
            for (int t = 0; t < THREADS; t++) {
                var random = new Random(31L * life + t);
                threads.add(Thread.ofVirtual().start(() -> act(random)));
            }
            for (var thread : threads) {
                thread.join();
            }
            assertEquals(List.of(), List.copyOf(mistakes));
            settles();
            restart();
            settles();
        }
    }

    private void act(Random random) {
        for (int round = 0; round < ROUNDS; round++) {
            var one = ids.get(random.nextInt(ids.size()));
            try {
                switch (random.nextInt(10)) {
                    case 0, 1 -> engine.power(one, PowerAction.START);
                    case 2 -> engine.power(one, PowerAction.STOP);
                    case 3 -> engine.power(one, PowerAction.RESTART);
                    case 4 -> engine.power(one, PowerAction.KILL);
                    case 5 -> engine.delete(one, random.nextBoolean());
                    case 6 -> care.restore(one);
                    case 7 ->
                        care.cloneInstance(new Care.CloneRequest(
                                one,
                                ids.get(random.nextInt(ids.size())),
                                Definitions.PLAIN,
                                random.nextBoolean(),
                                USER));
                    case 8 -> engine.create(one, Definitions.PLAIN, USER);
                    default -> engine.update(one, Definitions.PLAIN, revision(one), USER);
                }
            } catch (OstlerException e) {
                switch (e.code()) {
                    case NOT_FOUND,
                            CONFLICT,
                            INSTANCE_BUSY,
                            INSTANCE_RUNNING,
                            INSTANCE_NOT_RUNNING,
                            PRECONDITION_FAILED -> {}
                    default -> mistakes.add(e);
                }
            } catch (RuntimeException e) {
                mistakes.add(e);
            }
        }
    }

    private long revision(InstanceId one) {
        return engine.find(one).map(s -> s.revision()).orElse(0L);
    }

    /** Waits for a moment at which nobody is on the way and a run lives just where an instance runs. */
    private void settles() {
        Await.until("every run has its instance", () -> {
            var states = engine.snapshots().stream().map(s -> s.state()).toList();
            boolean isQuiet = states.stream()
                    .noneMatch(s -> s instanceof Busy
                            || s instanceof InstanceState.Starting
                            || s instanceof InstanceState.Stopping
                            || s instanceof InstanceState.Unknown);
            long running = states.stream().filter(s -> s instanceof Running).count();
            long alive = type.begun.stream().filter(run -> !run.exit().isDone()).count();
            return isQuiet && running == alive && ids.stream().allMatch(this::fits);
        });
        for (var one : ids) {
            engine.find(one).ifPresent(s -> assertTrue(Files.isDirectory(engine.files(one))));
        }
    }

    private boolean fits(InstanceId one) {
        var run = type.run(one);
        boolean lives = run != null && !run.exit().isDone();
        return lives
                == engine.find(one).filter(s -> s.state() instanceof Running).isPresent();
    }
}
