package io.ostler.daemon.link.internal.act;

import com.google.gson.JsonParseException;
import io.ostler.link.json.WireJson;
import io.ostler.model.Id;
import io.ostler.protocol.Acts;
import io.ostler.protocol.Acts.Act;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbered acts that no panel has yet, oldest first, bounded: in memory and in a file that outlives the process. When
 * there are too many the oldest go, and the gap in the numbers tells the panel. A disk that takes nothing costs the
 * copy, not the act. Thread-safe.
 */
final class ActSpool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActSpool.class);
    private static final String HEAD = "#";
    private static final String TOLD = "-";
    private static final long SLACK = 1 << 20;

    private final Path file;
    private final int most;
    // guarded by this
    private final Deque<String> waiting = new ArrayDeque<>();
    private String log = Id.random();
    private long first = 1;
    private @Nullable FileChannel channel;
    private long written;
    private boolean broken;
    private boolean closed;

    ActSpool(Path file, int most) {
        this.file = file;
        this.most = most;
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file)) {
                read();
            }
        } catch (IOException e) {
            LOG.warn("What was done here before can't be read from {}: {}", file, e.getMessage());
        }
        rewrite(); // also cuts a line that was half written
    }

    private void read() throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.forEach(line -> {
                if (line.startsWith(HEAD)) {
                    var words = line.substring(1).split(" ");
                    if (words.length == 2 && words[1].matches("[0-9]{1,18}")) {
                        log = words[0];
                        first = Long.parseLong(words[1]);
                    }
                } else if (line.startsWith(TOLD)) {
                    drop(1);
                } else {
                    keep(line);
                }
            });
        } catch (java.io.UncheckedIOException e) { // bytes that are no text
            throw new IOException(e);
        }
    }

    private void keep(String line) {
        waiting.add(line);
        drop(waiting.size() - most);
    }

    private void drop(int count) {
        for (int i = 0; i < count && waiting.poll() != null; i++) {
            first++;
        }
    }

    synchronized void add(Act act) {
        var line = WireJson.gson().toJson(act);
        boolean full = waiting.size() >= most;
        keep(line);
        if (full && first % 1000 == 0) {
            LOG.warn("No panel takes what is done here: the oldest notes are dropped");
        }
        append(line);
        notifyAll();
    }

    /** Waits until there is something. */
    synchronized void awaitSome() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The oldest; what can't be read any more is left out, as if it had been lost. */
    synchronized Acts.Batch next() {
        while (!waiting.isEmpty() && decode(waiting.getFirst()) == null) {
            told(first, 1);
        }
        var acts = waiting.stream()
                .limit(Acts.AT_ONCE)
                .map(ActSpool::decode)
                .takeWhile(act -> act != null)
                .toList();
        return new Acts.Batch(log, first, acts);
    }

    private static @Nullable Act decode(String line) {
        try {
            return WireJson.gson().fromJson(line, Act.class);
        } catch (JsonParseException e) {
            LOG.warn("A note of what was done here can't be read and is left out", e);
            return null;
        }
    }

    /** A panel has these. @param from number of the first of them: some may have been dropped meanwhile */
    synchronized void told(long from, int count) {
        for (long end = from + count; first < end && !waiting.isEmpty(); ) {
            drop(1);
            append(TOLD);
        }
        if (waiting.isEmpty() && written > SLACK / 16) {
            rewrite();
        }
    }

    private void append(String line) {
        if (closed) {
            return;
        }
        if (broken || written > SLACK * 8) {
            rewrite(); // has the line already
            return;
        }
        try {
            write(line + "\n");
        } catch (IOException e) {
            trouble(e);
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

    private void trouble(IOException e) {
        if (!broken) {
            LOG.warn("What is done here can't be kept in {} at present: {}", file, e.getMessage());
        }
        broken = true;
    }

    private void rewrite() {
        var former = channel;
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        var text = HEAD + log + " " + first + "\n"
                + waiting.stream().map(line -> line + "\n").collect(Collectors.joining());
        try {
            channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            written = 0;
            write(text);
            written = 0;
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            broken = false;
            if (former != null) {
                former.close();
            }
        } catch (IOException e) {
            trouble(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (channel != null) {
                channel.force(false);
                channel.close();
            }
        } catch (IOException e) {
            LOG.warn("What was done here may not be in {}: {}", file, e.getMessage());
        }
    }
}
