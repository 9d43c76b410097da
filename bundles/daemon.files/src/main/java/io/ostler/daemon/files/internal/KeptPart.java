package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.ResumableUploads.Part;
import io.ostler.daemon.files.internal.Guard.Want;
import io.ostler.protocol.Files.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An unfinished upload in the hands of one connection. Confined to one thread at a time. */
final class KeptPart implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(KeptPart.class);

    private final PartStore store;
    private final PartStore.Kept kept;
    private final Confined confined;
    private final FileChannel data;
    private final OffsetFile certain;
    private long offset;
    private boolean isOver;

    private KeptPart(PartStore store, PartStore.Kept kept, Confined confined, FileChannel data, OffsetFile certain) {
        this.store = store;
        this.kept = kept;
        this.confined = confined;
        this.data = data;
        this.certain = certain;
        this.offset = certain.offset();
    }

    /** Bytes that were never told to be kept are forgotten. */
    static KeptPart open(PartStore store, PartStore.Kept kept, Confined confined) throws IOException {
        try (var folder = store.open()) {
            var certain = OffsetFile.open(folder, kept.id + PartStore.OFFSET);
            try {
                var data = PartStore.openData(folder, kept);
                var part = new KeptPart(store, kept, confined, data, certain);
                part.offset = Math.min(part.offset, data.size());
                data.truncate(part.offset);
                return part;
            } catch (IOException e) {
                certain.close();
                throw e;
            }
        } catch (IOException e) {
            store.release(kept);
            throw e;
        }
    }

    @Override
    public String id() {
        return kept.id;
    }

    @Override
    public String path() {
        return kept.path.toString();
    }

    @Override
    public long size() {
        return kept.size;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public Instant expires() {
        return kept.expires();
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (bytes.remaining() > kept.size - offset) {
            throw StagedUpload.wrongLength(kept.size, offset + bytes.remaining());
        }
        try {
            confined.guard().require(kept.path, Want.WRITE);
            while (bytes.hasRemaining()) {
                offset += data.write(bytes, offset);
            }
            kept.touched = Instant.now();
        } catch (IOException e) {
            throw FileErrors.of(kept.path, e);
        }
    }

    @Override
    public void truncate(long to) {
        if (to < 0 || to > offset) {
            throw io.ostler.model.OstlerException.invalid("offset", "not beyond what was written");
        }
        try {
            if (to < certain.offset()) {
                certain.write(to); // first: it must never say more than there is
            }
            data.truncate(to);
            offset = to;
        } catch (IOException e) {
            throw FileErrors.of(kept.path, e);
        }
    }

    @Override
    public void sync() {
        try {
            if (offset != certain.offset()) {
                data.force(false);
                certain.write(offset);
            }
        } catch (IOException e) {
            throw FileErrors.of(kept.path, e);
        }
    }

    @Override
    public Entry commit() {
        if (offset != kept.size) {
            throw StagedUpload.wrongLength(kept.size, offset);
        }
        try (var folder = store.open()) {
            data.force(false);
            // Not closed: what could not be placed is kept for another try.
            var file = new TempFile(store.staging(), folder, Path.of(kept.id), true, data);
            var entry = confined.place(file, kept.path, kept.space, kept.conflict);
            isOver = true;
            closeFiles();
            store.forget(kept);
            return entry;
        } catch (IOException e) {
            throw FileErrors.of(kept.path, e);
        }
    }

    @Override
    public void discard() {
        if (!isOver) {
            isOver = true;
            closeFiles();
            store.forget(kept);
        }
    }

    @Override
    public void close() {
        if (isOver) {
            return;
        }
        isOver = true;
        try {
            sync();
        } finally {
            closeFiles();
            store.release(kept);
        }
    }

    private void closeFiles() {
        try (data;
                certain) {
            LOG.trace("{} is let go", kept.id);
        } catch (IOException e) {
            LOG.warn("A part of an upload could not be closed", e);
        }
    }
}
