package io.ostler.daemon.console.internal.attendance;

import io.ostler.protocol.ConsoleWork.Typed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was typed and no panel has yet, oldest first, bounded: in memory, and in a file that outlives the process. A line
 * is in the file when {@link #add} returns, and on the disk a moment later. A disk that takes nothing costs the copy, not
 * the entry. Thread-safe.
 */
final class Outbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String DELIVERED = "-";
    private static final long SLACK = 1 << 20;

    private final Path file;
    private final int most;
    private final long mostBytes;
    // guarded by this
    private final Deque<Typed> waiting = new ArrayDeque<>();
    private @Nullable FileChannel channel;
    private long written;
    private long live;
    private long dropped;
    private boolean dirty;
    private boolean broken;
    private boolean closed;

    Outbox(Path file, int most, long mostBytes) throws IOException {
        this.file = file;
        this.most = most;
        this.mostBytes = mostBytes;
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            read();
        }
        rewrite(); // also cuts a line that was half written
    }

    private void read() throws IOException {
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (var line : text.split("\n")) {
            if (line.startsWith(DELIVERED)) {
                waiting.poll();
            } else {
                TypedCodec.decode(line).ifPresent(this::keep);
            }
        }
    }

    private void keep(Typed typed) {
        waiting.add(typed);
        live += sizeOf(typed);
        while (waiting.size() > most || live > mostBytes) {
            var oldest = waiting.remove();
            live -= sizeOf(oldest);
            dropped++;
            if (dropped == 1 || dropped % 1000 == 0) {
                LOG.warn("No panel takes what is typed at consoles: {} of the oldest notes are dropped", dropped);
            }
        }
    }

    private static long sizeOf(Typed typed) {
        var text = typed.text();
        return 120 + (text == null ? 0 : 3L * text.length());
    }

    synchronized void add(Typed typed) {
        keep(typed);
        append(TypedCodec.encode(typed));
    }

    synchronized List<Typed> first(int count) {
        return waiting.stream().limit(count).collect(Collectors.toList());
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The oldest ones are somebody else's now. */
    synchronized void remove(int count) {
        for (int i = 0; i < count && !waiting.isEmpty(); i++) {
            live -= sizeOf(waiting.remove());
            append(DELIVERED);
        }
        if (waiting.isEmpty() && written > 0) {
            tryToRewrite();
        }
    }

    private void append(String line) {
        if (closed) {
            return;
        }
        if (broken || written > 2 * live + SLACK) {
            tryToRewrite(); // has the line already
            return;
        }
        try {
            write(line + "\n");
            forceSoon();
        } catch (IOException e) {
            broken = true;
            LOG.warn("What is typed at consoles can't be kept in {} at present: {}", file, e.getMessage());
        }
    }

    private void write(String text) throws IOException {
        var open = channel;
        if (open == null) {
            throw new IOException("closed");
        }
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        written += bytes.remaining();
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }

    private void tryToRewrite() {
        try {
            rewrite();
            broken = false;
        } catch (IOException e) {
            if (!broken) {
                LOG.warn("What is typed at consoles can't be kept in {} at present: {}", file, e.getMessage());
            }
            broken = true;
        }
    }

    private void rewrite() throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        var text = waiting.stream().map(TypedCodec::encode).collect(Collectors.joining("\n"));
        var bytes = (text.isEmpty() ? "" : text + "\n").getBytes(StandardCharsets.UTF_8);
        var former = channel;
        var opened = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            for (var buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
                opened.write(buffer);
            }
            if (bytes.length > 0) {
                opened.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        channel = opened;
        written = bytes.length;
        if (former != null) {
            former.close();
        }
    }

    /** Many lines share one flush, and nobody who types waits for it. */
    private void forceSoon() {
        if (!dirty) {
            dirty = true;
            Thread.ofVirtual().name("ostler-console-typed").start(this::force);
        }
    }

    private void force() {
        FileChannel open;
        synchronized (this) {
            dirty = false;
            open = channel;
        }
        try {
            if (open != null && open.isOpen()) {
                open.force(false);
            }
        } catch (IOException e) {
            LOG.debug("Closed or replaced meanwhile, and then flushed by that", e);
        }
    }

    @Override
    public void close() {
        FileChannel last;
        synchronized (this) {
            closed = true;
            last = channel;
            channel = null;
        }
        try {
            if (last != null) {
                last.force(false);
                last.close();
            }
        } catch (IOException e) {
            LOG.warn("What was typed at consoles may not be in {}: {}", file, e.getMessage());
        }
    }
}
