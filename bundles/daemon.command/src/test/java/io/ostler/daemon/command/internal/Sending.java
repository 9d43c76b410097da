package io.ostler.daemon.command.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.daemon.api.command.CommandChannel;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What tests of channels have in common. */
final class Sending {
    private Sending() {}

    /** Generous, for slow machines. */
    static final Timing PATIENT =
            new Timing(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(60));

    /** For servers that never do what they should. */
    static final Timing SHORT =
            new Timing(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofSeconds(60));

    static String send(CommandChannel channel, int port, @Nullable String password, String line) throws Exception {
        return channel.send(port, password, line).get(120, TimeUnit.SECONDS);
    }

    static void fails(String reason, CommandChannel channel, int port, @Nullable String password) {
        var failed = assertThrows(ExecutionException.class, () -> send(channel, port, password, "list"));
        var problem = (OstlerException) failed.getCause();
        assertEquals(ErrorCode.COMMAND_PATH_FAILED, problem.code());
        assertEquals(reason, problem.parameters().get("reason"));
        if (password != null) {
            var trace = new StringWriter();
            failed.printStackTrace(new PrintWriter(trace));
            assertFalse(trace.toString().contains(password), "the password is in the error");
        }
    }
}
