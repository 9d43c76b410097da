package io.ostler.daemon.instance.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.command.CommandChannel;
import io.ostler.model.CarePolicy;
import io.ostler.model.ConsolePolicy;
import io.ostler.model.ConsolePolicy.CommandPath;
import io.ostler.model.ErrorCode;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstancePort;
import io.ostler.model.LaunchOptions;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction;
import io.ostler.model.Upkeep;
import io.ostler.model.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandPathsTest {

    @TempDir
    Path folder;

    private Path log;
    private final CommandPaths paths = new CommandPaths(Runnable::run);
    private final List<String> sent = new ArrayList<>();

    /** Answers with the line, a colour and a bell; fails when asked to. */
    private class Echo implements CommandChannel {
        @Override
        public CommandPath.Kind kind() {
            return CommandPath.Kind.RCON;
        }

        @Override
        public CompletableFuture<String> send(int port, String password, String line) {
            sent.add(port + " " + password + " " + line);
            return line.equals("fail")
                    ? CompletableFuture.failedFuture(
                            OstlerException.of(ErrorCode.COMMAND_PATH_FAILED, "reason", "TIMEOUT"))
                    : CompletableFuture.completedFuture(
                            "\u001b[31mdid\u001b[0m \u0007" + line + "\r\nbye\u001b]0;x\u0007");
        }
    }

    @BeforeEach
    void open() throws IOException {
        log = folder.resolve("console.log");
        Files.writeString(log, "before\n");
    }

    private static InstanceDefinition definition(CommandPath.Kind kind, int port, boolean terminal) {
        return new InstanceDefinition(
                "Rust",
                "process",
                List.of("rust"),
                "",
                Map.of(),
                terminal,
                new StopAction.Command("quit"),
                Duration.ofSeconds(5),
                "UTF-8",
                InstanceDefinition.LineEnd.LF,
                false,
                FilePolicy.FREE,
                new LaunchOptions(
                        null,
                        List.of(new Variable(
                                "rcon_password", Variable.Type.SECRET, "s3cret", List.of(), null, null, "", false)),
                        List.of(new InstancePort("rcon", InstancePort.Protocol.TCP, port))),
                CarePolicy.DEFAULT,
                Upkeep.NONE,
                new ConsolePolicy(new CommandPath(kind, "rcon", "rcon_password"), List.of(), List.of()));
    }

    private boolean send(InstanceDefinition definition, String text) throws Exception {
        return paths.send(definition, log, text).get(60, TimeUnit.SECONDS);
    }

    @Test
    void linesGoToThePortWithThePasswordAndAnswersStandInTheConsole() throws Exception {
        paths.add(new Echo());
        assertTrue(CommandPaths.serves(definition(CommandPath.Kind.RCON, 2100, false)));
        assertTrue(send(definition(CommandPath.Kind.RCON, 2100, false), "list\n\nsave\n"));
        assertEquals(List.of("2100 s3cret list", "2100 s3cret save"), sent);
        assertEquals("before\ndid list\nbye]0;x\ndid save\nbye]0;x\n", Files.readString(log));
    }

    @Test
    void terminalGetsItsOwnLineEnds() throws Exception {
        paths.add(new Echo());
        send(definition(CommandPath.Kind.RCON, 2100, true), "list");
        assertEquals("before\ndid list\r\nbye]0;x\r\n", Files.readString(log));
    }

    @Test
    void nothingIsSentAfterALineThatFailedAndTheConsoleSaysSo() throws Exception {
        paths.add(new Echo());
        assertFalse(send(definition(CommandPath.Kind.RCON, 2100, false), "one\nfail\nthree"));
        assertEquals(List.of("2100 s3cret one", "2100 s3cret fail"), sent);
        var console = Files.readString(log);
        assertTrue(console.endsWith("The command did not reach the program: TIMEOUT\n"), console);
        assertFalse(console.contains("s3cret"));
    }

    @Test
    void whatCannotBeSentIsRefusedAndNeverTypedInstead() throws Exception {
        refused(ErrorCode.CAPABILITY_MISSING, definition(CommandPath.Kind.TELNET, 2100, false), "x");
        paths.add(new Echo());
        refused(ErrorCode.COMMAND_PATH_FAILED, definition(CommandPath.Kind.RCON, 0, false), "x");
        refused(ErrorCode.INVALID_REQUEST, definition(CommandPath.Kind.RCON, 2100, false), "x\n".repeat(101));
        assertTrue(sent.isEmpty());
        assertEquals("before\n", Files.readString(log));
    }

    private void refused(ErrorCode code, InstanceDefinition definition, String text) {
        assertEquals(
                code,
                assertThrows(OstlerException.class, () -> paths.send(definition, log, text))
                        .code());
    }

    @Test
    void theLatestChannelOfAKindIsTheOneThatIsUsed() throws Exception {
        var other = new Echo() {
            @Override
            public CompletableFuture<String> send(int port, String password, String line) {
                return CompletableFuture.completedFuture("other");
            }
        };
        paths.add(new Echo());
        paths.add(other);
        send(definition(CommandPath.Kind.RCON, 2100, false), "x");
        assertTrue(Files.readString(log).endsWith("other\n"));
        paths.remove(other);
        send(definition(CommandPath.Kind.RCON, 2100, false), "x");
        assertTrue(Files.readString(log).contains("did x\n"));
    }
}
