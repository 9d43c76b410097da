package io.ostler.panel.api.instance;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.Caller;
import io.ostler.protocol.Care;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What went wrong with an instance: what detectors saw in its present or last run, and how it crashed. Thread-safe.
 * Findings come from memory and never ask a node.
 */
@ProviderType
public interface Problems {

    /** {@code INSTANCE_VIEW}; newest first. */
    List<Care.Finding> findings(Caller caller, InstanceId id);

    /** How many there are; checks no right. */
    int count(InstanceId id);

    /**
     * {@code FILES_WRITE} for the whole folder: a fix may change any file in it. {@code NOT_FOUND} when nothing offers it
     * (any more), {@code INSTANCE_RUNNING} unless at rest.
     */
    CompletableFuture<Void> fix(Caller caller, InstanceId id, String detector, String fix);

    /** {@code CONSOLE_READ}; empty when it didn't crash, or was started by somebody since. */
    CompletableFuture<Optional<Care.CrashReport>> crash(Caller caller, InstanceId id);
}
