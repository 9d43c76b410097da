package io.ostler.link;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.link.Desk.Room;
import io.ostler.link.Desk.Wish;
import io.ostler.link.Guest.News;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkTest {
    private final LinkedBlockingQueue<Long> told = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<CompletableFuture<Room>> waits = new LinkedBlockingQueue<>();
    private LinkPair pair = new LinkPair(new TestGuest(), new TestDesk(), Duration.ofSeconds(20));

    private final class TestDesk implements Desk {
        @Override
        public CompletableFuture<Room> book(Wish wish) {
            return switch (wish.name()) {
                case "refused" ->
                    throw new OstlerException(ErrorCode.INSTANCE_BUSY, Map.of("task", "backup", "since", "noon"));
                case "broken" -> CompletableFuture.failedFuture(new IllegalStateException("a secret of the house"));
                case "nothing" -> CompletableFuture.completedFuture(null);
                case "huge" -> CompletableFuture.completedFuture(new Room("x".repeat(9 << 20), 1));
                default -> CompletableFuture.supplyAsync(() -> new Room(wish.name(), wish.beds()));
            };
        }

        @Override
        public Cellar cellar() {
            return wish -> wish.name().equals("nothing")
                    ? CompletableFuture.failedFuture(new OstlerException(ErrorCode.NOT_FOUND))
                    : CompletableFuture.completedFuture(new Room(wish.name(), wish.beds()));
        }

        @Override
        public CompletableFuture<Room> wait(Wish wish) {
            var future = new CompletableFuture<Room>();
            waits.add(future);
            return future;
        }
    }

    private final class TestGuest implements Guest {
        @Override
        public void told(News news) {
            told.add(news.number());
        }

        @Override
        public CompletableFuture<News> ask() {
            return CompletableFuture.completedFuture(new News(42));
        }
    }

    @AfterEach
    void tearDown() {
        pair.close();
    }

    @Test
    void bothEndsCallEachOther() throws Exception {
        assertEquals(
                new Room("Ann", 2),
                pair.toDesk.remote().book(new Wish("Ann", 2)).get(60, SECONDS));
        assertEquals(new News(42), pair.toGuest.remote().ask().get(60, SECONDS));
    }

    @Test
    void notificationsKeepTheirOrder() throws Exception {
        for (long i = 0; i < 10_000; i++) {
            pair.toGuest.remote().told(new News(i));
        }
        var seen = new ArrayList<Long>();
        for (int i = 0; i < 10_000; i++) {
            seen.add(told.poll(60, SECONDS));
        }
        assertEquals(LongStream.range(0, 10_000).boxed().toList(), seen);
    }

    @Test
    void aThousandCallsAtOnceAllGetTheirOwnAnswer() {
        var desk = pair.toDesk.remote();
        var calls = IntStream.range(0, 1000)
                .mapToObj(i -> desk.book(new Wish("guest " + i, i)))
                .toList();
        for (int i = 0; i < 1000; i++) {
            assertEquals(new Room("guest " + i, i), calls.get(i).join());
        }
    }

    @Test
    void aCallThatWaitsHoldsUpNoOther() throws Exception {
        var slow = pair.toDesk.remote().wait(new Wish("slow", 1));
        pair.toDesk.remote().book(new Wish("quick", 1)).get(60, SECONDS);
        assertFalse(slow.isDone());
        waits.poll(60, SECONDS).complete(new Room("slow", 1));
        assertEquals("slow", slow.get(60, SECONDS).name());
    }

    @Test
    void aCallerThatGoesOnSlowlyHoldsUpNobody() throws Exception {
        var gate = new CountDownLatch(1);
        var call = pair.toDesk.remote().wait(new Wish("stuck", 1));
        // It is chained before there is an answer: else it would run here, on the test's own thread.
        var stuck = call.thenAccept(r -> await(gate));
        waits.poll(60, SECONDS).complete(new Room("stuck", 1));
        pair.toDesk.remote().book(new Wish("other", 1)).get(60, SECONDS);
        assertFalse(stuck.isDone());
        gate.countDown();
        stuck.get(60, SECONDS);
    }

    @Test
    void aPartOfTheOtherEndIsCalledLikeTheWhole() throws Exception {
        assertEquals(
                new Room("attic", 3),
                pair.toDesk.remote().cellar().fetch(new Wish("attic", 3)).get(60, SECONDS));
        var part = pair.toDesk.remote().cellar();
        assertEquals(part, pair.toDesk.remote().cellar());
        assertEquals(
                ErrorCode.NOT_FOUND, failure(part.fetch(new Wish("nothing", 1))).code());
    }

    @Test
    void errorsArriveWithCodeAndParameters() {
        var error = failure(pair.toDesk.remote().book(new Wish("refused", 1)));
        assertEquals(ErrorCode.INSTANCE_BUSY, error.code());
        assertEquals(Map.of("task", "backup", "since", "noon"), error.parameters());
    }

    @Test
    void theUnforeseenTellsNothingOfTheInside() {
        var error = failure(pair.toDesk.remote().book(new Wish("broken", 1)));
        assertEquals(ErrorCode.INTERNAL, error.code());
        assertEquals(Map.of(), error.parameters());
    }

    @Test
    void anAnswerWithoutContentIsAnError() {
        assertEquals(
                ErrorCode.INTERNAL,
                failure(pair.toDesk.remote().book(new Wish("nothing", 1))).code());
    }

    @Test
    void anAnswerThatIsTooLongIsAnErrorAndTheLinkLives() throws Exception {
        assertEquals(
                ErrorCode.REQUEST_TOO_LARGE,
                failure(pair.toDesk.remote().book(new Wish("huge", 1))).code());
        pair.toDesk.remote().book(new Wish("next", 1)).get(60, SECONDS);
    }

    @Test
    void aCallThatIsTooLongIsRefusedHere() throws Exception {
        var call = pair.toDesk.remote().book(new Wish("x".repeat(9 << 20), 1));
        assertEquals(ErrorCode.REQUEST_TOO_LARGE, failure(call).code());
        pair.toDesk.remote().book(new Wish("next", 1)).get(60, SECONDS);
    }

    @Test
    void aCallEndsAfterItsTimeAndTheOtherEndHearsOfIt() throws Exception {
        pair.close();
        pair = new LinkPair(new TestGuest(), new TestDesk(), Duration.ofMillis(200));
        var call = pair.toDesk.remote().wait(new Wish("slow", 1));
        assertEquals(ErrorCode.NODE_TIMEOUT, failure(call).code());
        assertThrows(CancellationException.class, () -> waits.poll(60, SECONDS).get(60, SECONDS));
    }

    @Test
    void aCancelledCallIsCancelledAtTheOtherEnd() throws Exception {
        var call = pair.toDesk.remote().wait(new Wish("slow", 1));
        var there = waits.poll(60, SECONDS);
        assertTrue(call.cancel(true));
        assertThrows(CancellationException.class, () -> there.get(60, SECONDS));
        pair.toDesk.remote().book(new Wish("next", 1)).get(60, SECONDS);
    }

    @Test
    void aLostLinkFailsWhatIsUnderWayAndWhatComesLater() throws Exception {
        var call = pair.toDesk.remote().wait(new Wish("slow", 1));
        assertTrue(waits.poll(60, SECONDS) != null);
        pair.cut();
        var error = failure(call);
        assertEquals(ErrorCode.NODE_AWAY, error.code());
        assertEquals(Map.of("reason", "LINK_LOST"), error.parameters());
        assertEquals(
                ErrorCode.NODE_AWAY,
                failure(pair.toDesk.remote().book(new Wish("late", 1))).code());
        pair.toGuest.remote().told(new News(1));
        assertEquals("LINK_LOST", pair.toDesk.ended().get(60, SECONDS));
    }

    @Test
    void aRefusalOfARecordNamesTheFieldAtTheOtherEnd() throws Exception {
        var answers = new LinkedBlockingQueue<String>();
        var link = new Link<>(new TestDesk(), Desk.class, Guest.class, capture(answers), Duration.ofSeconds(5));
        link.receive(
                "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"desk/book\",\"params\":{\"name\":\"a\",\"beds\":-1}}");
        var answer = answers.poll(60, SECONDS);
        assertTrue(answer.contains("INVALID_REQUEST") && answer.contains("\"field\":\"beds\""), answer);
    }

    @Test
    void theOtherEndMayNotHaveMoreCallsUnderWayThanTheLimit() throws Exception {
        var answers = new LinkedBlockingQueue<String>();
        var link = new Link<>(new TestDesk(), Desk.class, Guest.class, capture(answers), Duration.ofSeconds(5));
        for (int i = 0; i <= LocalEnd.MOST_CALLS; i++) {
            link.receive("{\"jsonrpc\":\"2.0\",\"id\":\"" + i
                    + "\",\"method\":\"desk/wait\",\"params\":{\"name\":\"a\",\"beds\":1}}");
        }
        assertTrue(answers.poll(60, SECONDS).contains("OVERLOADED"));
        assertEquals(LocalEnd.MOST_CALLS, waits.size());
    }

    static TextChannel capture(LinkedBlockingQueue<String> texts) {
        return new TextChannel() {
            @Override
            public CompletableFuture<?> send(String text) {
                texts.add(text);
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void close(int code, String reason) {
                texts.add("closed " + code + " " + reason);
            }
        };
    }

    private static OstlerException failure(CompletableFuture<?> call) {
        var thrown = assertThrows(ExecutionException.class, () -> call.get(60, SECONDS));
        return (OstlerException) thrown.getCause();
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
