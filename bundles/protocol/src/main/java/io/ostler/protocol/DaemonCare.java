package io.ostler.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.osgi.annotation.versioning.ProviderType;

/** Looking after instances. Manners and errors as in {@link DaemonApi}; {@code NOT_FOUND} for what isn't there. */
@ProviderType
@JsonSegment("care")
public interface DaemonCare {

    @JsonRequest
    CompletableFuture<Care.CrashAnswer> crash(Care.Ref instance);

    @JsonRequest
    CompletableFuture<Care.Revisions> revisions(Care.Ref instance);

    @JsonRequest
    CompletableFuture<Care.RevisionAnswer> revision(Care.RevisionRef ref);

    /** Instances that were deleted and can be restored. */
    @JsonRequest
    CompletableFuture<Care.DeletedList> deleted();

    /** {@code CONFLICT} when its id is taken again; ports that were given away are picked anew. */
    @JsonRequest
    CompletableFuture<InstanceSnapshot> restore(Care.Ref instance);

    /** For good. */
    @JsonRequest
    CompletableFuture<Messages.Done> purge(Care.Ref instance);

    /** {@code INSTANCE_RUNNING} unless at rest; {@code INVALID_REQUEST} when the definition has no such commands. */
    @JsonRequest
    CompletableFuture<Tasks.Snapshot> upkeep(Care.UpkeepRequest request);

    /** {@code CONFLICT} when the target exists; the new instance is there at once and busy until its files are. */
    @JsonRequest
    CompletableFuture<Tasks.Snapshot> cloneInstance(Care.CloneRequest request);

    /** Does what a finding offers. */
    @JsonRequest
    CompletableFuture<Messages.Done> applyFix(Care.FixRequest request);

    @JsonRequest
    CompletableFuture<Care.FreePorts> freePorts(Care.PortQuestion question);
}
