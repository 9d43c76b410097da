package io.ostler.daemon.archive.internal.write;

import io.ostler.daemon.api.files.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A stream into an upload, in large pieces. Closing it neither commits nor drops the upload. */
public final class UploadOutput extends OutputStream {
    private static final int SIZE = 128 << 10;

    private final Upload upload;
    private final ByteBuffer buffer = ByteBuffer.allocate(SIZE);

    public UploadOutput(Upload upload) {
        this.upload = upload;
    }

    @Override
    public void write(int b) throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > buffer.remaining()) {
            flush();
        }
        if (length >= buffer.capacity()) {
            upload.write(ByteBuffer.wrap(bytes, offset, length));
        } else {
            buffer.put(bytes, offset, length);
        }
    }

    @Override
    public void flush() throws IOException {
        buffer.flip();
        if (buffer.hasRemaining()) {
            upload.write(buffer);
        }
        buffer.clear();
    }
}
