package io.ostler.link.enrol;

import io.ostler.link.key.Transcript;
import io.ostler.link.key.VerifyingKey;
import java.util.List;

/**
 * What both sides sign when a machine joins. The node proves that it owns the key that it brings; the panel proves that
 * it took exactly this node's key with exactly this enrolment key, so that nobody between can put a key of their own in
 * either place. Signatures are Ed25519 in base64. Stateless.
 *
 * <pre>{@code
 * // the panel, on a JoinRequest r
 * EnrolmentProof.holds(EnrolmentProof.ofNode(r.key(), r.name(), r.publicKey(), r.addresses()), r.publicKey(), r.proof())
 * // its answer
 * panelKey.sign(EnrolmentProof.ofPanel(r.key(), r.publicKey(), node.value(), panelKey.panelId(), panelKey.publicKey()))
 * }</pre>
 */
public final class EnrolmentProof {
    private EnrolmentProof() {}

    /** The bytes that the node signs: its request as sent, the key in the form of {@link EnrolmentKey#text()}. */
    public static byte[] ofNode(String enrolmentKey, String name, String publicKey, List<String> addresses) {
        return new Transcript("ostler-enrol-1/node")
                .add(enrolmentKey)
                .add(name)
                .add(publicKey)
                .add(addresses)
                .bytes();
    }

    /** The bytes that the panel signs: its answer, bound to the request's enrolment key and public key. */
    public static byte[] ofPanel(
            String enrolmentKey, String nodePublicKey, String node, String panelId, String panelPublicKey) {
        return new Transcript("ostler-enrol-1/panel")
                .add(enrolmentKey)
                .add(nodePublicKey)
                .add(node)
                .add(panelId)
                .add(panelPublicKey)
                .bytes();
    }

    /** Whether the owner of the public key (X.509, base64) signed the bytes; false for any garbage. */
    public static boolean holds(byte[] signed, String publicKey, String proof) {
        try {
            return VerifyingKey.of(publicKey).verifies(signed, proof);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
