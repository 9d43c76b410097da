package io.ostler.link.handshake;

import com.google.gson.JsonParseException;
import io.ostler.link.handshake.HandshakeException.Reason;
import io.ostler.link.json.WireJson;
import io.ostler.link.key.Transcript;
import io.ostler.model.NodeId;
import java.security.SecureRandom;

/**
 * The three texts of a handshake and the bytes that both sides sign: everything that was said, with the signer's role
 * first, so that no signature serves twice. Stateless.
 */
final class HandshakeTexts {
    /** Longer than any honest text; carriers cut at it too. */
    static final int LIMIT = 4096;

    static final int PROTOCOL = 1;
    static final String PANEL = "panel";
    static final String NODE = "node";

    private static final SecureRandom RANDOM = new SecureRandom();

    private HandshakeTexts() {}

    /** Panel to node: who calls whom. {@code nonce} is 32 random bytes. */
    record Opening(int protocol, String panelId, NodeId node, String panelKey, byte[] nonce, String version) {}

    /** Node to panel. */
    record Answer(NodeId node, String nodeKey, byte[] nonce, String version, String proof) {}

    /** Panel to node. */
    record Closing(String proof) {}

    static byte[] nonce() {
        var nonce = new byte[32];
        RANDOM.nextBytes(nonce);
        return nonce;
    }

    /** Without the proof of the answer, which is made over these very bytes. */
    static byte[] signed(String role, Opening opening, NodeId node, String nodeKey, byte[] nodeNonce, String version) {
        return new Transcript("ostler-link-1/" + role)
                .add(opening.protocol())
                .add(opening.panelId())
                .add(opening.node().value())
                .add(opening.panelKey())
                .add(opening.nonce())
                .add(opening.version())
                .add(node.value())
                .add(nodeKey)
                .add(nodeNonce)
                .add(version)
                .bytes();
    }

    static String write(Object text) {
        return WireJson.gson().toJson(text);
    }

    static <T> T read(String text, Class<T> type) throws HandshakeException {
        if (text.length() > LIMIT) {
            throw new HandshakeException(Reason.HANDSHAKE_MALFORMED);
        }
        try {
            T read = WireJson.gson().fromJson(text, type);
            if (read == null) {
                throw new HandshakeException(Reason.HANDSHAKE_MALFORMED);
            }
            return read;
        } catch (JsonParseException e) {
            throw new HandshakeException(Reason.HANDSHAKE_MALFORMED);
        }
    }

    static void checkNonce(byte[] nonce) throws HandshakeException {
        if (nonce.length != 32) {
            throw new HandshakeException(Reason.HANDSHAKE_MALFORMED);
        }
    }
}
