package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.link.internal.grant.GrantRegistry;
import io.ostler.daemon.link.internal.push.Attachment;
import io.ostler.daemon.link.internal.push.Attachments;
import io.ostler.daemon.link.internal.trust.TrustedPanel;
import io.ostler.daemon.link.internal.trust.TrustedPanels;
import io.ostler.link.Link;
import io.ostler.link.enrol.PanelTrust;
import io.ostler.link.handshake.HandshakeException.Reason;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Messages.PanelHello;
import io.ostler.protocol.PanelApi;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The daemon for the panel that proved itself in a link's handshake. What its hello says of itself must be what it
 * proved, and it must still be the panel that this machine joined; else the link ends. Thread-safe.
 */
public final class SocketDaemon extends DaemonCalls implements Attachment.Receiver {
    private final PanelTrust proved;
    private final TrustedPanels panels;
    private final GrantRegistry grants;
    private volatile @Nullable Link<PanelApi> link;
    private volatile Consumer<@Nullable String> introduced = process -> {};

    SocketDaemon(
            PanelTrust proved,
            TrustedPanels panels,
            DaemonWork work,
            DaemonPortrait portrait,
            Attachments attachments,
            GrantRegistry grants,
            LinkedPanels linked) {
        super(work, portrait, attachments, grants, linked);
        this.proved = proved;
        this.panels = panels;
        this.grants = grants;
    }

    /** The link that this is the local end of; call once, before it receives anything. */
    public void serve(Link<PanelApi> served) {
        link = served;
        served.ended().thenRun(this::close);
    }

    /** @param said hears from each hello which process of the panel it is, null: it didn't say */
    public void onHello(Consumer<@Nullable String> said) {
        introduced = said;
    }

    private Link<PanelApi> link() {
        var served = link;
        if (served == null) {
            throw new IllegalStateException("not served yet");
        }
        return served;
    }

    @Override
    TrustedPanel admit(PanelHello hello) {
        checkTrust();
        if (!hello.panelId().equals(proved.panelId())
                || !hello.publicKey().equals(proved.panelKey().text())) {
            throw OstlerException.of(ErrorCode.FORBIDDEN, "reason", Reason.KEY_MISMATCH.name());
        }
        var admitted = panels.admitJoined(proved, hello.now());
        introduced.accept(hello.process());
        return admitted;
    }

    @Override
    void checkTrust(TrustedPanel panel) {
        checkTrust();
    }

    private void checkTrust() {
        if (endIfLeft()) {
            throw OstlerException.of(ErrorCode.FORBIDDEN, "reason", Reason.PANEL_UNKNOWN.name());
        }
    }

    /** True when this machine has joined another panel since; what rests on the former one's word ends then. */
    private boolean endIfLeft() {
        if (panels.isJoined(proved)) {
            return false;
        }
        grants.revokeAll(proved.panelId());
        link().close(Reason.PANEL_UNKNOWN.name());
        return true;
    }

    @Override
    Attachment.Receiver receiver() {
        return this;
    }

    @Override
    public PanelApi panel() {
        return link().remote();
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        link().awaitRoom();
    }

    @Override
    public void beat() {
        endIfLeft();
    }
}
