package io.ostler.daemon.link.internal.trust;

import io.ostler.link.enrol.PanelTrust;
import io.ostler.link.key.VerifyingKey;
import io.ostler.model.NodeId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The panels whose tickets count: at most one in this process and at most one that the daemon joined. They have places
 * of their own, so that a joined panel can't take the local one's by claiming its id. Empty after a start: a ticket
 * from before finds nobody. Thread-safe.
 */
@Component(service = TrustedPanels.class)
public final class TrustedPanels {
    private final DaemonIdentity identity;
    private final LongSupplier nanos;
    private @Nullable TrustedPanel local;
    private @Nullable TrustedPanel joined;

    @Activate
    public TrustedPanels(@Reference DaemonIdentity identity) {
        this(identity, System::nanoTime);
    }

    public TrustedPanels(DaemonIdentity identity, LongSupplier nanos) {
        this.identity = identity;
        this.nanos = nanos;
    }

    /** The panel in this process said hello. */
    public synchronized TrustedPanel admitLocal(String panelId, VerifyingKey key, Instant now) {
        local = renew(local, new PanelTrust(panelId, key, identity.ownNode()), now);
        return local;
    }

    /** The joined panel said hello after it proved its key. */
    public synchronized TrustedPanel admitJoined(PanelTrust trust, Instant now) {
        joined = renew(joined, trust, now);
        return joined;
    }

    private TrustedPanel renew(@Nullable TrustedPanel known, PanelTrust trust, Instant now) {
        if (known == null || !known.trust().equals(trust)) {
            return new TrustedPanel(trust, nanos, now);
        }
        known.tell(now);
        return known;
    }

    public synchronized void forgetLocal() {
        local = null;
    }

    /** The panel of that id, as long as it is trusted: a panel that the daemon left for another one is not. */
    public Optional<TrustedPanel> find(String panelId) {
        TrustedPanel here;
        TrustedPanel far;
        synchronized (this) {
            here = local;
            far = joined;
        }
        if (here != null && here.id().equals(panelId)) {
            return Optional.of(here);
        }
        return Optional.ofNullable(far).filter(panel -> panel.id().equals(panelId) && isJoined(panel.trust()));
    }

    /** Whether that is the panel which this machine joined last. */
    public boolean isJoined(PanelTrust trust) {
        return identity.joined().filter(trust::equals).isPresent();
    }

    /** Who this daemon is for the panel that is most likely asked about. */
    public synchronized NodeId node() {
        return local != null
                ? local.node()
                : identity.joined().map(PanelTrust::node).orElseGet(identity::ownNode);
    }
}
