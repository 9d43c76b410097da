package io.ostler.daemon.process.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.daemon.process.internal.group.ControlGroups;
import io.ostler.daemon.process.internal.system.Tools;
import io.ostler.model.ErrorCode;
import io.ostler.model.LaunchOptions;
import io.ostler.model.OstlerException;
import io.ostler.testkit.instance.Await;
import io.ostler.testkit.instance.InstanceFolders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs under an account of the machine. */
class AccountTest {

    private static final String ACCOUNT = "nobody";
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");

    @TempDir
    Path root;

    private Path data;
    private ProcessInstanceType type;
    private InstanceFolders folders;
    private final List<InstanceRun> runs = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Tools.find(null).canChangeAccounts(), "needs setpriv");
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs root");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
        data = Files.createDirectory(
                root.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        type = new ProcessInstanceType(Tools.find(null), data.resolve("exits"), data, ControlGroups.find());
        folders = new InstanceFolders(data);
        Files.setPosixFilePermissions(data.resolve("instances"), PosixFilePermissions.fromString("rwx------"));
        assumeTrue(isOpen(root.getParent()), "the temporary folder lets no other account pass");
    }

    @AfterEach
    void close() throws Exception {
        runs.forEach(InstanceRun::kill);
        for (var run : runs) {
            run.exit().get(60, TimeUnit.SECONDS);
        }
        if (type != null) {
            type.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theProgramIsTheAccountsAndSoAreTheFiles(boolean terminal) throws Exception {
        Files.writeString(folders.files().resolve("config"), "mine");
        Files.createDirectory(folders.files().resolve("world"));
        var run = start(
                "id -un; id -Gn; grep NoNewPrivs /proc/self/status; echo more >>config; touch world/new $PWD/top"
                        + " && echo written; "
                        + (terminal ? "echo again >/dev/stderr; " : "echo again; ") + "cat 0</dev/stdin",
                terminal,
                Map.of());
        Await.value("its words", folders::console, text -> text.contains("again"));
        run.write(ByteBuffer.wrap("typed\n".getBytes(StandardCharsets.UTF_8)));
        Await.value("what was typed", folders::console, text -> text.contains("typed"));
        run.kill();
        run.exit().get(60, TimeUnit.SECONDS);
        var lines = folders.console().lines().map(String::strip).toList();
        assertEquals(ACCOUNT, lines.get(0));
        assertFalse(lines.get(1).contains("root"), folders.console());
        assertTrue(lines.get(2).endsWith("1"), folders.console());
        assertTrue(lines.contains("written"), folders.console());
        assertEquals("mine" + "more\n", Files.readString(folders.files().resolve("config")));
        assertEquals(ACCOUNT, owner(folders.files().resolve("world/new")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theDefinitionsEnvironmentReachesTheProgramAndNobodyBefore(boolean terminal) throws Exception {
        var marks = Files.createDirectory(root.resolve("marks"));
        Files.setPosixFilePermissions(marks, PosixFilePermissions.fromString("rwxrwxrwx"));
        // Were the environment there already while root's part runs, the loader would complain of it, or ENV be read.
        var environment = Map.of(
                "LD_PRELOAD", root.resolve("no-such.so").toString(),
                "UID", "77",
                "SECRET", "it's $HOME `id` \\ \"x\"",
                "EMPTY", "");
        var run = start("env; id -u >" + marks + "/id", terminal, environment);
        run.exit().get(60, TimeUnit.SECONDS);
        var console = folders.console();
        assertTrue(console.contains("SECRET=it's $HOME `id` \\ \"x\""), console);
        assertTrue(console.contains("UID=77"), console);
        assertTrue(console.contains("EMPTY="), console);
        assertEquals("", Files.readString(folders.runFolder().resolve("start.log")), "root's part saw nothing of it");
        assertEquals(ACCOUNT, owner(marks.resolve("id")));
    }

    @Test
    void whatIsNotTheInstancesStaysClosed() throws Exception {
        Files.writeString(data.resolve("key"), "secret");
        Files.createDirectories(data.resolve("log"));
        var other = new InstanceFolders(data);
        Files.setPosixFilePermissions(other.files().getParent(), PosixFilePermissions.fromString("rwx------"));
        var run = start(
                "for f in " + data + "/key " + data + "/log " + data + "/instances " + folders.runFolder() + " "
                        + folders.consoleLog() + " " + other.files() + "; do ls $f/ $f >/dev/null 2>&1 && echo open $f;"
                        + " cat $f >/dev/null 2>&1 && echo read $f; done; cat ../instance.json; echo done",
                false,
                Map.of());
        assertEquals(0, run.exit().get(60, TimeUnit.SECONDS).status());
        assertFalse(folders.console().contains("open"), folders.console());
        assertFalse(folders.console().contains("read /"), folders.console());
        assertTrue(folders.console().contains("done"));
    }

    @Test
    void linksAreNotFollowedAndStrangersFilesStayTheirs() throws Exception {
        var outside = Files.writeString(root.resolve("outside"), "root's");
        Files.createSymbolicLink(folders.files().resolve("link"), outside);
        Files.createSymbolicLink(folders.files().resolve("folder"), Files.createDirectory(root.resolve("elsewhere")));
        var run = start("true", false, Map.of());
        assertEquals(0, run.exit().get(60, TimeUnit.SECONDS).status());
        assertEquals("root", owner(outside));
        assertEquals("root", owner(root.resolve("elsewhere")));
        assertEquals(ACCOUNT, owner(folders.files().resolve("link")));
        // What Ostler put there since is the account's with the next start.
        Files.writeString(folders.files().resolve("uploaded"), "by root");
        start("true", false, Map.of()).exit().get(60, TimeUnit.SECONDS);
        assertEquals(ACCOUNT, owner(folders.files().resolve("uploaded")));
    }

    @Test
    void accountsThatAreNotThereAndRootAreRefused() {
        var unknown = assertThrows(
                OstlerException.class,
                () -> type.validate(context("true", false, "no_such", Map.of()).definition()));
        assertEquals(ErrorCode.ACCOUNT_UNKNOWN, unknown.code());
        assertEquals("no_such", unknown.parameters().get("account"));
        var root = assertThrows(
                OstlerException.class,
                () -> type.validate(context("true", false, "root", Map.of()).definition()));
        assertEquals("launch.runAs", root.parameters().get("field"));
    }

    private static boolean isOpen(Path folder) throws IOException {
        for (var path = folder; path != null; path = path.getParent()) {
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                            .endsWith("x")
                    && !PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                            .endsWith("t")) {
                return false;
            }
        }
        return true;
    }

    private static String owner(Path path) throws IOException {
        return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
    }

    private LaunchContext context(String script, boolean terminal, String account, Map<String, String> more) {
        var environment = new TreeMap<>(ENVIRONMENT);
        environment.putAll(more);
        var plain = folders.context("process", List.of("/bin/sh", "-c", script), terminal, environment);
        return new LaunchContext(
                plain.id(),
                plain.definition().withLaunch(new LaunchOptions(account, List.of(), List.of())),
                plain.files(),
                plain.workingFolder(),
                plain.consoleLog(),
                plain.runFolder(),
                plain.environment());
    }

    private InstanceRun start(String script, boolean terminal, Map<String, String> more) {
        var run = type.start(context(script, terminal, ACCOUNT, more));
        runs.add(run);
        return run;
    }
}
