package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.link.internal.grant.GrantRegistry;
import io.ostler.daemon.link.internal.push.Attachments;
import io.ostler.daemon.link.internal.trust.TrustedPanels;
import io.ostler.link.enrol.PanelTrust;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the daemon's end for each proved link. Thread-safe. */
@Component(service = SocketDaemons.class)
public final class SocketDaemons {
    private final TrustedPanels panels;
    private final DaemonWork work;
    private final DaemonPortrait portrait;
    private final Attachments attachments;
    private final GrantRegistry grants;
    private final LinkedPanels linked;

    @Activate
    public SocketDaemons(
            @Reference TrustedPanels panels,
            @Reference DaemonWork work,
            @Reference DaemonPortrait portrait,
            @Reference Attachments attachments,
            @Reference GrantRegistry grants,
            @Reference LinkedPanels linked) {
        this.panels = panels;
        this.work = work;
        this.portrait = portrait;
        this.attachments = attachments;
        this.grants = grants;
        this.linked = linked;
    }

    /** For the panel that has proved its key. */
    public SocketDaemon of(PanelTrust proved) {
        return new SocketDaemon(proved, panels, work, portrait, attachments, grants, linked);
    }

    public String version() {
        return portrait.version();
    }
}
