package io.ostler.daemon.api.command;

import io.ostler.model.ConsolePolicy.CommandPath;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way for command lines other than the program's input. Published as an OSGi service; it may come and go at any time.
 * Connections go to the loopback addresses of this machine only and are closed when idle. Thread-safe.
 */
@ConsumerType
public interface CommandChannel {

    CommandPath.Kind kind();

    /**
     * Sends one line and gives what the program answered, at most 64 KiB, {@code ""} when the protocol has no answers.
     * Fails with {@link io.ostler.model.OstlerException} {@code COMMAND_PATH_FAILED} (parameter {@code reason}: REFUSED,
     * TIMEOUT, PASSWORD, PROTOCOL).
     */
    CompletableFuture<String> send(int port, @Nullable String password, String line);
}
