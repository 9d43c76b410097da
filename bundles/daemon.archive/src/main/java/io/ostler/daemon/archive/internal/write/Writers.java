package io.ostler.daemon.archive.internal.write;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.ostler.protocol.Files;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Picks the writer of a format. */
final class Writers {
    private static final int BUFFER = 64 << 10;
    private static final int ZSTD_LEVEL = 3;

    private Writers() {}

    static ArchiveWriter open(Files.ArchiveFormat format, OutputStream out) throws IOException {
        return switch (format) {
            case ZIP -> new ZipWriter(out);
            case TAR -> new TarWriter(out);
            case TAR_GZ -> new TarWriter(new GZIPOutputStream(out, BUFFER));
            case TAR_ZST -> new TarWriter(new ZstdOutputStreamNoFinalizer(out, ZSTD_LEVEL));
        };
    }
}
