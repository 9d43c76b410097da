package io.ostler.daemon.api.instance;

import io.ostler.model.StopAction.SignalName;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ConsumerType;

/** One run of an instance, from start to exit. Thread-safe. */
@ConsumerType
public interface InstanceRun {

    /** Process id of the program, or 0 where there is none. */
    long pid();

    Instant startedAt();

    /** Completes once, when everything of the run has ended. Never completes exceptionally. */
    CompletableFuture<RunEnd> exit();

    /**
     * Gives bytes to the program's input, all or nothing, without blocking.
     *
     * @throws io.ostler.model.OstlerException {@code CONSOLE_INPUT_FULL} when the program doesn't read,
     *     {@code INSTANCE_NOT_RUNNING} after the end
     */
    void write(ByteBuffer input);

    /** Sends a signal to the whole process group; nothing happens after the end. */
    void signal(SignalName signal);

    /** Ends the whole tree at once, including what left the process group where the platform can tell. */
    void kill();

    /** Sets the terminal's size; ignored without a terminal. Columns and rows are 1 to 1000. */
    void resize(int columns, int rows);

    /**
     * Why a limit ended the run, as {@link io.ostler.protocol.Care.CrashReport#cause}: {@code LIMIT_MEMORY},
     * {@code LIMIT_PROCESSES} or {@code OUT_OF_MEMORY}; empty when none did. Asked for after the end; what is known
     * survives the daemon.
     */
    default Optional<String> limitCause() {
        return Optional.empty();
    }

    /** Exit status as a shell gives it: 0–255, 128 + n for signal n, -1 when it can't be known. */
    record RunEnd(int status, Instant at) {}
}
