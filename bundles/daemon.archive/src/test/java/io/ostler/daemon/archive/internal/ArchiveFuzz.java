package io.ostler.daemon.archive.internal;

import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.archive.internal.read.Item;
import io.ostler.daemon.archive.internal.read.Opening;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;

/**
 * What Jazzer calls with bytes of its own; {@link FuzzCorpusTest} with those that were kept. All that may come of any
 * bytes are entries or a typed error.
 */
public final class ArchiveFuzz {
    private static final Set<ErrorCode> HONEST =
            Set.of(ErrorCode.ARCHIVE_INVALID, ErrorCode.ARCHIVE_LIMIT, ErrorCode.ARCHIVE_FORMAT_UNKNOWN);
    private static final ArchiveLimits LIMITS = new ArchiveLimits(200, 100, 1 << 20, 4 << 20, 8 << 20);
    private static final long MOST = 4 << 20;
    private static final FileChannel FILE = file();

    private ArchiveFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        FILE.truncate(0);
        FILE.write(ByteBuffer.wrap(bytes), 0);
        FILE.position(0);
        try {
            read();
        } catch (OstlerException e) {
            if (!HONEST.contains(e.code())) {
                throw e;
            }
        }
    }

    private static void read() throws IOException {
        try (var reader = new Opening().open(new Opened(), null, LIMITS)) {
            reader.listing();
            int entries = 0;
            var sink = new Sink();
            for (var item = reader.next(); item != null; item = reader.next()) {
                if (++entries > LIMITS.entries()) {
                    throw ArchiveErrors.limit("entries");
                }
                if (item.kind() == Item.Kind.FILE && entries % 3 != 0) {
                    reader.content(sink);
                }
            }
        }
    }

    private static final class Sink extends OutputStream {
        private long left = MOST;

        @Override
        public void write(int b) {
            write(new byte[1], 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            left -= length;
            if (left < 0) {
                throw ArchiveErrors.limit("size");
            }
        }
    }

    private record Opened() implements Download {
        @Override
        public String name() {
            return "archive";
        }

        @Override
        public FileChannel channel() {
            return FILE;
        }

        @Override
        public long size() {
            try {
                return FILE.size();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Instant modified() {
            return Instant.EPOCH;
        }

        @Override
        public String etag() {
            return "";
        }

        @Override
        public void close() {}
    }

    private static FileChannel file() {
        try {
            var path = Files.createTempFile("fuzz", "");
            return FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
