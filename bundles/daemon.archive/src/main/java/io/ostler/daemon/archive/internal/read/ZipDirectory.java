package io.ostler.daemon.archive.internal.read;

import io.ostler.daemon.archive.internal.ArchiveErrors;
import io.ostler.daemon.archive.internal.ArchiveLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of a zip, gone through once before the library reads it into memory: how many entries there are in fact,
 * and that no two of them share bytes, by which a small file can hold petabytes. Immutable.
 *
 * @param bytes length of the table
 * @param saysUtf8 whether all names that don't say their encoding could be UTF-8
 */
record ZipDirectory(int entries, long bytes, boolean saysUtf8) {
    private static final int ENTRY = 0x02014b50;
    private static final int FIXED = 46;
    private static final int LOCAL = 30;
    private static final int UTF8 = 1 << 11;
    private static final long MOST_BYTES = 32 << 20;

    private record Extent(long from, long to) {}

    static ZipDirectory read(FileChannel channel, ArchiveLimits limits) throws IOException {
        var end = ZipEnd.find(channel);
        var extents = new ArrayList<Extent>();
        boolean utf8 = true;
        long position = end.directory();
        channel.position(position);
        var in = new ChannelInput(channel);
        for (var head = fixed(in); head != null; head = fixed(in)) {
            if (extents.size() >= limits.entries()) {
                throw ArchiveErrors.limit(limits.entries() + " entries");
            }
            int nameLength = Short.toUnsignedInt(head.getShort(28));
            int extraLength = Short.toUnsignedInt(head.getShort(30));
            int commentLength = Short.toUnsignedInt(head.getShort(32));
            var name = in.readNBytes(nameLength);
            var extra = ByteBuffer.wrap(in.readNBytes(extraLength)).order(ByteOrder.LITTLE_ENDIAN);
            in.skipNBytes(commentLength);
            position += FIXED + nameLength + extraLength + commentLength;
            if (position - end.directory() > MOST_BYTES) {
                throw ArchiveErrors.limit("32 MiB for its table");
            }
            utf8 &= (head.getShort(8) & UTF8) != 0 || isUtf8(name);
            extents.add(extent(head, extra, end.first()));
        }
        checkApart(extents, end.directory());
        return new ZipDirectory(extents.size(), position - end.directory(), utf8);
    }

    private static @Nullable ByteBuffer fixed(ChannelInput in) throws IOException {
        var bytes = in.readNBytes(FIXED);
        var head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.length == FIXED && head.getInt(0) == ENTRY ? head : null;
    }

    /** Where an entry's header and content lie; large values stand in an extra field, in this order, when needed. */
    private static Extent extent(ByteBuffer head, ByteBuffer extra, long first) {
        long packed = Integer.toUnsignedLong(head.getInt(20));
        long size = Integer.toUnsignedLong(head.getInt(24));
        long offset = Integer.toUnsignedLong(head.getInt(42));
        var large = large(extra);
        if (size == 0xFFFFFFFFL && large.remaining() >= 8) {
            large.getLong();
        }
        if (packed == 0xFFFFFFFFL && large.remaining() >= 8) {
            packed = large.getLong();
        }
        if (offset == 0xFFFFFFFFL && large.remaining() >= 8) {
            offset = large.getLong();
        }
        if (packed < 0 || offset < 0 || Long.MAX_VALUE - packed - LOCAL - first < offset) {
            throw ArchiveErrors.invalid("an entry lies outside of the file");
        }
        return new Extent(first + offset, first + offset + LOCAL + packed);
    }

    private static ByteBuffer large(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = extra.getShort();
            int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
            if (id == 1) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    private static void checkApart(List<Extent> extents, long directory) {
        extents.sort(Comparator.comparingLong(Extent::from));
        long end = 0;
        for (var extent : extents) {
            if (extent.from < end) {
                throw ArchiveErrors.invalid("entries overlap");
            }
            end = extent.to;
        }
        if (end > directory) {
            throw ArchiveErrors.invalid("an entry lies outside of the file");
        }
    }

    private static boolean isUtf8(byte[] name) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
