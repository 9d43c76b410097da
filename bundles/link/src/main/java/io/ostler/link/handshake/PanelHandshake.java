package io.ostler.link.handshake;

import io.ostler.link.handshake.HandshakeException.Reason;
import io.ostler.link.handshake.HandshakeTexts.Answer;
import io.ostler.link.handshake.HandshakeTexts.Closing;
import io.ostler.link.handshake.HandshakeTexts.Opening;
import io.ostler.link.key.SigningKey;
import io.ostler.link.key.VerifyingKey;
import io.ostler.model.NodeId;

/** The panel's side of one handshake: it dials and speaks first. Confined to one thread; used once. */
public final class PanelHandshake {
    private final SigningKey key;
    private final VerifyingKey nodeKey;
    private final Opening opening;

    /** @param nodeKey the key that the node was registered with; no other is taken */
    public PanelHandshake(SigningKey key, String panelId, String version, NodeId node, VerifyingKey nodeKey) {
        this.key = key;
        this.nodeKey = nodeKey;
        this.opening = new Opening(
                HandshakeTexts.PROTOCOL, panelId, node, key.verifyingKey().text(), HandshakeTexts.nonce(), version);
    }

    /** The first text to send. */
    public String opening() {
        return HandshakeTexts.write(opening);
    }

    /** Checks the node's answer and gives the last text; once it is sent the link may be used. */
    public String prove(String answer) throws HandshakeException {
        var said = HandshakeTexts.read(answer, Answer.class);
        HandshakeTexts.checkNonce(said.nonce());
        if (!said.node().equals(opening.node())) {
            throw new HandshakeException(Reason.NODE_MISMATCH);
        }
        if (!said.nodeKey().equals(nodeKey.text())) {
            throw new HandshakeException(Reason.KEY_MISMATCH);
        }
        if (!nodeKey.verifies(signed(HandshakeTexts.NODE, said), said.proof())) {
            throw new HandshakeException(Reason.PROOF_WRONG);
        }
        return HandshakeTexts.write(new Closing(key.signText(signed(HandshakeTexts.PANEL, said))));
    }

    private byte[] signed(String role, Answer said) {
        return HandshakeTexts.signed(role, opening, said.node(), said.nodeKey(), said.nonce(), said.version());
    }
}
