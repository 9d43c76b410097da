package io.ostler.daemon.archive.internal.write;

import io.ostler.daemon.api.files.Download;
import io.ostler.protocol.Files;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Zip as a stream: sizes stand behind the content. Names in UTF-8, unix modes, zip64 where needed. Links are left to
 * the caller: what most programs make of them on extraction is a file with a path in it.
 */
final class ZipWriter implements ArchiveWriter {
    /** Beyond it, what doesn't shrink could need more than four GiB. */
    private static final long LARGE = 0xF000_0000L;

    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;

    private final ZipArchiveOutputStream out;

    ZipWriter(OutputStream target) {
        out = new ZipArchiveOutputStream(target);
        out.setEncoding(StandardCharsets.UTF_8.name());
        out.setUseLanguageEncodingFlag(true);
        out.setLevel(5);
    }

    @Override
    public void folder(String name, Files.Entry entry) throws IOException {
        out.putArchiveEntry(header(name + "/", entry, FOLDER));
        out.closeArchiveEntry();
    }

    @Override
    public boolean file(String name, Files.Entry entry, Download download, LongConsumer read) throws IOException {
        var header = header(name, entry, FILE);
        header.setSize(download.size());
        out.setUseZip64(download.size() > LARGE ? Zip64Mode.Always : Zip64Mode.AsNeeded);
        out.putArchiveEntry(header);
        long copied = Pieces.copy(Channels.newInputStream(download.channel()), out, download.size(), read);
        out.closeArchiveEntry();
        return copied == download.size();
    }

    private static ZipArchiveEntry header(String name, Files.Entry entry, int kind) {
        var header = new ZipArchiveEntry(name);
        header.setUnixMode(kind | (entry.mode() & 0777));
        header.setLastModifiedTime(FileTime.from(entry.modified()));
        return header;
    }

    @Override
    public boolean keepsLinks() {
        return false;
    }

    @Override
    public void link(String name, Files.Entry entry, String target) {
        throw new UnsupportedOperationException(name);
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
