package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState.Running;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.testkit.instance.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of half a megabyte that is full at the wrong moment. Needs root to mount it; skipped otherwise. */
class FullDiskTest {

    @TempDir
    Path folder;

    private Path disk;
    private boolean mounted;
    private FakeType type;
    private DaemonInstances engine;
    private final InstanceId id = InstanceId.create();

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=512k", "ostler-test", disk.toString()) == 0;
        assumeTrue(mounted, "only root may mount a small disk");
        type = new FakeType();
        open();
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            engine.close();
            assertEquals(0, run("umount", disk.toString()));
        }
    }

    @Test
    void aCreationIsRefusedAndLeavesNothing() throws Exception {
        fill();
        assertEquals(ErrorCode.DISK_FULL, code(() -> engine.create(id, big("one"))));
        assertEquals(List.of(), engine.snapshots());
        free();
        assertEquals(1, engine.create(id, big("one")).revision());
        restart();
        assertEquals("one", engine.find(id).orElseThrow().definition().name());
    }

    @Test
    void aChangeIsRefusedAndTheOldFileIsWhole() throws Exception {
        engine.create(id, big("one"));
        var file = disk.resolve("daemon/instances").resolve(id.value()).resolve("instance.json");
        var before = Files.readString(file);
        fill();
        assertEquals(ErrorCode.DISK_FULL, code(() -> engine.update(id, big("two"), 1)));
        assertEquals("one", engine.find(id).orElseThrow().definition().name());
        assertEquals(1, engine.find(id).orElseThrow().revision());
        assertEquals(before, Files.readString(file));
        free();
        restart();
        assertEquals(2, engine.update(id, big("two"), 1).revision());
    }

    @Test
    void aStartIsRefusedButAStopIsNot() throws Exception {
        var other = InstanceId.create();
        engine.create(id, big("one"));
        engine.create(other, big("other"));
        engine.power(other, PowerAction.START);
        fill();
        assertEquals(ErrorCode.DISK_FULL, code(() -> engine.power(id, PowerAction.START)));
        assertInstanceOf(Stopped.class, engine.find(id).orElseThrow().state());
        engine.power(other, PowerAction.STOP);
        Await.until("stopped", () -> engine.find(other).orElseThrow().state() instanceof Stopped);
        free();
        engine.power(id, PowerAction.START);
        assertInstanceOf(Running.class, engine.find(id).orElseThrow().state());
    }

    private void open() throws Exception {
        engine = new DaemonInstances(disk.resolve("daemon"), Clock.systemUTC(), EngineFixture.START_SHOWN);
        engine.addType(type);
    }

    private void restart() throws Exception {
        engine.close();
        open();
    }

    /** More than the last few free bytes of a disk. */
    private static InstanceDefinition big(String name) {
        var d = Definitions.named(name, Definitions.PLAIN);
        return new InstanceDefinition(
                d.name(),
                d.type(),
                d.command(),
                d.workingFolder(),
                Map.of("BIG", "x".repeat(8000)),
                d.terminal(),
                d.stop(),
                d.stopTimeout(),
                d.encoding(),
                d.lineEnd(),
                d.autoStart(),
                d.files());
    }

    private void fill() throws Exception {
        run("sh", "-c", "cat /dev/zero > '" + disk.resolve("filler") + "' 2>/dev/null");
    }

    private void free() throws Exception {
        Files.delete(disk.resolve("filler"));
    }

    private static ErrorCode code(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(OstlerException.class, call).code();
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
