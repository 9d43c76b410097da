package io.ostler.panel.link.internal.socket;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/** A client's frames, masked as the protocol wants (RFC 6455, section 5.3). Thread-safe; blocks for the network. */
final class FrameWriter {
    private static final int LAST = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PONG = 10;
    private static final int MASKED = 0x80;
    private static final int LONGEST_REASON = 120;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DataOutputStream out;
    private final ReentrantLock lock = new ReentrantLock();

    /** @param out buffered by the caller; flushed here after each frame */
    FrameWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    void text(String text) throws IOException {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void pong(byte[] payload) throws IOException {
        write(PONG, payload);
    }

    void close(int code, String reason) throws IOException {
        var text = reason.getBytes(StandardCharsets.UTF_8);
        var payload =
                Arrays.copyOf(new byte[] {(byte) (code >> 8), (byte) code}, 2 + Math.min(text.length, LONGEST_REASON));
        System.arraycopy(text, 0, payload, 2, payload.length - 2);
        write(CLOSE, payload);
    }

    private void write(int kind, byte[] payload) throws IOException {
        var mask = new byte[4];
        RANDOM.nextBytes(mask);
        var masked = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            masked[i] = (byte) (payload[i] ^ mask[i & 3]);
        }
        lock.lock();
        try {
            out.writeByte(LAST | kind);
            if (payload.length < 126) {
                out.writeByte(MASKED | payload.length);
            } else if (payload.length < 65_536) {
                out.writeByte(MASKED | 126);
                out.writeShort(payload.length);
            } else {
                out.writeByte(MASKED | 127);
                out.writeLong(payload.length);
            }
            out.write(mask);
            out.write(masked);
            out.flush();
        } finally {
            lock.unlock();
        }
    }
}
