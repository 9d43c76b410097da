package io.ostler.panel.api.node;

import io.ostler.protocol.Ticket;
import org.osgi.annotation.versioning.ProviderType;

/** The panel's Ed25519 key pair, kept in {@code DATA/panel/identity}; implemented by panel.link. Thread-safe. */
@ProviderType
public interface PanelKey {

    /** Stable identity of this panel. */
    String panelId();

    /** X.509 encoding, base64. */
    String publicKey();

    /** The first 16 bytes of the SHA-256 of the public key, hex: enrolment keys carry it. */
    String fingerprint();

    /** The ticket as signed JWT. */
    String sign(Ticket ticket);

    /** Raw Ed25519 signature, base64. */
    String sign(byte[] message);
}
