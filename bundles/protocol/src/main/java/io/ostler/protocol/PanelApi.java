package io.ostler.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a daemon tells its panel, mostly without an answer. Thread-safe, never blocks. Messages of one daemon arrive in the
 * order in which they were sent; snapshots carry a sequence number, so that one that overtook the answer to
 * {@link DaemonApi#hello} is told from an older one.
 */
@ProviderType
@JsonSegment("panel")
public interface PanelApi {

    @JsonNotification
    void instanceChanged(InstanceSnapshot snapshot);

    @JsonNotification
    void instanceRemoved(Messages.InstanceRemoved removed);

    /** About every five seconds while linked. */
    @JsonNotification
    void nodeSample(Messages.NodeSample sample);

    @JsonNotification
    void taskChanged(Tasks.Snapshot snapshot);

    @JsonNotification
    default void instanceSamples(Metrics.Samples samples) {}

    @JsonNotification
    default void presenceChanged(ConsoleWork.Presence presence) {}

    /** Who sent what, for history and audit; repeated until {@link Messages.Done} is answered, so in order. */
    @JsonRequest
    default CompletableFuture<Messages.Done> typed(ConsoleWork.Typed typed) {
        return CompletableFuture.completedFuture(new Messages.Done());
    }

    /**
     * What people did at the daemon's doors, for the audit; repeated until {@link Messages.Done} is answered, so in
     * order, and kept once. {@code INVALID_REQUEST} for what no daemon of ours says.
     */
    @JsonRequest
    default CompletableFuture<Messages.Done> acted(Acts.Batch batch) {
        return CompletableFuture.completedFuture(new Messages.Done());
    }

    /** All findings of the present or last run, told with each change. */
    @JsonNotification
    default void findingsChanged(Findings findings) {}

    record Findings(io.ostler.model.InstanceId instance, java.util.List<Care.Finding> findings) {}

    @JsonNotification
    void taskRemoved(Tasks.Removed removed);

    /**
     * Somebody signs in at a door of the daemon that knows no cookies (SFTP). The panel counts failures and answers any
     * wrong name, password, key or instance alike. {@code LOGIN_FAILED}, {@code LOGIN_THROTTLED}.
     */
    @JsonRequest
    CompletableFuture<Messages.DoorPass> signIn(Messages.DoorLogin login);
}
