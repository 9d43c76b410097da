package io.ostler.daemon.instance.internal.upkeep;

import io.ostler.daemon.instance.internal.crash.PlainText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on the lines that are added to a console's log. Of a flood only the end is read, and of a line only its
 * beginning. Confined to one thread.
 */
final class OutputTail {

    private static final int MOST_AT_ONCE = 64 * 1024;
    private static final int LONGEST_LINE = 500;
    private static final Logger LOG = LoggerFactory.getLogger(OutputTail.class);

    private final Path file;
    private final Consumer<String> lines;
    private final StringBuilder begun = new StringBuilder();
    private long offset;

    /** From the present end of the file on. */
    OutputTail(Path file, Consumer<String> lines) {
        this.file = file;
        this.lines = lines;
        offset = size();
    }

    void read() {
        long size = size();
        if (size < offset) {
            offset = 0; // the log was begun anew
        }
        if (size == offset) {
            return;
        }
        try (var channel = FileChannel.open(file)) {
            long from = Math.max(offset, size - MOST_AT_ONCE);
            var bytes = ByteBuffer.allocate((int) (size - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
                continue;
            }
            offset = from + bytes.position();
            add(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("{} can't be read", file, e);
        }
    }

    /** The last line may have no end. */
    void end() {
        read();
        if (!begun.isEmpty()) {
            lines.accept(PlainText.of(begun.toString()));
            begun.setLength(0);
        }
    }

    private void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                lines.accept(PlainText.of(begun.toString()));
                begun.setLength(0);
            } else if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) != '\n') {
                begun.setLength(0); // a figure that is written over and over in place
            } else if (begun.length() < LONGEST_LINE) {
                begun.append(c);
            }
        }
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
