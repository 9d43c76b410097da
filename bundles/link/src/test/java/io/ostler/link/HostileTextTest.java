package io.ostler.link;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.link.Desk.Room;
import io.ostler.link.Desk.Wish;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proved but hostile other end may send. */
@Tag("slow")
class HostileTextTest {
    private final LinkedBlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private final Link<Guest> link =
            new Link<>(new TestDesk(), Desk.class, Guest.class, LinkTest.capture(sent), Duration.ofSeconds(5));

    private static final class TestDesk implements Desk {
        @Override
        public Cellar cellar() {
            return wish -> new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<Room> book(Wish wish) {
            return CompletableFuture.completedFuture(new Room(wish.name(), wish.beds()));
        }

        @Override
        public CompletableFuture<Room> wait(Wish wish) {
            return new CompletableFuture<>();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{}",
                "{\"id\":{}}",
                "{\"id\":1.5,\"method\":\"desk/book\"}",
                "{\"method\":[]}",
                "not json",
                "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"desk/book\"",
            })
    void whatIsNoMessageEndsTheLink(String text) throws Exception {
        link.receive(text);
        assertTrue(link.ended().isDone() || sent.poll(60, SECONDS) != null, "answered or ended");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\"}",
                "{\"name\":null,\"beds\":1}",
                "{\"name\":\"a\",\"beds\":null}",
                "{\"name\":\"a\",\"beds\":\"many\"}",
                "{\"name\":\"a\",\"beds\":99999999999}",
                "{\"name\":[],\"beds\":1}",
                "{\"name\":\"a\",\"beds\":1,\"beds\":2}",
                "null",
                "[]",
                "[null]",
                "7",
                "\"text\"",
            })
    void aCallWithWrongParametersIsAnsweredAndTheLinkLives(String params) throws Exception {
        link.receive("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"desk/book\",\"params\":" + params + "}");
        var answer = sent.poll(60, SECONDS);
        assertTrue(answer.contains("\"error\"") && answer.contains("INVALID_REQUEST"), answer);
        assertFalse(answer.contains("Exception"), answer);
        assertFalse(link.ended().isDone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk/none", "guest/ask", "desk/equals", "getClass", "", "$/unknown"})
    void onlyMethodsOfTheInterfaceCanBeCalled(String method) throws Exception {
        link.receive("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"" + method + "\"}");
        var answer = sent.poll(60, SECONDS);
        assertTrue(answer.contains("NOT_FOUND"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"method\":\"desk/book\",\"params\":{\"name\":\"a\",\"beds\":1}}",
                "{\"method\":\"guest/told\",\"params\":{\"number\":1}}",
                "{\"method\":\"$/cancelRequest\",\"params\":{\"id\":\"99\"}}",
                "{\"method\":\"$/cancelRequest\",\"params\":{}}",
                "{\"method\":\"$/cancelRequest\"}",
                "{\"id\":\"99\",\"result\":{\"a\":1}}",
                "{\"id\":\"99\",\"error\":{\"code\":1,\"message\":\"x\"}}",
                "{\"method\":\"nothing\"}",
            })
    void whatNobodyWaitsForIsPassedOver(String text) {
        link.receive(text);
        assertFalse(link.ended().isDone());
        assertTrue(sent.isEmpty());
    }

    @Test
    void deepNestingIsRefusedWithoutHarm() {
        link.receive("{\"method\":\"x\",\"params\":" + "[".repeat(1_000_000));
        link.receive("{\"method\":\"x\",\"params\":" + "{\"a\":".repeat(1_000_000));
        assertTrue(link.ended().isDone() || sent.isEmpty());
    }

    @Test
    void randomTextsNeverThrow() {
        var random = new Random(7);
        var valid =
                "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"desk/book\",\"params\":{\"name\":\"a\",\"beds\":1}}";
        for (int i = 0; i < 20_000; i++) {
            var fresh = new Link<>(
                    new TestDesk(),
                    Desk.class,
                    Guest.class,
                    LinkTest.capture(new LinkedBlockingQueue<>()),
                    Duration.ofSeconds(5));
            var text = new StringBuilder(valid);
            for (int n = 1 + random.nextInt(4); n > 0 && !text.isEmpty(); n--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(0x250));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, valid.charAt(random.nextInt(valid.length())));
                }
            }
            fresh.receive(text.toString());
        }
    }
}
