package io.ostler.daemon.sftp.internal.wire;

import io.ostler.protocol.Files.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Makes the packets of answers. Stateless. */
public final class Replies {
    /** Length, type and number of the request; with the length of the data. */
    private static final int DATA_HEAD = 13;

    private Replies() {}

    public static Buffer version(Map<String, String> extensions) {
        var buffer = begin(Sftp.VERSION_REPLY);
        buffer.putInt(Sftp.VERSION);
        extensions.forEach((name, value) -> {
            buffer.putString(name);
            buffer.putString(value);
        });
        return end(buffer);
    }

    public static Buffer status(int id, Status status, String text) {
        var buffer = begin(Sftp.STATUS, id);
        buffer.putInt(status.number());
        buffer.putString(text);
        buffer.putString("en");
        return end(buffer);
    }

    public static Buffer handle(int id, byte[] handle) {
        var buffer = begin(Sftp.HANDLE, id);
        buffer.putBytes(handle);
        return end(buffer);
    }

    /** A buffer whose bytes from {@link #dataFrom()} on are to be filled, then {@link #data} finishes it. */
    public static byte[] room(int length) {
        return new byte[DATA_HEAD + length];
    }

    public static int dataFrom() {
        return DATA_HEAD;
    }

    public static Buffer data(int id, byte[] room, int length) {
        var buffer = new ByteArrayBuffer(room, 0, 0, false);
        buffer.putInt(DATA_HEAD - Integer.BYTES + length);
        buffer.putByte((byte) Sftp.DATA);
        buffer.putInt(id);
        buffer.putInt(length);
        buffer.wpos(DATA_HEAD + length);
        return buffer;
    }

    public static Buffer attributes(int id, Entry entry) {
        var buffer = begin(Sftp.ATTRIBUTES, id);
        Attributes.write(buffer, entry);
        return end(buffer);
    }

    public static Buffer names(int id, List<Entry> entries, Instant now) {
        var buffer = begin(Sftp.NAME, id);
        buffer.putInt(entries.size());
        for (var entry : entries) {
            buffer.putString(entry.name());
            buffer.putString(LongName.of(entry, now));
            Attributes.write(buffer, entry);
        }
        return end(buffer);
    }

    /** The answer to the question for a path's plain form. */
    public static Buffer path(int id, String path) {
        var buffer = begin(Sftp.NAME, id);
        buffer.putInt(1);
        buffer.putString(path);
        buffer.putString(path);
        buffer.putInt(0);
        return end(buffer);
    }

    public static Buffer numbers(int id, long... numbers) {
        var buffer = begin(Sftp.EXTENDED_REPLY, id);
        for (long number : numbers) {
            buffer.putLong(number);
        }
        return end(buffer);
    }

    private static Buffer begin(int type, int id) {
        var buffer = begin(type);
        buffer.putInt(id);
        return buffer;
    }

    private static Buffer begin(int type) {
        var buffer = new ByteArrayBuffer(256, false);
        buffer.putInt(0);
        buffer.putByte((byte) type);
        return buffer;
    }

    private static Buffer end(Buffer buffer) {
        int end = buffer.wpos();
        buffer.wpos(0);
        buffer.putInt(end - Integer.BYTES);
        buffer.wpos(end);
        return buffer;
    }
}
