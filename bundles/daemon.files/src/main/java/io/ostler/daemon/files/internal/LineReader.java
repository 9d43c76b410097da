package io.ostler.daemon.files.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of bounded length: a longer one comes in pieces. Confined to one thread. */
final class LineReader implements Closeable {
    private static final int MOST = 32 * 1024;

    private final Reader reader;
    private final char[] buffer = new char[16 * 1024];
    private int from;
    private int to;
    private int number;
    private boolean goesOn;

    LineReader(Reader reader) {
        this.reader = reader;
    }

    /** 1-based number of the line that was read last. */
    int number() {
        return number;
    }

    @Nullable
    String next() throws IOException {
        var line = new StringBuilder();
        boolean isNew = !goesOn;
        boolean isAny = false;
        goesOn = false;
        while (true) {
            if (from == to) {
                to = Math.max(0, reader.read(buffer));
                from = 0;
                if (to == 0) {
                    break;
                }
            }
            isAny = true;
            char c = buffer[from++];
            if (c == '\n') {
                break;
            }
            line.append(c);
            if (line.length() == MOST) {
                goesOn = true;
                break;
            }
        }
        if (!isAny) {
            return null;
        }
        number += isNew ? 1 : 0;
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
