package io.ostler.launcher.check;

import io.ostler.launcher.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Enough room where the data folder is or will be: a server that can't write loses what it is told. */
public record FreeSpace(Path folder) implements StartCheck {
    private static final long NEEDED = 64L << 20;

    @Override
    public void check() throws StartRefused {
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        long free;
        try {
            free = Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            throw new StartRefused("Can't look at the disk of " + existing + ": " + e.getMessage(), "Check the disk");
        }
        if (free < NEEDED) {
            throw new StartRefused(
                    "Only " + (free >> 20) + " MB are free on the disk of " + folder + ", less than " + (NEEDED >> 20)
                            + " MB",
                    "Make room or choose another disk with --data");
        }
    }
}
