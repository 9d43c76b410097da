package io.ostler.itests.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Puts a link to the outside in the place of the folder {@code d} and takes it away again, as fast as it can. */
final class Swapper implements AutoCloseable {
    private static final long MOST_NANOS = 4_000_000;

    private final Path place;
    private final Path outside;
    private final Path kept;
    private final AtomicInteger swaps = new AtomicInteger();
    private final Thread thread;
    private volatile boolean isRunning = true;
    private int junk;

    Swapper(Path inside, Path outside, Path kept) throws IOException {
        this.place = inside.resolve("d");
        this.outside = outside;
        this.kept = kept;
        refill(kept);
        Files.move(kept, place);
        thread = Thread.ofPlatform().name("swapper").start(this::run);
    }

    int swaps() {
        return swaps.get();
    }

    private static void refill(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("a.txt"), "inside");
        Files.writeString(folder.resolve("sub/b.txt"), "inside");
    }

    private void run() {
        try {
            while (isRunning) {
                Files.move(place, kept, StandardCopyOption.ATOMIC_MOVE);
                try {
                    Files.createSymbolicLink(place, outside);
                } catch (FileAlreadyExistsException e) {
                    // an upload has made the missing folder
                }
                if (swaps.incrementAndGet() % 20 == 0) {
                    refill(kept);
                }
                if (Files.isSymbolicLink(place)) {
                    Files.delete(place);
                }
                putBack();
                // now and then an act gets through
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_NANOS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void putBack() throws IOException {
        while (true) {
            try {
                Files.move(kept, place, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (FileSystemException e) {
                // something was made there: out of the way with it
                Files.move(place, place.resolveSibling("junk" + ++junk), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        isRunning = false;
        thread.join();
    }
}
