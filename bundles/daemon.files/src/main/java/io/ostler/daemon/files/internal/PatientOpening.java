package io.ostler.daemon.files.internal;

import io.ostler.model.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens regular files for reading without ever hanging the caller. A pipe that somebody swaps in between the look at
 * the name and its opening blocks the opening until somebody writes to it, and Java has no non-blocking open. So it
 * happens on another thread; when that takes long and the name is a pipe by now, the pipe is opened in both directions,
 * which never blocks and lets the other thread go (decision 0021). Thread-safe; one per instance, so that an instance
 * which plays such games uses up nothing but its own {@link #AT_ONCE} openings.
 */
final class PatientOpening {
    private static final int AT_ONCE = 8;
    private static final int RACES = 16;
    private static final long LOOK_AGAIN_MILLIS = 25;
    private static final long PATIENCE_MILLIS = 5_000;

    private final Executor executor;
    private final Semaphore openings = new Semaphore(AT_ONCE);

    PatientOpening(Executor executor) {
        this.executor = executor;
    }

    /** What is done with a name on another thread, as it opens the name and may block. */
    interface Act<T extends Closeable> {
        T on(Folder folder) throws IOException;
    }

    /** {@code NOT_A_FILE}, {@code PATH_OUTSIDE_ROOT} when the name is a link. */
    OpenFile open(Folder folder, Path name) throws IOException {
        return open(folder, name, StandardOpenOption.READ);
    }

    OpenFile open(Folder folder, Path name, StandardOpenOption... how) throws IOException {
        IOException last = new Fault(ErrorCode.CONFLICT);
        for (int i = 0; i < RACES; i++) {
            var before = folder.look(name);
            requireRegular(before);
            try {
                FileChannel channel = elsewhere(folder, name, own -> own.openFile(name, how));
                if (isStill(before, folder, name, channel)) {
                    return new OpenFile(channel, before);
                }
                channel.close();
            } catch (NoSuchFileException | AccessDeniedException | Fault | InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                last = e; // a link or a socket by now, as the next look tells
            }
        }
        throw last;
    }

    /** Changes attributes of a regular file, for which the system opens it. */
    void change(Folder folder, Path name, Act<Closeable> act) throws IOException {
        requireRegular(folder.look(name));
        try {
            elsewhere(folder, name, act).close();
        } catch (NoSuchFileException | AccessDeniedException | Fault | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            requireRegular(folder.look(name)); // a link by now
            throw e;
        }
    }

    static void requireRegular(BasicFileAttributes attributes) throws Fault {
        if (attributes.isSymbolicLink()) {
            throw new Fault(ErrorCode.PATH_OUTSIDE_ROOT);
        }
        if (!attributes.isRegularFile()) {
            throw new Fault(ErrorCode.NOT_A_FILE);
        }
    }

    private static boolean isStill(BasicFileAttributes before, Folder folder, Path name, FileChannel channel) {
        try {
            channel.position(); // fails on a pipe
            return Folder.isSame(before, folder.look(name));
        } catch (IOException e) {
            return false;
        }
    }

    private <T extends Closeable> T elsewhere(Folder folder, Path name, Act<T> act) throws IOException {
        var opening = new CompletableFuture<T>();
        try {
            if (!openings.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new Fault(ErrorCode.OVERLOADED);
            }
            start(folder, act, opening);
            return await(folder, name, opening);
        } catch (InterruptedException e) {
            opening.cancel(false);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while opening a file");
        }
    }

    private <T extends Closeable> void start(Folder folder, Act<T> act, CompletableFuture<T> opening)
            throws IOException {
        boolean isStarted = false;
        try {
            var own = folder.reopen(); // a handle can't be closed while something is opened through it
            executor.execute(() -> {
                try (own) {
                    T opened = act.on(own);
                    if (!opening.complete(opened)) {
                        opened.close();
                    }
                } catch (IOException | RuntimeException e) {
                    opening.completeExceptionally(e);
                } finally {
                    openings.release();
                }
            });
            isStarted = true;
        } finally {
            if (!isStarted) {
                openings.release();
            }
        }
    }

    private static <T extends Closeable> T await(Folder folder, Path name, CompletableFuture<T> opening)
            throws IOException, InterruptedException {
        for (long waited = 0; ; waited += LOOK_AGAIN_MILLIS) {
            try {
                return opening.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                releaseFromPipe(folder, name);
                if (waited >= PATIENCE_MILLIS && opening.cancel(false)) {
                    throw new Fault(ErrorCode.NOT_A_FILE);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            }
        }
    }

    private static void releaseFromPipe(Folder folder, Path name) {
        try {
            if (folder.look(name).isOther()) {
                folder.openFile(name, StandardOpenOption.READ, StandardOpenOption.WRITE)
                        .close();
            }
        } catch (IOException e) {
            // gone, or not ours to open: whoever waits for that pipe waits on, until the patience ends
        }
    }
}
