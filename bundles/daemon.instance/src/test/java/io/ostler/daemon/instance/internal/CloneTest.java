package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState.Busy;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.model.PowerAction;
import io.ostler.protocol.Care;
import io.ostler.protocol.Tasks;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Copies of instances, whole or not at all. */
class CloneTest extends EngineFixture {

    private final InstanceId target = InstanceId.create();

    @Test
    void aCopyHasTheFilesOfItsOriginal() throws Exception {
        engine.create(id, Definitions.PLAIN, USER);
        var files = engine.files(id);
        Files.createDirectories(files.resolve("world/deep"));
        Files.writeString(files.resolve("world/deep/a.dat"), "content");
        Files.setPosixFilePermissions(
                Files.writeString(files.resolve("run.sh"), "#!/bin/sh"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.write(files.resolve("big"), new byte[9 << 20]);
        board.gate = new CountDownLatch(1);
        var task = clone(copy(), true);
        assertInstanceOf(Busy.class, state(target));
        assertInstanceOf(Busy.class, state());
        for (var action : PowerAction.values()) {
            assertCode(ErrorCode.INSTANCE_BUSY, () -> engine.power(target, action));
            assertCode(ErrorCode.INSTANCE_BUSY, () -> engine.power(id, action));
        }
        assertCode(ErrorCode.INSTANCE_BUSY, () -> engine.files(target));
        assertCode(ErrorCode.INSTANCE_BUSY, () -> engine.delete(target, true));
        board.gate.countDown();
        Await.until("done", () -> board.state(task.id()) == Tasks.State.DONE);
        assertEquals(new Stopped(null), state(target));
        assertEquals(new Stopped(null), state());
        var copied = engine.files(target);
        assertEquals("content", Files.readString(copied.resolve("world/deep/a.dat")));
        assertTrue(Files.isExecutable(copied.resolve("run.sh")));
        assertEquals(9 << 20, Files.size(copied.resolve("big")));
        restart();
        assertEquals("Copy", engine.find(target).orElseThrow().definition().name());
        assertEquals("content", Files.readString(engine.files(target).resolve("world/deep/a.dat")));
        assertEquals(0, board.listeners());
    }

    @Test
    void withoutFilesItIsEmpty() throws Exception {
        engine.create(id, Definitions.PLAIN, USER);
        Files.writeString(engine.files(id).resolve("a"), "x");
        engine.power(id, PowerAction.START);
        var task = clone(copy(), false);
        Await.until("done", () -> board.state(task.id()) == Tasks.State.DONE);
        assertEquals(0, engine.files(target).toFile().list().length);
    }

    @Test
    void linksAndSpecialFilesAreNotFollowed() throws Exception {
        engine.create(id, Definitions.PLAIN, USER);
        var outside = Files.writeString(data.resolve("secret.txt"), "secret");
        var files = engine.files(id);
        Files.createSymbolicLink(files.resolve("link"), outside);
        Files.createSymbolicLink(files.resolve("folder"), data);
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", files.resolve("pipe").toString())
                        .start()
                        .waitFor());
        Files.writeString(files.resolve("a"), "x");
        var task = clone(copy(), true);
        Await.until("done", () -> board.state(task.id()) == Tasks.State.DONE);
        var copied = engine.files(target);
        assertEquals("x", Files.readString(copied.resolve("a")));
        for (var name : new String[] {"link", "folder", "pipe"}) {
            assertFalse(Files.exists(copied.resolve(name), LinkOption.NOFOLLOW_LINKS));
        }
    }

    @Test
    void aRunningOrBusyOriginalAndATakenIdAreRefused() {
        running(Definitions.PLAIN);
        assertCode(ErrorCode.INSTANCE_RUNNING, () -> clone(copy(), true));
        assertTrue(engine.find(target).isEmpty());
        engine.power(id, PowerAction.KILL);
        await(Stopped.class);
        engine.create(target, Definitions.PLAIN, USER);
        assertCode(ErrorCode.CONFLICT, () -> clone(copy(), true));
        assertEquals("A server", engine.find(target).orElseThrow().definition().name());
        assertInstanceOf(Stopped.class, state());
        assertCode(
                ErrorCode.INSTANCE_TYPE_UNKNOWN,
                () -> care.cloneInstance(
                        new Care.CloneRequest(id, InstanceId.create(), Definitions.of("other", "x"), true, USER)));
        assertInstanceOf(Stopped.class, state());
        assertCode(
                ErrorCode.NOT_FOUND,
                () -> care.cloneInstance(
                        new Care.CloneRequest(InstanceId.create(), InstanceId.create(), copy(), true, USER)));
    }

    @Test
    void aCopyOverItsQuotaFailsAndLeavesNothing() throws Exception {
        engine.create(id, Definitions.PLAIN, USER);
        Files.write(engine.files(id).resolve("big"), new byte[3 << 20]);
        var d = copy();
        var small = new InstanceDefinition(
                d.name(),
                d.type(),
                d.command(),
                "",
                d.environment(),
                false,
                d.stop(),
                d.stopTimeout(),
                d.encoding(),
                d.lineEnd(),
                false,
                new FilePolicy(2L << 20, java.util.List.of()));
        var task = clone(small, true);
        Await.until("failed", () -> board.state(task.id()) == Tasks.State.FAILED);
        assertEquals(
                ErrorCode.QUOTA_EXCEEDED,
                board.find(task.id()).orElseThrow().fault().code());
        isGone();
    }

    @Test
    void aCancelledCopyLeavesNothing() throws Exception {
        engine.create(id, Definitions.PLAIN, USER);
        Files.writeString(engine.files(id).resolve("a"), "x");
        board.gate = new CountDownLatch(1);
        var task = clone(copy(), true);
        board.cancel(task.id());
        isGone();
        board.gate.countDown();
        assertEquals(0, board.listeners());
    }

    @Test
    void aDaemonThatDiesInBetweenRemovesItWithItsNextLife() throws Exception {
        engine.create(id, Definitions.PLAIN, USER);
        Files.writeString(engine.files(id).resolve("a"), "x");
        board.gate = new CountDownLatch(1);
        clone(copy(), true);
        Files.createDirectories(
                data.resolve("instances").resolve(target.value()).resolve("incoming/half"));
        engine.close();
        board = new ThreadBoard();
        open();
        assertEquals(new Stopped(null), state());
        isGone();
    }

    private Tasks.Snapshot clone(InstanceDefinition definition, boolean withFiles) {
        return care.cloneInstance(new Care.CloneRequest(id, target, definition, withFiles, USER));
    }

    private static InstanceDefinition copy() {
        return Definitions.named("Copy", Definitions.PLAIN);
    }

    private void isGone() throws IOException {
        Await.until("target is gone", () -> engine.find(target).isEmpty());
        Await.until("original is free", () -> state() instanceof Stopped);
        for (var folder : new String[] {"instances", "consoles", "runs"}) {
            Await.until(folder, () -> !Files.exists(data.resolve(folder).resolve(target.value())));
        }
        assertTrue(care.deleted().isEmpty());
        assertTrue(Files.exists(engine.files(id)));
    }
}
