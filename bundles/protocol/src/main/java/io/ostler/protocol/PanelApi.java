package io.ostler.protocol;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a daemon tells its panel, without an answer. Thread-safe, never blocks. Messages of one daemon arrive in the
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
}
