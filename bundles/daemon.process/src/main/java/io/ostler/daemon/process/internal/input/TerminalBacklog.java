package io.ostler.daemon.process.internal.input;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Whether the process that holds a terminal has room for more input. {@code script} reads all it is given and keeps in
 * memory what the program doesn't read, without limit; so its memory is watched, and input is held back while it is much
 * larger than it was at first. Confined to the pipe that asks.
 */
public final class TerminalBacklog implements BooleanSupplier {

    private static final long PAGES_ALLOWED = 256; // 1 MiB

    private final long holder;
    private long pagesAtFirst = -1;

    /** @param holder pid of {@code script}, 0 when it isn't known */
    public TerminalBacklog(long holder) {
        this.holder = holder;
    }

    @Override
    public boolean getAsBoolean() {
        long pages = dataPages();
        if (pagesAtFirst < 0) {
            pagesAtFirst = pages;
        }
        return pages <= pagesAtFirst + PAGES_ALLOWED;
    }

    private long dataPages() {
        if (holder == 0) {
            return 0;
        }
        try (var in = new FileInputStream("/proc/" + holder + "/statm")) {
            return Long.parseLong(new String(in.readNBytes(256), StandardCharsets.ISO_8859_1)
                    .strip()
                    .split(" ", -1)[5]);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return 0; // it is gone, and the pipe with it
        }
    }
}
