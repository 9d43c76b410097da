package io.ostler.protocol;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonDelegate;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a panel may ask of a daemon. Thread-safe; no method blocks its caller: work runs on the daemon's own threads.
 * Futures fail with {@link io.ostler.model.OstlerException}; over a socket also with {@code NODE_AWAY} when the link
 * is lost and {@code NODE_TIMEOUT} when the answer takes longer than the link's time limit.
 * The panel has checked the rights before it calls.
 */
@ProviderType
@JsonSegment("daemon")
public interface DaemonApi {

    /** First call on a link: who is calling, and the state of everything here. Later changes come by {@link PanelApi}. */
    @JsonRequest
    CompletableFuture<Messages.DaemonHello> hello(Messages.PanelHello hello);

    /** Measures the way and the clocks. */
    @JsonRequest
    CompletableFuture<Messages.Pong> ping();

    /**
     * Tells the panel's clock, by which the expiry of tickets is judged; about every ten seconds. Fails with
     * {@code CONFLICT} when that clock was set back: the panel then says {@link #hello} anew and learns another boot id.
     */
    @JsonRequest
    default CompletableFuture<Messages.Pong> tellTime(Messages.PanelTime time) {
        return ping();
    }

    // ---- instances

    /** Stored durably when the future completes. {@code CONFLICT} when the id exists with another definition. */
    @JsonRequest
    CompletableFuture<InstanceSnapshot> createInstance(Messages.CreateInstance request);

    /** {@code PRECONDITION_FAILED} when the revision is not the current one. */
    @JsonRequest
    CompletableFuture<InstanceSnapshot> updateInstance(Messages.UpdateInstance request);

    /** {@code INSTANCE_RUNNING} unless it is at rest. Deleting what isn't there succeeds. */
    @JsonRequest
    CompletableFuture<Messages.Done> deleteInstance(Messages.DeleteInstance request);

    /** Completes when the action has been begun: the state is then starting, running, stopping or at rest. */
    @JsonRequest
    CompletableFuture<InstanceSnapshot> power(Messages.PowerRequest request);

    /** Types a line on the console, as {@code console.write} tickets do; for callers without a stream. */
    @JsonRequest
    CompletableFuture<Messages.Done> sendInput(Messages.InputRequest request);

    // ---- the daemon's parts

    @JsonDelegate
    DaemonFiles files();

    @JsonDelegate
    DaemonTasks tasks();

    @JsonDelegate
    DaemonCare care();

    @JsonDelegate
    DaemonMetrics metrics();

    @JsonDelegate
    DaemonConsoles consoles();

    /** How this node carries files: limits of speed and the like. */
    @JsonRequest
    CompletableFuture<NodeSettings> settings();

    /** Stored durably when the future completes; holds at once, also for transfers under way. */
    @JsonRequest
    CompletableFuture<NodeSettings> changeSettings(NodeSettings settings);

    // ---- streams

    /** All open streams and transfers, so that the panel can check their rights again after it was away. */
    @JsonRequest
    CompletableFuture<List<Grant>> openGrants();

    /** Ends every stream that matches and refuses unused tickets that match, within a second. */
    @JsonRequest
    CompletableFuture<Messages.Done> revoke(Messages.Revocation revocation);
}
