package io.ostler.daemon.process.internal.input;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives bytes to a program without ever waiting for it. A write into a full pipe would block its thread for as long as
 * the program likes, so a chunk that any pipe holds is written only when the pipe is empty, and the rest waits in a
 * bounded queue that a timer looks at. The pipe is opened for each write: a quiet instance costs no descriptor.
 * Thread-safe; does not block.
 */
public final class InputPipe {

    /** What may wait for a program that doesn't read. */
    public static final int LIMIT = 256 * 1024;

    /** One page: what a new pipe holds at least, even when the user has used up the machine's allowance for pipes. */
    private static final int CHUNK = 4096;

    private static final long FIRST_DELAY_MICROS = 500;
    private static final long LONGEST_DELAY_MICROS = 1_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(InputPipe.class);

    private final Path pipe;
    private final ScheduledExecutorService timer;
    private final BooleanSupplier readerTakesMore;
    private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();
    private int queued;
    private long delayMicros = FIRST_DELAY_MICROS;
    private boolean waiting;
    private boolean closed;

    /** @param readerTakesMore whether what stands between the pipe and the program has room */
    public InputPipe(Path pipe, ScheduledExecutorService timer, BooleanSupplier readerTakesMore) {
        this.pipe = pipe;
        this.timer = timer;
        this.readerTakesMore = readerTakesMore;
    }

    /** All or nothing; {@code CONSOLE_INPUT_FULL}, {@code INSTANCE_NOT_RUNNING}. */
    public synchronized void write(ByteBuffer input) {
        if (closed) {
            throw new OstlerException(ErrorCode.INSTANCE_NOT_RUNNING);
        }
        if (queued + input.remaining() > LIMIT) {
            throw new OstlerException(ErrorCode.CONSOLE_INPUT_FULL);
        }
        if (input.hasRemaining()) {
            var copy = ByteBuffer.allocate(input.remaining()).put(input).flip();
            queue.add(copy);
            queued += copy.remaining();
            if (!waiting) {
                pump();
            }
        }
    }

    public synchronized void close() {
        closed = true;
        queue.clear();
        queued = 0;
    }

    private synchronized void retry() {
        waiting = false;
        pump();
    }

    private void pump() {
        if (closed || queue.isEmpty()) {
            return;
        }
        try {
            if (readerTakesMore.getAsBoolean() && offer()) {
                delayMicros = FIRST_DELAY_MICROS;
            }
        } catch (IOException e) {
            LOG.warn("Input is lost: the pipe {} can't be written", pipe, e);
            queue.clear();
            queued = 0;
        }
        if (!queue.isEmpty()) {
            waiting = true;
            var unused = timer.schedule(this::retry, delayMicros, TimeUnit.MICROSECONDS);
            delayMicros = Math.min(delayMicros * 2, LONGEST_DELAY_MICROS);
        }
    }

    /** Writes one chunk if the pipe is empty; says whether it did. */
    private boolean offer() throws IOException {
        // Opening for both directions never waits for a reader, but would make a file where there is no pipe.
        if (!Files.readAttributes(pipe, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException("not a pipe");
        }
        try (var file = new RandomAccessFile(pipe.toFile(), "rw");
                var reader = new FileInputStream(file.getFD())) {
            if (reader.available() > 0) {
                return false;
            }
            file.write(nextChunk());
            return true;
        }
    }

    private byte[] nextChunk() {
        var chunk = new byte[Math.min(CHUNK, queued)];
        for (int at = 0; at < chunk.length; ) {
            var head = queue.element();
            int length = Math.min(head.remaining(), chunk.length - at);
            head.get(chunk, at, length);
            at += length;
            if (!head.hasRemaining()) {
                queue.remove();
            }
        }
        queued -= chunk.length;
        return chunk;
    }
}
