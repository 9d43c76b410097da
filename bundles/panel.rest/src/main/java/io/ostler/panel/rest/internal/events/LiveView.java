package io.ostler.panel.rest.internal.events;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.event.Events.Topic;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one socket shows, without the socket: takes wishes, collects events, and sends one frame at a time on a thread
 * that lives only while there is something to send. A slow client just gets newer states, never a longer queue.
 * Thread-safe.
 */
final class LiveView {
    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);
    /** Answers that may wait; who asks faster than it reads is cut. */
    private static final int MOST_ANSWERS = 64;

    /** Of no feed: who resumes there is told to read everything anew. */
    private static final String NO_EPOCH = "";

    /** The way to the client. */
    interface Wire {
        /** Returns when the text is on its way; fails when the client is gone or stopped reading. */
        void send(String text) throws IOException;

        void close(int code, String reason);
    }

    private final Subjects subjects;
    private final Wire wire;
    private final Executor threads;

    // all guarded by this
    private final Deque<String> answers = new ArrayDeque<>();
    private final Map<Topic, TopicView> views = new EnumMap<>(Topic.class);
    private boolean sending;
    private boolean closed;
    private volatile Caller caller;

    LiveView(Subjects subjects, Caller caller, Wire wire, Executor threads) {
        this.subjects = subjects;
        this.caller = caller;
        this.wire = wire;
        this.threads = threads;
    }

    Caller caller() {
        return caller;
    }

    /** A text from the client. Called by one thread at a time. */
    void receive(String text) {
        try {
            var wish = Frames.read(text);
            if (wish.ping() != null) {
                answer(Frames.pong(wish.ping()));
            } else if (wish.subscribe() != null) {
                subscribe(Frames.topic(wish.subscribe()), wish);
            } else if (wish.unsubscribe() != null) {
                unsubscribe(Frames.topic(wish.unsubscribe()));
            } else {
                throw OstlerException.invalid("frame", "subscribe, unsubscribe or ping");
            }
        } catch (OstlerException e) {
            answer(Frames.refused(e));
        }
    }

    private void subscribe(Topic topic, Frames.Wish wish) {
        unsubscribe(topic);
        open(topic, wish.epoch(), wish.after());
    }

    private void open(Topic topic, @Nullable String epoch, @Nullable Long after) {
        var as = caller;
        var view = new TopicView(subjects, as, topic, this::wake);
        // Its events wait inside it until it is put: the client learns that it is subscribed before the first of them.
        answer(view.open(epoch, after));
        boolean late;
        boolean stale;
        synchronized (this) {
            stale = as != caller;
            late = closed || stale;
            if (!late) {
                views.put(topic, view);
            }
        }
        if (late) {
            view.close();
        }
        if (stale) {
            reopen(topic);
        }
        wake();
    }

    /** Other rights: everything that is shown is looked at with them, and the client reads its lists anew. */
    void renew(Caller now) {
        List<Topic> topics;
        synchronized (this) {
            if (closed) {
                return;
            }
            caller = now;
            topics = List.copyOf(views.keySet());
        }
        topics.forEach(this::unsubscribe);
        answer(Frames.rightsChanged());
        topics.forEach(this::reopen);
    }

    private void reopen(Topic topic) {
        try {
            open(topic, NO_EPOCH, 0L);
        } catch (OstlerException e) {
            // Of this topic nothing may be seen any more.
            answer(Frames.refused(e));
        }
    }

    private void unsubscribe(Topic topic) {
        TopicView former;
        synchronized (this) {
            former = views.remove(topic);
        }
        if (former != null) {
            former.close();
        }
    }

    private void answer(String frame) {
        boolean flooded;
        synchronized (this) {
            flooded = answers.size() >= MOST_ANSWERS;
            if (!flooded && !closed) {
                answers.add(frame);
            }
        }
        if (flooded) {
            close(1008, ErrorCode.OVERLOADED.name());
        }
        wake();
    }

    private void wake() {
        synchronized (this) {
            if (sending || closed) {
                return;
            }
            sending = true;
        }
        threads.execute(this::drain);
    }

    private void drain() {
        try {
            for (var frame = next(); frame.isPresent(); frame = next()) {
                wire.send(frame.get());
            }
        } catch (IOException e) {
            LOG.debug("events of {} end: {}", caller.user(), e.toString());
            close(1001, "");
        } catch (RuntimeException e) {
            // Boundary of this thread: without a reader of its queue the socket would hang, so it ends instead.
            LOG.warn("events of {} end", caller.user(), e);
            close(1011, ErrorCode.INTERNAL.name());
        }
    }

    /** The next frame; when there is none the sending thread ends, decided under the lock so that no event is left. */
    private Optional<String> next() {
        while (true) {
            List<TopicView> open;
            synchronized (this) {
                if (closed) {
                    return Optional.empty();
                }
                if (!answers.isEmpty()) {
                    return Optional.of(answers.remove());
                }
                open = List.copyOf(views.values());
            }
            for (var view : open) {
                var event = view.take();
                if (event.isPresent()) {
                    var frame = view.frame(event.get());
                    if (frame.isPresent()) {
                        return frame;
                    }
                }
            }
            synchronized (this) {
                if (answers.isEmpty() && views.values().stream().noneMatch(TopicView::waits)) {
                    sending = false;
                    return Optional.empty();
                }
            }
        }
    }

    /** The session behind it has ended. */
    void signOut() {
        if (stop()) {
            try {
                wire.send(Frames.signedOut());
            } catch (IOException e) {
                LOG.debug("signed out, but {} was gone already", caller.user());
            }
            wire.close(4401, ErrorCode.NOT_SIGNED_IN.name());
        }
    }

    void close(int code, String reason) {
        if (stop()) {
            wire.close(code, reason);
        }
    }

    /** No event is looked up any more; false when that was so already. */
    private boolean stop() {
        List<TopicView> open;
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
            open = List.copyOf(views.values());
            views.clear();
            answers.clear();
        }
        open.forEach(TopicView::close);
        return true;
    }
}
