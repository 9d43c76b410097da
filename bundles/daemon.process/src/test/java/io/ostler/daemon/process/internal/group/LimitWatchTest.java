package io.ostler.daemon.process.internal.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.model.InstanceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit that the kernel keeps is the cause of an end only when it was met just before. */
class LimitWatchTest {

    @TempDir
    Path folder;

    private LimitWatch watch;

    private void refused(int times) throws IOException {
        Files.writeString(folder.resolve("pids.events"), "max " + times + "\n");
    }

    private void watch() {
        var limits = new InstanceLimits(null, null, 20);
        watch = new LimitWatch(limits, new ControlGroup(List.of(folder), Set.of("pids")));
    }

    @Test
    void whoEndsRightAfterARefusalEndedAtTheLimit() throws IOException {
        refused(0);
        watch();
        refused(3);
        assertEquals(Optional.of("LIMIT_PROCESSES"), watch.causeAfterwards());
        assertEquals(Optional.empty(), watch.look(List.of()));
        assertEquals(Optional.of("LIMIT_PROCESSES"), watch.causeAfterwards());
    }

    @Test
    void aRefusalOfLongAgoIsNoCause() throws IOException {
        refused(0);
        watch();
        refused(3);
        watch.look(List.of());
        watch.look(List.of());
        assertEquals(Optional.empty(), watch.causeAfterwards());
        watch(); // the next life of the daemon
        assertEquals(Optional.empty(), watch.causeAfterwards());
    }
}
