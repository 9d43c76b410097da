package io.ostler.daemon.sftp.internal.session;

import io.ostler.daemon.sftp.internal.wire.BadPacketException;
import io.ostler.daemon.sftp.internal.wire.Request;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one client has open; a few, so that nobody uses up the daemon's files. Thread-safe. */
final class Handles implements AutoCloseable {
    static final int MOST = 32;

    private final Semaphore places;
    private final Map<Integer, Handle> open = new HashMap<>();
    private int last;
    private boolean closed;

    /** @param places for all clients together */
    Handles(Semaphore places) {
        this.places = places;
    }

    /** Opens and remembers; {@code STREAM_LIMIT} when too many are open. */
    byte[] open(Supplier<Handle> opening) {
        synchronized (this) {
            if (closed || open.size() >= MOST || !places.tryAcquire()) {
                throw new OstlerException(ErrorCode.STREAM_LIMIT);
            }
        }
        Handle handle;
        try {
            handle = opening.get();
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
        synchronized (this) {
            if (!closed) {
                open.put(++last, handle);
                return ByteBuffer.allocate(Integer.BYTES).putInt(last).array();
            }
        }
        places.release();
        handle.close();
        throw new OstlerException(ErrorCode.STREAM_LIMIT);
    }

    /** The handle that a request names; null when it names none. */
    @Nullable
    Handle find(Request request) throws BadPacketException {
        int number = number(request.bytes());
        synchronized (this) {
            return open.get(number);
        }
    }

    boolean close(Request request) throws BadPacketException {
        int number = number(request.bytes());
        Handle handle;
        synchronized (this) {
            handle = open.remove(number);
        }
        if (handle == null) {
            return false;
        }
        places.release();
        handle.close();
        return true;
    }

    @Override
    public void close() {
        Map<Integer, Handle> left;
        synchronized (this) {
            closed = true;
            left = Map.copyOf(open);
            open.clear();
        }
        places.release(left.size());
        left.values().forEach(Handle::close);
    }

    private static int number(ByteBuffer handle) {
        return handle.remaining() == Integer.BYTES ? handle.getInt() : 0;
    }
}
