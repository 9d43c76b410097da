package io.ostler.daemon.archive.internal.read;

import io.ostler.daemon.archive.internal.ArchiveErrors;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.PasswordRequiredException;
import org.jspecify.annotations.Nullable;

/**
 * The border to the libraries: whatever they make of hostile bytes becomes a typed error, and what the receiver of
 * the content throws passes as it is. Confined to one thread.
 */
final class SafeReader implements ArchiveReader {
    private final ArchiveReader reader;

    /** Work with a library. */
    interface Step<T extends @Nullable Object> {
        T run() throws Exception;
    }

    SafeReader(ArchiveReader reader) {
        this.reader = reader;
    }

    // Libraries throw all sorts of runtime exceptions on damaged input, and errors when they believe its sizes.
    static <T extends @Nullable Object> T run(Step<T> step) {
        try {
            return step.run();
        } catch (OstlerException e) {
            throw e;
        } catch (Exception e) {
            throw fault(e);
        } catch (OutOfMemoryError e) {
            throw ArchiveErrors.limit("memory");
        } catch (StackOverflowError e) {
            throw ArchiveErrors.invalid("damaged", e);
        }
    }

    private static OstlerException fault(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OstlerException known) {
                return known;
            }
            if (cause instanceof ClosedByInterruptException
                    || cause instanceof InterruptedIOException
                    || cause instanceof InterruptedException) {
                return new OstlerException(ErrorCode.TASK_CANCELLED);
            }
            if (Memory.isShort(cause)) {
                return ArchiveErrors.limit("memory for its dictionary");
            }
            if (cause instanceof PasswordRequiredException) {
                return ArchiveErrors.invalid("encrypted");
            }
        }
        return ArchiveErrors.invalid("damaged", failure);
    }

    @Override
    public Optional<List<Item>> listing() {
        return run(reader::listing);
    }

    @Override
    public @Nullable Item next() {
        return SafeReader.<@Nullable Item>run(reader::next);
    }

    @Override
    public void content(OutputStream out) {
        var receiver = new Receiver(out);
        try {
            run(() -> {
                reader.content(receiver);
                return true;
            });
        } catch (OstlerException e) {
            var own = receiver.failure;
            throw own != null ? own : e;
        }
    }

    @Override
    public long position() {
        return reader.position();
    }

    @Override
    public void close() {
        run(() -> {
            reader.close();
            return true;
        });
    }

    /** Keeps what its target threw, since libraries wrap it or hold it for damage. */
    private static final class Receiver extends OutputStream {
        private final OutputStream target;
        private @Nullable OstlerException failure;

        Receiver(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (failure != null) {
                throw failure;
            }
            try {
                target.write(bytes, offset, length);
            } catch (OstlerException e) {
                failure = e;
                throw e;
            }
        }
    }
}
