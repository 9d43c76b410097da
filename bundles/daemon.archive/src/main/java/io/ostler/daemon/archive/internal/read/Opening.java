package io.ostler.daemon.archive.internal.read;

import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.archive.internal.ArchiveLimits;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.BufferedInputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens archives for reading. Those that need much memory are read one at a time. Thread-safe. */
public final class Opening {
    private static final Pattern ENDING = Pattern.compile("(?i)\\.(gz|xz|bz2|zst|zstd)$");

    private final Semaphore heavy = new Semaphore(1, true);

    /** {@code ARCHIVE_FORMAT_UNKNOWN} from its first bytes; nothing else of it is judged. */
    public void check(Download download) {
        SafeReader.run(() -> format(download.channel()));
    }

    /** @param names encoding of names that don't say theirs; null: what is usual for the format */
    public ArchiveReader open(Download download, @Nullable Charset names, ArchiveLimits limits) {
        var format = SafeReader.run(() -> format(download.channel()));
        if (!format.isHeavy()) {
            return new SafeReader(SafeReader.run(() -> reader(format, download, names, limits)));
        }
        SafeReader.run(() -> {
            heavy.acquire();
            return true;
        });
        try {
            return new LastOut(
                    new SafeReader(SafeReader.run(() -> reader(format, download, names, limits))), heavy::release);
        } catch (OstlerException e) {
            heavy.release();
            throw e;
        }
    }

    private static Format format(FileChannel channel) throws Exception {
        return Format.of(channel).orElseThrow(() -> new OstlerException(ErrorCode.ARCHIVE_FORMAT_UNKNOWN));
    }

    private static ArchiveReader reader(Format format, Download download, @Nullable Charset names, ArchiveLimits limits)
            throws Exception {
        var channel = download.channel();
        return switch (format) {
            case ZIP -> new ZipReader(channel, names, limits);
            case SEVEN_Z -> new SevenZReader(channel, limits);
            case RAR -> new RarReader(channel, limits);
            case TAR, GZ, BZ2, XZ, ZST -> stream(format, download, names, limits);
        };
    }

    private static ArchiveReader stream(Format format, Download download, @Nullable Charset names, ArchiveLimits limits)
            throws Exception {
        download.channel().position(0);
        var archive = new ChannelInput(download.channel());
        var plain = new BufferedInputStream(format.decompress(archive, limits.memoryKiB()), 64 << 10);
        plain.mark(Format.TAR_HEADER);
        var head = plain.readNBytes(Format.TAR_HEADER);
        plain.reset();
        return Format.isTar(head)
                ? new TarReader(archive, plain, names != null ? names : StandardCharsets.UTF_8)
                : new SingleReader(archive, plain, plainName(download.name()));
    }

    private static String plainName(String name) {
        var plain = ENDING.matcher(name).replaceFirst("");
        return plain.isEmpty() || plain.equals(name) ? name + ".out" : plain;
    }
}
