package io.ostler.daemon.archive.internal.read;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** What a file is, told from its first bytes. Names say nothing. */
enum Format {
    ZIP,
    SEVEN_Z,
    RAR,
    TAR,
    GZ,
    BZ2,
    XZ,
    ZST;

    static final int TAR_HEADER = 512;
    private static final int BUFFER = 64 << 10;

    /** As much as a window of zstd's usual highest levels needs; it isn't on the heap. */
    private static final int ZSTD_WINDOW_LOG = 27;

    static Optional<Format> of(FileChannel channel) throws IOException {
        var head = ByteBuffer.allocate(TAR_HEADER);
        while (head.hasRemaining() && channel.read(head, head.position()) >= 0) {
            // until it is there
        }
        return of(Arrays.copyOf(head.array(), head.position()));
    }

    private static Optional<Format> of(byte[] head) {
        if (begins(head, 'P', 'K', 3, 4) || begins(head, 'P', 'K', 5, 6)) {
            return Optional.of(ZIP);
        }
        if (begins(head, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C)) {
            return Optional.of(SEVEN_Z);
        }
        if (begins(head, 'R', 'a', 'r', '!', 0x1A, 7)) {
            return Optional.of(RAR);
        }
        if (begins(head, 0x1F, 0x8B)) {
            return Optional.of(GZ);
        }
        if (begins(head, 0xFD, '7', 'z', 'X', 'Z', 0)) {
            return Optional.of(XZ);
        }
        if (begins(head, 'B', 'Z', 'h') && head.length > 3 && head[3] >= '1' && head[3] <= '9') {
            return Optional.of(BZ2);
        }
        if (begins(head, 0x28, 0xB5, 0x2F, 0xFD)) {
            return Optional.of(ZST);
        }
        return isTar(head) ? Optional.of(TAR) : Optional.empty();
    }

    /** Old ones have no mark, but all have a checksum. */
    static boolean isTar(byte[] head) {
        return head.length == TAR_HEADER && head[0] != 0 && TarUtils.verifyCheckSum(head);
    }

    private static boolean begins(byte[] head, int... mark) {
        if (head.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    boolean hasTable() {
        return this == ZIP || this == SEVEN_Z || this == RAR;
    }

    /** Whether it may need as much heap as an archive is allowed. */
    boolean isHeavy() {
        return this == SEVEN_Z || this == RAR || this == XZ;
    }

    InputStream decompress(InputStream in, int memoryKiB) throws IOException {
        return switch (this) {
            case GZ -> new GZIPInputStream(in, BUFFER);
            case BZ2 -> new BZip2CompressorInputStream(in, true);
            case XZ -> new XZInputStream(in, memoryKiB);
            case ZST -> new ZstdInputStreamNoFinalizer(in).setContinuous(false).setLongMax(ZSTD_WINDOW_LOG);
            case TAR -> in;
            case ZIP, SEVEN_Z, RAR -> throw new IllegalStateException(name());
        };
    }
}
