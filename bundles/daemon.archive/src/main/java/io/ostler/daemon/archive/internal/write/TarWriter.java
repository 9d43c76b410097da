package io.ostler.daemon.archive.internal.write;

import io.ostler.daemon.api.files.Download;
import io.ostler.protocol.Files;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Tar with POSIX headers for long names, large files and letters beyond ASCII. Owners stay out of it. */
final class TarWriter implements ArchiveWriter {
    private static final byte[] ZEROS = new byte[8192];

    private final TarArchiveOutputStream out;

    TarWriter(OutputStream target) {
        out = new TarArchiveOutputStream(target, StandardCharsets.UTF_8.name());
        out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        out.setAddPaxHeadersForNonAsciiNames(true);
    }

    @Override
    public void folder(String name, Files.Entry entry) throws IOException {
        out.putArchiveEntry(dressed(new TarArchiveEntry(name + "/"), entry));
        out.closeArchiveEntry();
    }

    /** The header has promised a length: what grows is cut there, what shrinks is filled up. */
    @Override
    public boolean file(String name, Files.Entry entry, Download download, LongConsumer read) throws IOException {
        var header = dressed(new TarArchiveEntry(name), entry);
        header.setSize(download.size());
        out.putArchiveEntry(header);
        long copied = Pieces.copy(Channels.newInputStream(download.channel()), out, download.size(), read);
        for (long missing = download.size() - copied; missing > 0; ) {
            int piece = (int) Math.min(missing, ZEROS.length);
            out.write(ZEROS, 0, piece);
            missing -= piece;
        }
        out.closeArchiveEntry();
        return copied == download.size();
    }

    @Override
    public boolean keepsLinks() {
        return true;
    }

    @Override
    public void link(String name, Files.Entry entry, String target) throws IOException {
        var header = dressed(new TarArchiveEntry(name, TarConstants.LF_SYMLINK), entry);
        header.setLinkName(target);
        out.putArchiveEntry(header);
        out.closeArchiveEntry();
    }

    private static TarArchiveEntry dressed(TarArchiveEntry header, Files.Entry entry) {
        header.setMode(entry.mode() & 0777);
        header.setIds(0, 0);
        header.setNames("", "");
        // whole seconds: fractions would cost a header of their own per file
        header.setLastModifiedTime(FileTime.from(entry.modified().truncatedTo(ChronoUnit.SECONDS)));
        return header;
    }

    @Override
    public void finish() throws IOException {
        out.finish();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
