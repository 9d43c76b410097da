package io.ostler.daemon.archive.internal.read;

import io.ostler.daemon.archive.internal.ArchiveErrors;
import io.ostler.daemon.archive.internal.ArchiveLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/** Zip by its table: what stands elsewhere in the file doesn't count. */
final class ZipReader implements ArchiveReader {
    /** Those that need little memory. */
    private static final Set<Integer> METHODS = Set.of(
            ZipEntry.STORED, ZipEntry.DEFLATED, ZipMethod.ENHANCED_DEFLATED.getCode(), ZipMethod.BZIP2.getCode());

    private static final String DOS = "IBM437";

    private final ZipFile zip;
    private final List<ZipArchiveEntry> entries;
    private int at = -1;

    ZipReader(FileChannel channel, @Nullable Charset names, ArchiveLimits limits) throws IOException {
        var directory = ZipDirectory.read(channel, limits);
        var metered = new MeteredChannel(channel);
        // twice the table: the library reads the headers in front of the contents, too
        metered.allow(2 * directory.bytes() + 128L * directory.entries() + (1 << 20), Long.MAX_VALUE);
        zip = ZipFile.builder()
                .setSeekableByteChannel(metered)
                .setCharset(names != null ? names : usual(directory))
                .setUseUnicodeExtraFields(true)
                .get();
        metered.allowAll();
        entries = Collections.list(zip.getEntriesInPhysicalOrder());
    }

    private static Charset usual(ZipDirectory directory) {
        return directory.saysUtf8() ? StandardCharsets.UTF_8 : Charset.forName(DOS);
    }

    @Override
    public Optional<List<Item>> listing() {
        var items = new ArrayList<Item>(entries.size());
        for (var entry : entries) {
            requireReadable(entry);
            items.add(item(entry));
        }
        return Optional.of(items);
    }

    @Override
    public @Nullable Item next() {
        return ++at < entries.size() ? item(entries.get(at)) : null;
    }

    @Override
    public void content(OutputStream out) throws IOException {
        var entry = entries.get(at);
        try (var in = zip.getInputStream(entry)) {
            Pieces.copy(in, out, entry.getCrc());
        }
    }

    private static void requireReadable(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw ArchiveErrors.refused(entry.getName(), "encrypted");
        }
        if (!METHODS.contains(entry.getMethod())) {
            throw ArchiveErrors.refused(entry.getName(), "a method of compression that isn't known");
        }
    }

    private static Item item(ZipArchiveEntry entry) {
        int mode = entry.getUnixMode();
        var kind = entry.isUnixSymlink() || Item.isLink(mode)
                ? Item.Kind.LINK
                : entry.isDirectory() ? Item.Kind.FOLDER : Item.Kind.FILE;
        FileTime modified = entry.getTime() < 0 ? null : entry.getLastModifiedTime();
        return new Item(
                entry.getName(),
                kind,
                entry.getSize(),
                Item.isExecutable(mode),
                modified == null ? null : modified.toInstant());
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
