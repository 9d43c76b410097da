package io.ostler.daemon.http.internal.download;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a file: the bytes from {@code first} to before {@code end}. Immutable.
 */
record ByteRange(long first, long end) {
    private static final Pattern SINGLE = Pattern.compile("bytes *= *(\\d{0,18}) *- *(\\d{0,18}) *");

    long length() {
        return end - first;
    }

    /** As in a {@code Content-Range} header. */
    String of(long size) {
        return "bytes " + first + "-" + (end - 1) + "/" + size;
    }

    /**
     * The part that a {@code Range} header asks for. Empty when the whole file is to be sent: also for several parts
     * and for what isn't understood, which a server may ignore.
     *
     * @throws OstlerException {@code RANGE_INVALID} when the file has no such part
     */
    static Optional<ByteRange> parse(String header, long size) {
        var matcher = SINGLE.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var from = matcher.group(1);
        var to = matcher.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(to), size));
        }
        long first = Long.parseLong(from);
        long end = to.isEmpty() ? size : Math.min(Long.parseLong(to) + 1, size);
        if (!to.isEmpty() && Long.parseLong(to) < first) {
            return Optional.empty();
        }
        return Optional.of(within(first, end, size));
    }

    private static ByteRange suffix(long length, long size) {
        return within(Math.max(0, size - length), length == 0 ? 0 : size, size);
    }

    private static ByteRange within(long first, long end, long size) {
        if (first >= end) {
            throw new OstlerException(ErrorCode.RANGE_INVALID, Map.of("size", Long.toString(size)));
        }
        return new ByteRange(first, end);
    }
}
