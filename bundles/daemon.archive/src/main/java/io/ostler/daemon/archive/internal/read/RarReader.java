package io.ostler.daemon.archive.internal.read;

import com.github.junrar.Archive;
import com.github.junrar.ArchiveOptions;
import com.github.junrar.exception.RarException;
import com.github.junrar.rarfile.FileHeader;
import com.github.junrar.rarfile.HostSystem;
import io.ostler.daemon.archive.internal.ArchiveErrors;
import io.ostler.daemon.archive.internal.ArchiveLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rar 4 and 5 of one volume; the library checks checksums. */
final class RarReader implements ArchiveReader {
    private final Archive archive;
    private final List<FileHeader> headers;
    private final boolean solid;
    private int at = -1;
    private boolean read = true;

    RarReader(FileChannel channel, ArchiveLimits limits) throws IOException, RarException {
        var metered = new MeteredChannel(channel);
        // its headers lie between the contents: at most some pieces of the file are read for each
        metered.allow(Long.MAX_VALUE, 4L * limits.entries() + 1000);
        archive = new Archive(
                new RarVolume(metered),
                ArchiveOptions.builder().maxDictionarySize(limits.memory()).build());
        metered.allowAll();
        headers = archive.getFileHeaders();
        check(limits);
        solid = headers.stream().anyMatch(FileHeader::isSolid)
                || (archive.getMainHeader() != null && archive.getMainHeader().isSolid());
    }

    private void check(ArchiveLimits limits) throws RarException {
        if (archive.isEncrypted() || headers.stream().anyMatch(FileHeader::isEncrypted)) {
            throw ArchiveErrors.invalid("encrypted");
        }
        // the library gives an empty list for headers that it can't decrypt
        if (headers.isEmpty()) {
            throw ArchiveErrors.invalid("nothing in it can be read: damaged, encrypted or empty");
        }
        if (headers.size() > limits.entries()) {
            throw ArchiveErrors.limit(limits.entries() + " entries");
        }
        if (headers.stream().anyMatch(header -> header.isSplitBefore() || header.isSplitAfter())) {
            throw ArchiveErrors.invalid("one part of several");
        }
    }

    @Override
    public Optional<List<Item>> listing() {
        return Optional.of(headers.stream().map(RarReader::item).toList());
    }

    @Override
    public @Nullable Item next() throws IOException {
        if (solid && !read && !headers.get(at).isDirectory()) {
            content(new Discarded());
        }
        read = false;
        return ++at < headers.size() ? item(headers.get(at)) : null;
    }

    private static Item item(FileHeader header) {
        int mode = header.getHostOS() == HostSystem.unix ? header.getFileAttr() : 0;
        var modified = header.getLastModifiedTime();
        return new Item(
                // Rar's separator has been both
                header.getFileName().replace('\\', '/'),
                kind(header, mode),
                header.isUnpSizeUnknown() ? -1 : header.getFullUnpackSize(),
                Item.isExecutable(mode),
                modified == null ? null : modified.toInstant());
    }

    private static Item.Kind kind(FileHeader header, int mode) {
        if (header.getRedirection() != null || Item.isLink(mode)) {
            return Item.Kind.LINK;
        }
        return header.isDirectory() ? Item.Kind.FOLDER : Item.Kind.FILE;
    }

    @Override
    public void content(OutputStream out) throws IOException {
        read = true;
        try {
            archive.extractFile(headers.get(at), out);
        } catch (RarException e) {
            throw new IOException(e);
        }
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
