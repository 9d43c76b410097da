package io.ostler.panel.link.internal;

import io.ostler.link.key.KeyFile;
import io.ostler.link.key.SigningKey;
import io.ostler.link.ticket.TicketCodec;
import io.ostler.panel.api.node.PanelKey;
import io.ostler.protocol.Messages.PanelHello;
import io.ostler.protocol.Ticket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The panel's key pair out of {@code DATA/panel/identity/panel.key}, made at the first start, and the panel's id, which
 * is derived from it. Immutable, thread-safe.
 */
@Component(service = {PanelKey.class, PanelIdentity.class})
public final class PanelIdentity implements PanelKey {
    private static final Logger LOG = LoggerFactory.getLogger(PanelIdentity.class);
    private static final int PROTOCOL = 1;

    private final SigningKey key;
    private final String process = UUID.randomUUID().toString();
    private final String version;

    @Activate
    public PanelIdentity(BundleContext context) {
        this(
                Path.of(Objects.requireNonNull(context.getProperty("ostler.data"), "ostler.data is not set")),
                context.getBundle().getVersion().toString());
    }

    PanelIdentity(Path data, String version) {
        this.version = version;
        try {
            key = KeyFile.loadOrCreate(data.resolve("panel/identity/panel.key"));
        } catch (IOException e) {
            LOG.error("The panel's key can't be read: {}", e.getMessage());
            throw new IllegalStateException("no key", e);
        }
    }

    SigningKey key() {
        return key;
    }

    String version() {
        return version;
    }

    /** How the panel introduces itself. */
    PanelHello hello(Clock clock) {
        return new PanelHello(panelId(), version, PROTOCOL, publicKey(), clock.instant(), process);
    }

    @Override
    public String panelId() {
        return "panel-" + fingerprint().substring(0, 16);
    }

    @Override
    public String publicKey() {
        return key.verifyingKey().text();
    }

    @Override
    public String fingerprint() {
        return key.verifyingKey().fingerprint();
    }

    @Override
    public String sign(Ticket ticket) {
        return TicketCodec.sign(ticket, key);
    }

    @Override
    public String sign(byte[] message) {
        return key.signText(message);
    }
}
