package io.ostler.daemon.files.internal;

import static io.ostler.daemon.files.internal.TreeFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Kind;
import io.ostler.protocol.Files.Sort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Abuse case 4: pipes, sockets and devices are shown, never opened, and hang nobody. */
class SpecialFilesTest {
    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    Path base;

    private TreeFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TreeFixture(base);
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private void refusedAndRemovable(String name) {
        var tree = fixture.tree;
        assertTimeoutPreemptively(SOON, () -> {
            assertEquals(Kind.OTHER, tree.entry(name).kind());
            assertRefused(ErrorCode.NOT_A_FILE, () -> tree.readText(name, "UTF-8"));
            assertRefused(ErrorCode.NOT_A_FILE, () -> tree.download(name));
            assertRefused(ErrorCode.NOT_A_FILE, () -> tree.upload(name, 1, Conflict.OVERWRITE));
            assertRefused(ErrorCode.NOT_A_FILE, () -> tree.writeText(name, "x", "UTF-8", "\"x\""));
            assertRefused(ErrorCode.NOT_A_FOLDER, () -> tree.list(name, null, 10, Sort.NAME, false));
            assertRefused(ErrorCode.NOT_A_FOLDER, () -> tree.readText(name + "/x", "UTF-8"));
            assertEquals(1, tree.list("", null, 10, Sort.NAME, false).total());
            tree.rename(name, "renamed", false);
            tree.delete(List.of("renamed"), true, Work.QUIET);
        });
    }

    @Test
    void pipes() throws Exception {
        TreeFixture.run("mkfifo", fixture.inside.resolve("pipe").toString());
        refusedAndRemovable("pipe");
    }

    @Test
    void sockets() throws Exception {
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(fixture.inside.resolve("s")));
            refusedAndRemovable("s");
        }
    }

    @Test
    void devices() throws Exception {
        var device = fixture.inside.resolve("zero");
        var made = new ProcessBuilder("mknod", device.toString(), "c", "1", "5")
                        .start()
                        .waitFor()
                == 0;
        assumeTrue(made, "only root makes devices");
        refusedAndRemovable("zero");
    }

    @Test
    void aFolderFullOfThemIsRemoved() throws Exception {
        var folder = Files.createDirectory(fixture.inside.resolve("folder"));
        for (int i = 0; i < 20; i++) {
            TreeFixture.run("mkfifo", folder.resolve("pipe" + i).toString());
        }
        assertTimeoutPreemptively(SOON, () -> fixture.tree.delete(List.of("folder"), true, Work.QUIET));
    }

    @Test
    void aPipeThatTakesAFilesPlaceInMidOpeningHangsNobody() throws Exception {
        var file = fixture.inside.resolve("f");
        var pipe = fixture.inside.resolve("p");
        Files.writeString(file, "text");
        var isRunning = new AtomicBoolean(true);
        var swapper = Thread.ofPlatform().name("swapper").start(() -> {
            try {
                while (isRunning.get()) {
                    if (!Files.exists(pipe)) {
                        TreeFixture.run("mkfifo", pipe.toString());
                    }
                    for (int i = 0; i < 500; i++) {
                        Files.move(file, base.resolve("kept"), StandardCopyOption.ATOMIC_MOVE);
                        Files.move(pipe, file, StandardCopyOption.ATOMIC_MOVE);
                        Files.move(file, pipe, StandardCopyOption.ATOMIC_MOVE);
                        Files.move(base.resolve("kept"), file, StandardCopyOption.ATOMIC_MOVE);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        int read = 0;
        int refused = 0;
        var end = Instant.now().plusSeconds(10); // each meeting with the pipe may cost some looks
        for (int i = 0; i < 5_000 && (Instant.now().isBefore(end) || read == 0 || refused == 0); i++) {
            try {
                var text = fixture.tree.readText("f", "UTF-8").text();
                assertEquals("text", text);
                read++;
            } catch (OstlerException e) {
                assertTrue(
                        List.of(
                                        ErrorCode.NOT_A_FILE,
                                        ErrorCode.FILE_NOT_FOUND,
                                        ErrorCode.CONFLICT,
                                        ErrorCode.OVERLOADED)
                                .contains(e.code()),
                        e::toString);
                refused++;
            }
        }
        isRunning.set(false);
        swapper.join();
        assertTrue(read > 0 && refused > 0, "read " + read + ", refused " + refused);
        assertEquals("text", fixture.tree.readText("f", "UTF-8").text());
    }
}
