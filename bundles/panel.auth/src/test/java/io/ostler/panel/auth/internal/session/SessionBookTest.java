package io.ostler.panel.auth.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.SessionListener;
import io.ostler.panel.api.store.SessionStore;
import io.ostler.panel.auth.internal.ManualClock;
import io.ostler.testkit.storage.MemorySessionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionBookTest {
    private static final UserId ANNA = UserId.create();
    private static final SessionLimits LIMITS = new SessionLimits(Duration.ofHours(1), Duration.ofDays(1), 1000);

    private final ManualClock clock = new ManualClock();
    private final MemorySessionStore store = new MemorySessionStore();
    private final List<String> ended = Collections.synchronizedList(new ArrayList<>());

    @Test
    void theSweepEndsWhatExpiredAndNamesTheNextExpiry() {
        var book = book(store);
        var first = open(book, "one");
        clock.advance(Duration.ofMinutes(30));
        var second = open(book, "two");
        assertEquals(Optional.of(first.expires()), book.sweep());
        clock.advance(Duration.ofMinutes(30));
        assertEquals(Optional.of(second.expires()), book.sweep());
        assertEquals(List.of(first.handle()), ended);
        assertEquals(1, store.listByUser(ANNA).size());
        clock.advance(Duration.ofHours(1));
        assertEquals(Optional.empty(), book.sweep());
    }

    @Test
    void aSessionThatAnotherPanelSeesInUseLives() {
        var here = book(store);
        var there = book(store);
        var session = open(here, "one");
        clock.advance(Duration.ofMinutes(40));
        assertTrue(there.use("one").isPresent());
        there.writeLastSeen();
        clock.advance(Duration.ofMinutes(40));
        here.sweep();
        assertTrue(here.use("one").isPresent());
        assertEquals(List.of(), ended);
        there.end(session.handle());
        here.changedElsewhere(session.handle());
        assertTrue(here.use("one").isEmpty());
        assertEquals(List.of(session.handle(), session.handle()), ended);
    }

    @Test
    void theStoresExpiredSessionsGoToo() {
        open(book(store), "one");
        clock.advance(Duration.ofHours(2));
        book(store).sweepStore();
        assertEquals(List.of(), store.listByUser(ANNA));
    }

    @Test
    void whatIsInMemoryIsNotReadAgain() {
        var book = book(refusing("findBySecretHash"));
        open(book, "one");
        assertTrue(book.use("one").isPresent());
    }

    @Test
    void aSessionThatEndsWhileItIsReadDoesNotComeBack() throws Exception {
        open(book(store), "one");
        var handle = store.listByUser(ANNA).getFirst().handle();
        var read = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var book = book(pausedAfterRead(read, goOn));
        try (var executor = Executors.newCachedThreadPool()) {
            var using = executor.submit(() -> book.use("one"));
            assertTrue(read.await(60, TimeUnit.SECONDS));
            var ending = executor.submit(() -> book.end(handle));
            goOn.countDown();
            using.get(60, TimeUnit.SECONDS);
            ending.get(60, TimeUnit.SECONDS);
        }
        assertEquals(Optional.empty(), book.use("one"));
        assertEquals(List.of(handle), ended);
    }

    @Test
    void manyOpenUseAndEndAtOnceAndNothingOfTheEndedRemains() throws Exception {
        var book = book(store);
        try (var executor = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 400; i++) {
                var secret = "secret " + i;
                executor.execute(() -> {
                    var session = open(book, secret);
                    book.use(secret);
                    book.end(session.handle());
                });
                if (i % 50 == 0) {
                    executor.execute(() -> book.endAll(ANNA, null));
                    executor.execute(book::writeLastSeen);
                    executor.execute(book::sweep);
                }
            }
        }
        for (int i = 0; i < 400; i++) {
            assertEquals(Optional.empty(), book.use("secret " + i));
        }
        assertEquals(List.of(), store.listByUser(ANNA));
        assertEquals(400, ended.size(), "each end is told once");
    }

    private LiveSession open(SessionBook book, String secretHash) {
        return book.open(ANNA, secretHash, "csrf", new SessionBook.Origin("address", "client", "password", null));
    }

    private SessionBook book(SessionStore sessions) {
        SessionListener listener = (user, handle) -> ended.add(handle);
        return new SessionBook(sessions, LIMITS, clock, new SessionEnds(each -> each.accept(listener)));
    }

    private SessionStore refusing(String method) {
        return around((name, result) -> {
            if (name.equals(method)) {
                throw new AssertionError(method);
            }
        });
    }

    private SessionStore pausedAfterRead(CountDownLatch read, CountDownLatch goOn) {
        return around((name, result) -> {
            if (name.equals("findBySecretHash")) {
                read.countDown();
                assertTrue(goOn.await(60, TimeUnit.SECONDS));
            }
        });
    }

    private SessionStore around(After after) {
        return (SessionStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SessionStore.class}, (proxy, method, values) -> {
                    try {
                        var result = method.invoke(store, values);
                        after.run(method.getName(), result);
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private interface After {
        void run(String method, Object result) throws Exception;
    }
}
