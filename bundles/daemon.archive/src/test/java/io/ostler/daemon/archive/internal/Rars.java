package io.ostler.daemon.archive.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** Rar archives of stored files, written by hand: no free program writes them. */
final class Rars {
    private Rars() {}

    static byte[] four(List<Samples.Part> parts) {
        return four(parts, 0);
    }

    /** @param mainFlags 0x80: encrypted headers */
    static byte[] four(List<Samples.Part> parts, int mainFlags) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'R', 'a', 'r', '!', 0x1A, 7, 0});
        out.writeBytes(header4(0x73, mainFlags, new byte[6]));
        for (var part : parts) {
            boolean folder = part.name().endsWith("/");
            var name = (folder ? part.name().substring(0, part.name().length() - 1) : part.name())
                    .getBytes(StandardCharsets.UTF_8);
            var content = part.bytes();
            var crc = new CRC32();
            crc.update(content);
            int type = part.link() != null ? 0120000 : folder ? 0040000 : 0100000;
            var body = ByteBuffer.allocate(25 + name.length).order(ByteOrder.LITTLE_ENDIAN);
            body.putInt(content.length).putInt(content.length).put((byte) 3).putInt((int) crc.getValue());
            body.putInt(0x5A210000).put((byte) 29).put((byte) 0x30).putShort((short) name.length);
            body.putInt(type | part.mode()).put(name);
            out.writeBytes(header4(0x74, 0x8000 | (folder ? 0xE0 : 0), body.array()));
            out.writeBytes(content);
        }
        out.writeBytes(header4(0x7B, 0x4000, new byte[0]));
        return out.toByteArray();
    }

    private static byte[] header4(int type, int flags, byte[] body) {
        var head = ByteBuffer.allocate(7 + body.length).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0).put((byte) type).putShort((short) flags).putShort((short) (7 + body.length));
        head.put(body);
        var crc = new CRC32();
        crc.update(head.array(), 2, head.capacity() - 2);
        return head.putShort(0, (short) crc.getValue()).array();
    }

    static byte[] five(List<Samples.Part> parts) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'R', 'a', 'r', '!', 0x1A, 7, 1, 0});
        out.writeBytes(header5(new byte[] {1, 0, 0}));
        for (var part : parts) {
            boolean folder = part.name().endsWith("/");
            var name = (folder ? part.name().substring(0, part.name().length() - 1) : part.name())
                    .getBytes(StandardCharsets.UTF_8);
            var content = part.bytes();
            var crc = new CRC32();
            crc.update(content);
            int type = part.link() != null ? 0120000 : folder ? 0040000 : 0100000;
            var body = new ByteArrayOutputStream();
            body.writeBytes(new byte[] {2, 2}); // a file with content
            body.writeBytes(number(content.length));
            body.write(folder ? 1 : 4);
            body.writeBytes(number(content.length));
            body.writeBytes(number(type | part.mode()));
            if (!folder) {
                var sum = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
                body.writeBytes(sum.putInt((int) crc.getValue()).array());
            }
            body.writeBytes(new byte[] {0, 1}); // stored, by unix
            body.writeBytes(number(name.length));
            body.writeBytes(name);
            out.writeBytes(header5(body.toByteArray()));
            out.writeBytes(content);
        }
        out.writeBytes(header5(new byte[] {5, 0, 0}));
        return out.toByteArray();
    }

    private static byte[] header5(byte[] body) {
        var size = number(body.length);
        var crc = new CRC32();
        crc.update(size);
        crc.update(body);
        var head = ByteBuffer.allocate(4 + size.length + body.length).order(ByteOrder.LITTLE_ENDIAN);
        return head.putInt((int) crc.getValue()).put(size).put(body).array();
    }

    private static byte[] number(long value) {
        var out = new ByteArrayOutputStream();
        for (; value > 0x7F; value >>>= 7) {
            out.write((int) (value & 0x7F | 0x80));
        }
        out.write((int) value);
        return out.toByteArray();
    }
}
