package io.ostler.daemon.files.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupSyncTest {
    @TempDir
    Path base;

    @Test
    void manyFilesNeedOneFlush() {
        var background = new ScheduledThreadPoolExecutor(0);
        try {
            var sync = new GroupSync(background);
            for (int i = 0; i < 100; i++) {
                sync.soon(base);
            }
            assertEquals(1, background.getQueue().size());
        } finally {
            background.shutdownNow();
        }
    }

    @Test
    void largeFilesAreNotLeftToIt() {
        var background = Executors.newSingleThreadScheduledExecutor();
        assertFalse(new GroupSync(background).takes((1 << 20) + 1));
        background.shutdownNow();
    }

    @Test
    void aFolderThatIsGoneAndAnEndedDaemonDoNoHarm() throws Exception {
        var background = Executors.newSingleThreadScheduledExecutor();
        var sync = new GroupSync(background);
        background.shutdownNow();
        assumeTrue(sync.takes(4096), "no sync program");
        sync.soon(base.resolve("gone"));
        Files.createDirectory(base.resolve("there"));
        sync.soon(base.resolve("there"));
        sync.syncAll();
    }
}
