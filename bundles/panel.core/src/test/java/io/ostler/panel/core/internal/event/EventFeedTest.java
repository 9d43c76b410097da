package io.ostler.panel.core.internal.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.event.Events;
import io.ostler.panel.api.event.Events.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private final EventFeed feed = new EventFeed();
    private final Caller anybody =
            new Caller(UserId.create(), "anybody", RoleId.ADMINISTRATOR, "session", "", "127.0.0.1");
    private final List<Events.Event> heard = Collections.synchronizedList(new ArrayList<>());

    @Test
    void eachTopicCountsForItself() {
        feed.publish(Topic.INSTANCES, "changed", "a");
        feed.publish(Topic.INSTANCES, "changed", "b");
        feed.publish(Topic.NODES, "changed", "n");
        assertEquals(2, feed.last(Topic.INSTANCES));
        assertEquals(1, feed.last(Topic.NODES));
    }

    @Test
    void aNewReaderHearsOnlyWhatComes() {
        feed.publish(Topic.INSTANCES, "changed", "before");
        assertNotNull(feed.subscribe(anybody, Topic.INSTANCES, null, heard::add));
        feed.publish(Topic.INSTANCES, "removed", "after");
        assertEquals(List.of("after"), heard.stream().map(Events.Event::id).toList());
    }

    @Test
    void aReaderGoesOnFromItsNumber() {
        for (int i = 1; i <= 5; i++) {
            feed.publish(Topic.INSTANCES, "changed", "id" + i);
        }
        assertNotNull(feed.subscribe(anybody, Topic.INSTANCES, 3L, heard::add));
        feed.publish(Topic.INSTANCES, "changed", "id6");
        assertEquals(
                List.of(4L, 5L, 6L), heard.stream().map(Events.Event::sequence).toList());
    }

    @Test
    void whoWasAwayTooLongMustFetchAgain() {
        for (int i = 0; i < Events.KEPT + 10; i++) {
            feed.publish(Topic.INSTANCES, "changed", "x");
        }
        assertNull(feed.subscribe(anybody, Topic.INSTANCES, 9L, heard::add));
        assertNotNull(feed.subscribe(anybody, Topic.INSTANCES, 10L, heard::add));
        assertEquals(Events.KEPT, heard.size());
    }

    @Test
    void aNumberFromTheFutureIsNotResumed() {
        assertNull(feed.subscribe(anybody, Topic.INSTANCES, 1L, heard::add));
    }

    @Test
    void aClosedSubscriptionHearsNothing() {
        var subscription = feed.subscribe(anybody, Topic.NODES, null, heard::add);
        assertNotNull(subscription);
        subscription.close();
        feed.publish(Topic.NODES, "changed", "n");
        assertEquals(List.of(), heard);
    }

    @Test
    void aFailingReaderKeepsNothingFromTheOthers() {
        feed.subscribe(anybody, Topic.NODES, null, event -> {
            throw new IllegalStateException("broken reader");
        });
        feed.subscribe(anybody, Topic.NODES, null, heard::add);
        feed.publish(Topic.NODES, "changed", "n");
        assertEquals(1, heard.size());
    }

    @Test
    void joiningAmongPublishersLosesNothingAndKeepsTheOrder() {
        var publishers = IntStream.range(0, 4)
                .mapToObj(p -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 500; i++) {
                        feed.publish(Topic.INSTANCES, "changed", "p" + p);
                    }
                }))
                .toList();
        assertNotNull(feed.subscribe(anybody, Topic.INSTANCES, 0L, heard::add));
        publishers.forEach(CompletableFuture::join);
        assertEquals(
                LongStream.rangeClosed(1, 2000).boxed().toList(),
                heard.stream().map(Events.Event::sequence).toList());
    }
}
