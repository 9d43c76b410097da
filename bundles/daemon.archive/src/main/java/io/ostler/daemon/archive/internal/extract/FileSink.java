package io.ostler.daemon.archive.internal.extract;

import io.ostler.daemon.api.files.Upload;
import io.ostler.daemon.archive.internal.ArchiveErrors;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.IntConsumer;

/** Content of one entry into an upload, judged before it is written. Confined to one thread. */
final class FileSink extends OutputStream {
    private final Upload upload;
    private final long announced;
    private final IntConsumer before;
    private final String path;

    /** @param announced -1 when unknown; {@code before} is told of each piece and may throw */
    FileSink(Upload upload, String path, long announced, IntConsumer before) {
        this.upload = upload;
        this.path = path;
        this.announced = announced;
        this.before = before;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (announced >= 0 && upload.written() + length > announced) {
            throw ArchiveErrors.refused(path, "longer than it says");
        }
        before.accept(length);
        try {
            upload.write(ByteBuffer.wrap(bytes, offset, length));
        } catch (IOException e) {
            throw new OstlerException(ErrorCode.STORAGE_FAILED, Map.of(), e);
        }
    }
}
