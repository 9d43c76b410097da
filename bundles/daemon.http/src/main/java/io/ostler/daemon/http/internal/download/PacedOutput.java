package io.ostler.daemon.http.internal.download;

import io.ostler.daemon.api.stream.Pace;
import io.ostler.daemon.http.internal.transfer.Transfer;
import io.ostler.model.UserId;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.HttpOutput;

/**
 * The body of a download, as fast as the limits let it; waits on its own thread, which must be one of the doors.
 * Confined to one thread.
 */
final class PacedOutput extends OutputStream {
    /** Pauses are cut into pieces, so that a cut is noticed. */
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    private final ServletOutputStream out;
    private final Transfer transfer;
    private final Pace pace;
    private final UserId user;

    PacedOutput(ServletOutputStream out, Transfer transfer, Pace pace, UserId user) {
        this.out = out;
        this.transfer = transfer;
        this.pace = pace;
        this.user = user;
    }

    /** How much to write at a time. */
    int portion() {
        return pace.portion(user, Pace.Direction.DOWNLOAD);
    }

    /** The server takes a buffer as it is; were its stream wrapped by somebody, bytes would do. */
    void write(ByteBuffer bytes) throws IOException {
        await(bytes.remaining());
        if (out instanceof HttpOutput direct) {
            direct.write(bytes);
        } else {
            var copy = new byte[bytes.remaining()];
            bytes.get(copy);
            out.write(copy);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int count = Math.min(portion(), length - done);
            await(count);
            out.write(bytes, offset + done, count);
            done += count;
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    private void await(int bytes) throws IOException {
        long wait = pace.take(user, Pace.Direction.DOWNLOAD, bytes);
        if (wait > 0) {
            long end = System.nanoTime() + wait;
            while (wait > 0 && !transfer.isCut()) {
                pause(Math.min(wait, LONGEST_PAUSE));
                wait = end - System.nanoTime();
            }
        }
        if (transfer.isCut()) {
            throw new IOException("cut");
        }
    }

    private static void pause(long nanos) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
