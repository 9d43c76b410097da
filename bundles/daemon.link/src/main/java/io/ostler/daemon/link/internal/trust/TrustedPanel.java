package io.ostler.daemon.link.internal.trust;

import io.ostler.link.enrol.PanelTrust;
import io.ostler.model.NodeId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * A panel that said hello since this daemon started, with its clock and the boot id that its tickets must carry.
 * Thread-safe.
 */
public final class TrustedPanel {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PanelTrust trust;
    private final PanelClock clock;
    private volatile String boot = newBoot();

    TrustedPanel(PanelTrust trust, LongSupplier nanos, Instant now) {
        this.trust = trust;
        this.clock = new PanelClock(nanos, now);
    }

    public PanelTrust trust() {
        return trust;
    }

    public String id() {
        return trust.panelId();
    }

    /** Who this daemon is for that panel. */
    public NodeId node() {
        return trust.node();
    }

    public PanelClock clock() {
        return clock;
    }

    public String boot() {
        return boot;
    }

    /** False when the panel's clock was set back; then no ticket issued before is accepted any more. */
    public boolean tell(Instant now) {
        boolean steady = clock.tell(now);
        if (!steady) {
            boot = newBoot();
        }
        return steady;
    }

    private static String newBoot() {
        var bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
