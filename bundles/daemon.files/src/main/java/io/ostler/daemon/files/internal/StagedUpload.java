package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.Upload;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An upload into a temporary file; its {@link Placing} puts it where it belongs. Confined to one thread at a time. */
final class StagedUpload implements Upload {
    private static final Logger LOG = LoggerFactory.getLogger(StagedUpload.class);

    private final FilePath path;
    private final TempFile file;
    private final Space.Reservation space;
    private final long announced;
    private final Placing placing;
    private long written;
    private boolean isClosed;

    /**
     * @param space set aside for it, at least for the announced length
     * @param announced length, -1 when unknown
     */
    StagedUpload(FilePath path, TempFile file, Space.Reservation space, long announced, Placing placing) {
        this.path = path;
        this.file = file;
        this.space = space;
        this.announced = announced;
        this.placing = placing;
    }

    /** Gives the complete file its place. */
    interface Placing {
        /** @param isDurable whether it is durable then, or with the tree's next flush */
        Entry place(TempFile file, Space.Reservation space, boolean isDurable) throws IOException;
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (announced >= 0 && bytes.remaining() > announced - written) {
            throw wrongLength(announced, written + bytes.remaining());
        }
        try {
            space.growTo(Space.cost(written + bytes.remaining()));
            while (bytes.hasRemaining()) {
                written += file.channel().write(bytes);
            }
        } catch (IOException e) {
            throw FileErrors.of(path, e);
        }
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public Entry commit() {
        return finish(true);
    }

    @Override
    public Entry place() {
        return finish(false);
    }

    private Entry finish(boolean isDurable) {
        if (announced >= 0 && written != announced) {
            throw wrongLength(announced, written);
        }
        try (this) {
            return placing.place(file, space, isDurable);
        } catch (IOException e) {
            throw FileErrors.of(path, e);
        }
    }

    static OstlerException wrongLength(long announced, long actual) {
        return new OstlerException(
                ErrorCode.UPLOAD_LENGTH_WRONG,
                Map.of("announced", Long.toString(announced), "actual", Long.toString(actual)));
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (space) {
            file.close();
        } catch (IOException e) {
            LOG.warn("An unfinished upload could not be removed; the next start of the daemon will do it", e);
        }
    }
}
