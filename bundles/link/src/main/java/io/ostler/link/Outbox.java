package io.ostler.link;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent: texts in their order, one at a time, as carriers want it. Who pushes a lot asks for room
 * first; when the other end takes nothing for too long the link ends rather than the memory. Thread-safe.
 */
final class Outbox {
    /** Characters waiting, beyond which a link is given up. */
    static final int LIMIT = 4 * Link.LONGEST_TEXT;

    /** Characters waiting, below which pushers may go on. */
    static final int ROOM = 1 << 20;

    private final TextChannel channel;
    private final Consumer<String> failed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    private final Deque<String> waiting = new ArrayDeque<>();
    private long characters;
    private boolean sending;
    private boolean closed;

    /** @param failed told the reason, once or more, when nothing more can be sent */
    Outbox(TextChannel channel, Consumer<String> failed) {
        this.channel = channel;
        this.failed = failed;
    }

    /** @throws OstlerException {@code NODE_AWAY} when closed, {@code OVERLOADED} when too much waits */
    void send(String text) {
        lock.lock();
        try {
            if (closed) {
                throw new OstlerException(ErrorCode.NODE_AWAY);
            }
            if (characters + text.length() > LIMIT) {
                failed.accept(ErrorCode.OVERLOADED.name());
                throw new OstlerException(ErrorCode.OVERLOADED);
            }
            waiting.add(text);
            characters += text.length();
            if (sending) {
                return;
            }
            sending = true;
        } finally {
            lock.unlock();
        }
        pump();
    }

    /** Sends until a send does not complete at once; its completion goes on. */
    private void pump() {
        while (true) {
            var text = next();
            if (text == null) {
                return;
            }
            var sent = channel.send(text).toCompletableFuture();
            if (!sent.isDone()) {
                sent.whenComplete((done, error) -> {
                    if (completed(text, error)) {
                        pump();
                    }
                });
                return;
            }
            if (!completed(text, sent.handle((done, error) -> error).join())) {
                return;
            }
        }
    }

    private @Nullable String next() {
        lock.lock();
        try {
            var text = closed ? null : waiting.poll();
            sending = text != null;
            return text;
        } finally {
            lock.unlock();
        }
    }

    private boolean completed(String text, @Nullable Throwable error) {
        lock.lock();
        try {
            characters -= text.length();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
        if (error != null) {
            failed.accept("LINK_LOST");
        }
        return error == null;
    }

    /** Waits until little is waiting; for virtual threads. Returns at once when closed. */
    void awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && characters > ROOM) {
                drained.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
