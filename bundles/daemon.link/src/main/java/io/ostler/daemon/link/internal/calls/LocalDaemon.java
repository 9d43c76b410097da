package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.link.internal.grant.GrantRegistry;
import io.ostler.daemon.link.internal.push.Attachment;
import io.ostler.daemon.link.internal.push.Attachments;
import io.ostler.daemon.link.internal.trust.TrustedPanel;
import io.ostler.daemon.link.internal.trust.TrustedPanels;
import io.ostler.link.key.VerifyingKey;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.DaemonApi;
import io.ostler.protocol.Messages.PanelHello;
import io.ostler.protocol.PanelApi;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The daemon for a panel in the same process, reached as an OSGi service and by nothing else: whoever can call it is
 * part of this installation, so its key is taken from its hello. The panel's own {@link PanelApi} service, with the same
 * property, hears the news. Thread-safe.
 */
@Component(service = DaemonApi.class, property = "ostler.transport=local")
public final class LocalDaemon extends DaemonCalls implements DaemonApi, Attachment.Receiver {
    private final TrustedPanels panels;
    private volatile @Nullable PanelApi events;

    @Activate
    public LocalDaemon(
            @Reference TrustedPanels panels,
            @Reference DaemonWork work,
            @Reference DaemonPortrait portrait,
            @Reference Attachments attachments,
            @Reference GrantRegistry grants,
            @Reference LinkedPanels linked) {
        super(work, portrait, attachments, grants, linked);
        this.panels = panels;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(ostler.transport=local)")
    public void bindEvents(PanelApi panel) {
        events = panel;
    }

    /** The panel is gone. */
    public void unbindEvents(PanelApi panel) {
        if (panel.equals(events)) {
            events = null;
            detach();
            panels.forgetLocal();
        }
    }

    @Override
    TrustedPanel admit(PanelHello hello) {
        if (events == null) {
            throw OstlerException.of(ErrorCode.FORBIDDEN, "reason", "NO_LOCAL_PANEL");
        }
        try {
            return panels.admitLocal(hello.panelId(), VerifyingKey.of(hello.publicKey()), hello.now());
        } catch (IllegalArgumentException e) {
            throw OstlerException.invalid("publicKey", "an Ed25519 key");
        }
    }

    @Override
    Attachment.Receiver receiver() {
        return this;
    }

    @Override
    void checkTrust(TrustedPanel panel) {
        // A local panel is trusted as long as it is there.
    }

    @Override
    public PanelApi panel() {
        var now = events;
        return now == null ? Nobody.INSTANCE : now;
    }

    @Override
    public void awaitRoom() {
        // The panel takes its news at once.
    }

    @Override
    public void beat() {
        // Nothing to look after.
    }

    @Deactivate
    public void deactivate() {
        close();
        panels.forgetLocal();
    }
}
