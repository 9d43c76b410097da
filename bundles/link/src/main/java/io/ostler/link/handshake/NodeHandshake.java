package io.ostler.link.handshake;

import io.ostler.link.enrol.PanelTrust;
import io.ostler.link.handshake.HandshakeException.Reason;
import io.ostler.link.handshake.HandshakeTexts.Answer;
import io.ostler.link.handshake.HandshakeTexts.Closing;
import io.ostler.link.handshake.HandshakeTexts.Opening;
import io.ostler.link.key.SigningKey;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The node's side of one handshake: it waits for the opening, takes none but the panel that it joined, and believes
 * nothing before {@link #finish}. Confined to one thread; used once.
 */
public final class NodeHandshake {
    private final SigningKey key;
    private final String version;
    private final Supplier<Optional<PanelTrust>> joined;

    private @Nullable Expected expected;

    private record Expected(PanelTrust panel, byte[] signed) {}

    /** @param joined asked once, when a panel calls */
    public NodeHandshake(SigningKey key, String version, Supplier<Optional<PanelTrust>> joined) {
        this.key = key;
        this.version = version;
        this.joined = joined;
    }

    /** Whether the opening was taken, so that the next text is the panel's proof. */
    public boolean isOpen() {
        return expected != null;
    }

    /** Checks who calls and gives our answer with our proof. */
    public String answer(String opening) throws HandshakeException {
        var said = HandshakeTexts.read(opening, Opening.class);
        if (expected != null) {
            throw new HandshakeException(Reason.HANDSHAKE_MALFORMED);
        }
        if (said.protocol() != HandshakeTexts.PROTOCOL) {
            throw new HandshakeException(Reason.PROTOCOL_UNSUPPORTED);
        }
        HandshakeTexts.checkNonce(said.nonce());
        var panel = joined.get()
                .filter(p -> p.panelId().equals(said.panelId()))
                .orElseThrow(() -> new HandshakeException(Reason.PANEL_UNKNOWN));
        if (!said.panelKey().equals(panel.panelKey().text())) {
            throw new HandshakeException(Reason.KEY_MISMATCH);
        }
        if (!said.node().equals(panel.node())) {
            throw new HandshakeException(Reason.NODE_MISMATCH);
        }
        var nonce = HandshakeTexts.nonce();
        var nodeKey = key.verifyingKey().text();
        expected = new Expected(
                panel, HandshakeTexts.signed(HandshakeTexts.PANEL, said, panel.node(), nodeKey, nonce, version));
        var proof =
                key.signText(HandshakeTexts.signed(HandshakeTexts.NODE, said, panel.node(), nodeKey, nonce, version));
        return HandshakeTexts.write(new Answer(panel.node(), nodeKey, nonce, version, proof));
    }

    /** Checks the panel's proof; only from here on the caller is that panel. */
    public PanelTrust finish(String closing) throws HandshakeException {
        var said = HandshakeTexts.read(closing, Closing.class);
        var waiting = expected;
        expected = null;
        if (waiting == null) {
            throw new HandshakeException(Reason.HANDSHAKE_MALFORMED);
        }
        if (!waiting.panel().panelKey().verifies(waiting.signed(), said.proof())) {
            throw new HandshakeException(Reason.PROOF_WRONG);
        }
        return waiting.panel();
    }
}
