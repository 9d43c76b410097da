package io.ostler.daemon.link.internal.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.link.internal.calls.FakeBoard;
import io.ostler.daemon.link.internal.calls.FakeEngine;
import io.ostler.daemon.link.internal.calls.FakePanel;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.TaskId;
import io.ostler.protocol.InstanceSnapshot;
import io.ostler.protocol.Messages.InstanceRemoved;
import io.ostler.protocol.Metrics;
import io.ostler.protocol.Tasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PushQueueTest {
    private final PushQueue queue = new PushQueue();
    private final FakePanel panel = new FakePanel();

    @Test
    void theNewestOfEachInstanceGoesInTheOrderOfTheNewest() throws Exception {
        queue.changed(snapshot("instance-1", 1));
        queue.changed(snapshot("instance-2", 2));
        queue.changed(snapshot("instance-1", 3));
        queue.removed(new InstanceId("instance-3"), 4);
        queue.changed(snapshot("instance-2", 5));
        queue.removed(new InstanceId("instance-2"), 6);
        for (int i = 0; i < 3; i++) {
            queue.take().accept(panel);
        }
        assertEquals(
                List.of(
                        snapshot("instance-1", 3),
                        new InstanceRemoved(new InstanceId("instance-3"), 4),
                        new InstanceRemoved(new InstanceId("instance-2"), 6)),
                new ArrayList<>(panel.told));
    }

    @Test
    void tasksWaitBesideInstancesAndOnlyTheirNewest() throws Exception {
        var board = new FakeBoard();
        board.listen(queue);
        var id = new TaskId("task-0001");
        board.put(id, Tasks.State.WAITING, List.of());
        queue.changed(snapshot("instance-1", 1));
        var running = board.put(id, Tasks.State.RUNNING, List.of());
        var other = new TaskId("task-0002");
        board.put(other, Tasks.State.RUNNING, List.of());
        board.remove(other);
        for (int i = 0; i < 3; i++) {
            queue.take().accept(panel);
        }
        assertEquals(
                List.of(snapshot("instance-1", 1), running, new Tasks.Removed(other, 4)), new ArrayList<>(panel.told));
    }

    @Test
    void whoTakesWaitsForNews() throws Exception {
        var taker = Thread.ofVirtual().start(() -> {
            try {
                queue.take().accept(panel);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        queue.changed(snapshot("instance-1", 1));
        taker.join();
        assertEquals(1, panel.told.size());
    }

    @Test
    void theMachinesFiguresAreSane() {
        var memory = ProcFiles.memory();
        assertTrue(memory.total() > 1 << 20 && memory.used() > 0 && memory.used() < memory.total());
        var before = new ProcFiles.Processors(100, 1000);
        assertEquals(0.5, new ProcFiles.Processors(150, 1100).shareSince(before));
        assertEquals(0, before.shareSince(before));
        assertEquals(0, new ProcFiles.Processors(0, 0).shareSince(before));
        assertEquals(1, new ProcFiles.Processors(300, 1100).shareSince(before));
        assertTrue(ProcFiles.processors().all() > 0);
    }

    private static InstanceSnapshot snapshot(String id, long sequence) {
        return new InstanceSnapshot(
                new InstanceId(id),
                FakeEngine.definition("x"),
                1,
                new InstanceState.Stopped(null),
                sequence,
                Instant.EPOCH);
    }

    @Test
    void samplesOfManyGoInPartsAndNeverPileUp() throws Exception {
        var queue = new PushQueue();
        for (int round = 0; round < 5; round++) {
            queue.samples(samples(450, round));
        }
        var panel = new FakePanel();
        for (int i = 0; i < 3; i++) {
            queue.take().accept(panel);
        }
        var told = List.copyOf(panel.usage);
        assertEquals(
                List.of(200, 200, 50),
                told.stream().map(part -> part.samples().size()).toList());
        told.forEach(part -> assertEquals(4, part.samples().getFirst().cpu()));
    }

    private static Metrics.Samples samples(int count, double cpu) {
        return new Metrics.Samples(Stream.generate(InstanceId::create)
                .limit(count)
                .map(id -> new Metrics.Sample(id, Instant.EPOCH, cpu, 1, null, null, null, null, null, 1, 1))
                .toList());
    }
}
