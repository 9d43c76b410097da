package io.ostler.daemon.link.internal.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.console.Attendance;
import io.ostler.daemon.link.internal.calls.FakePanel;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.ConsoleWork.PinRequest;
import io.ostler.protocol.ConsoleWork.Presence;
import io.ostler.protocol.ConsoleWork.Typed;
import io.ostler.protocol.Messages.Done;
import io.ostler.protocol.PanelApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleNewsTest {
    private static final InstanceId GAME = new InstanceId("instance-1");

    private final People people = new People();
    private final ConsoleNews news = new ConsoleNews();

    ConsoleNewsTest() {
        news.bindAttendance(people);
    }

    @AfterEach
    void stop() {
        news.close();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not in time");
            Thread.sleep(Duration.ofMillis(5));
        }
    }

    @Test
    void whatWasTypedBeforeTheLinkAndAfterItComesInOrder() throws Exception {
        people.type("one");
        people.type("two");
        var panel = new Panel();
        news.linked(panel, true);
        await(() -> panel.typed.size() == 2);
        people.type("three");
        await(() -> people.pending(10).isEmpty());
        assertEquals(List.of("one", "two", "three"), panel.typed);
    }

    @Test
    void aLostLinkLosesAndDoublesNothingThatWasAnswered() throws Exception {
        var first = new Panel();
        news.linked(first, true);
        people.type("one");
        await(() -> people.pending(10).isEmpty());
        first.failure = new OstlerException(ErrorCode.NODE_AWAY);
        people.type("two");
        people.type("three");
        await(() -> first.tries > 1);
        news.left(first);
        var next = new Panel();
        news.linked(next, true);
        await(() -> people.pending(10).isEmpty());
        assertEquals(List.of("one"), first.typed);
        assertEquals(List.of("two", "three"), next.typed);
    }

    @Test
    void oneOfSeveralPanelsHearsWhatIsTypedAllOfThemWhoIsThere() throws Exception {
        var first = new Panel();
        var second = new Panel();
        people.come();
        news.linked(second, false);
        news.linked(first, true);
        people.type("one");
        await(() -> people.pending(10).isEmpty());
        await(() -> first.present.contains(GAME) && second.present.contains(GAME));
        assertEquals(1, first.typed.size() + second.typed.size());
        news.left(first);
        people.type("two");
        await(() -> second.typed.contains("two"));
    }

    @Test
    void aNoteThatIsRefusedForGoodHoldsUpNothing() throws Exception {
        var panel = new Panel();
        panel.failure = new OstlerException(ErrorCode.INVALID_REQUEST);
        people.type("poison");
        news.linked(panel, true);
        await(() -> people.pending(10).isEmpty());
        panel.failure = null;
        people.type("next");
        await(() -> panel.typed.contains("next"));
    }

    /** A panel that takes or fails. */
    private static final class Panel extends FakePanel implements Attachment.Receiver {
        final List<String> typed = new CopyOnWriteArrayList<>();
        final List<InstanceId> present = new CopyOnWriteArrayList<>();
        volatile @Nullable OstlerException failure;
        volatile int tries;

        @Override
        public CompletableFuture<Done> typed(Typed note) {
            tries++;
            var broken = failure;
            if (broken != null) {
                return CompletableFuture.failedFuture(broken);
            }
            typed.add(String.valueOf(note.text()));
            return CompletableFuture.completedFuture(new Done());
        }

        @Override
        public void presenceChanged(Presence presence) {
            present.add(presence.instance());
        }

        @Override
        public PanelApi panel() {
            return this;
        }

        @Override
        public void awaitRoom() {}

        @Override
        public void beat() {}
    }

    /** Somebody at one console. */
    private static final class People implements Attendance {
        private final List<Typed> waiting = new ArrayList<>();
        private final List<Listener> listeners = new CopyOnWriteArrayList<>();
        private volatile boolean here;

        void type(String text) {
            sent(new Typed(GAME, new UserId("user-0001"), text, 0, 0, Instant.EPOCH, null));
        }

        void come() {
            here = true;
            listeners.forEach(listener -> listener.presence(presence(GAME)));
        }

        @Override
        public void sent(Typed typed) {
            synchronized (waiting) {
                waiting.add(typed);
            }
            listeners.forEach(Listener::sent);
        }

        @Override
        public List<Typed> pending(int most) {
            synchronized (waiting) {
                return waiting.stream().limit(most).toList();
            }
        }

        @Override
        public void delivered(int count) {
            synchronized (waiting) {
                waiting.subList(0, count).clear();
            }
        }

        @Override
        public AutoCloseable listen(Listener listener) {
            if (here) {
                listener.presence(presence(GAME));
            }
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        @Override
        public Presence presence(InstanceId id) {
            return new Presence(id, List.of());
        }

        @Override
        public Seat enter(InstanceId id, UserId user, boolean writes, Guest guest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void pin(PinRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void type(InstanceId id, UserId user, String text, boolean line, boolean onlyAllowed) {
            throw new UnsupportedOperationException();
        }
    }
}
