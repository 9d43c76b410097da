package io.ostler.daemon.api.instance;

import io.ostler.model.InstanceDefinition;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * How an instance runs: a process, a container, … Published as an OSGi service; it may come and go at any time, and
 * what it started goes on. Thread-safe; the engine makes at most one call per instance at a time. Methods may block,
 * the engine calls them on threads of its own.
 */
@ConsumerType
public interface InstanceType {

    /** Stable id that definitions name, such as {@code process}. */
    String id();

    /** Whether {@link InstanceDefinition#terminal()} is honoured on this machine. */
    boolean supportsTerminal();

    /** Whether what it starts outlives the daemon and can be adopted after a restart. */
    boolean survivesDaemon();

    /**
     * Refuses a definition that can't run here, before it is stored.
     *
     * @throws io.ostler.model.OstlerException {@code INVALID_REQUEST} naming the field
     */
    void validate(InstanceDefinition definition);

    /**
     * Starts it. Output goes to the end of {@link LaunchContext#consoleLog()} without passing through the daemon's
     * heap where the platform allows.
     *
     * @throws io.ostler.model.OstlerException {@code COMMAND_NOT_FOUND}, {@code START_FAILED}, {@code DISK_FULL}, …;
     *     nothing is left running then
     */
    InstanceRun start(LaunchContext context);

    /**
     * Finds what an earlier life of the daemon started. Empty when there never was a run or it was forgotten; a run
     * that ended meanwhile comes back with {@link InstanceRun#exit()} complete, as often as asked until
     * {@link #forget}.
     */
    Optional<InstanceRun> adopt(LaunchContext context);

    /**
     * The end of the last run is recorded durably, or the instance is being deleted: what was kept to tell of that run
     * may go. Called only when nothing of the instance runs; harmless when there is nothing to forget.
     */
    default void forget(LaunchContext context) {}
}
