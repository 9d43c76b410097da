package io.ostler.link.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.link.enrol.PanelTrust;
import io.ostler.link.handshake.HandshakeException.Reason;
import io.ostler.link.key.SigningKey;
import io.ostler.link.key.VerifyingKey;
import io.ostler.model.NodeId;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class HandshakeTest {
    private static final NodeId NODE = new NodeId("the-node-1");
    private final SigningKey panelKey = SigningKey.generate();
    private final SigningKey nodeKey = SigningKey.generate();

    @Test
    void bothProveThemselves() throws Exception {
        var panel = panel(NODE, nodeKey.verifyingKey());
        var node = node();
        assertEquals(trust(), node.finish(panel.prove(node.answer(panel.opening()))));
    }

    @Test
    void aPanelThatWasNotJoinedIsRefused() {
        var node = new NodeHandshake(nodeKey, "1", Optional::empty);
        refused(
                Reason.PANEL_UNKNOWN,
                () -> node.answer(panel(NODE, nodeKey.verifyingKey()).opening()));
        var other = new PanelHandshake(panelKey, "panel-2", "1", NODE, nodeKey.verifyingKey());
        refused(Reason.PANEL_UNKNOWN, () -> node().answer(other.opening()));
    }

    @Test
    void aPanelWithAnotherKeyIsRefused() {
        var thief = new PanelHandshake(SigningKey.generate(), "panel-1", "1", NODE, nodeKey.verifyingKey());
        refused(Reason.KEY_MISMATCH, () -> node().answer(thief.opening()));
    }

    @Test
    void aPanelThatClaimsAKeyItDoesNotOwnIsRefused() throws Exception {
        var thief = new PanelHandshake(SigningKey.generate(), "panel-1", "1", NODE, nodeKey.verifyingKey());
        var node = node();
        var opening = thief.opening()
                .replaceAll(
                        "\"panelKey\":\"[^\"]+\"",
                        "\"panelKey\":\"" + panelKey.verifyingKey().text() + "\"");
        var answer = node.answer(opening);
        // The thief's own handshake would not even take the answer, for it covers the replaced key.
        refused(Reason.PROOF_WRONG, () -> thief.prove(answer));
        var forged = "{\"proof\":\"" + SigningKey.generate().signText(new byte[] {1}) + "\"}";
        refused(Reason.PROOF_WRONG, () -> node.finish(forged));
    }

    @Test
    void anotherNodeAtTheAddressIsNoticed() {
        var elsewhere = panel(new NodeId("another-node"), nodeKey.verifyingKey());
        refused(Reason.NODE_MISMATCH, () -> node().answer(elsewhere.opening()));
    }

    @Test
    void aNodeWithAnotherKeyIsNoticed() {
        var panel = panel(NODE, SigningKey.generate().verifyingKey());
        refused(Reason.KEY_MISMATCH, () -> panel.prove(node().answer(panel.opening())));
    }

    @Test
    void aNodeThatClaimsAKeyItDoesNotOwnIsNoticed() {
        var real = SigningKey.generate();
        var panel = panel(NODE, real.verifyingKey());
        refused(Reason.PROOF_WRONG, () -> {
            var answer = node().answer(panel.opening());
            panel.prove(answer.replaceAll(
                    "\"nodeKey\":\"[^\"]+\"",
                    "\"nodeKey\":\"" + real.verifyingKey().text() + "\""));
        });
    }

    @Test
    void aRecordedHandshakeServesNobody() throws Exception {
        var panel = panel(NODE, nodeKey.verifyingKey());
        var node = node();
        var opening = panel.opening();
        var answer = node.answer(opening);
        var closing = panel.prove(answer);
        node.finish(closing);

        var again = node();
        again.answer(opening);
        refused(Reason.PROOF_WRONG, () -> again.finish(closing));
        var anew = panel(NODE, nodeKey.verifyingKey());
        refused(Reason.PROOF_WRONG, () -> anew.prove(answer));
    }

    @Test
    void aProofIsNotTakenBackFromWhereItWent() throws Exception {
        var panel = panel(NODE, nodeKey.verifyingKey());
        var node = node();
        var answer = node.answer(panel.opening());
        var proof = answer.replaceAll(".*\"proof\":\"([^\"]+)\".*", "{\"proof\":\"$1\"}");
        refused(Reason.PROOF_WRONG, () -> node.finish(proof));
        refused(Reason.HANDSHAKE_MALFORMED, () -> node.finish(panel.prove(answer)));
    }

    @Test
    void nothingCanBeLeftOutOrDoneTwice() throws Exception {
        refused(Reason.HANDSHAKE_MALFORMED, () -> node().finish("{\"proof\":\"\"}"));
        var node = node();
        var opening = panel(NODE, nodeKey.verifyingKey()).opening();
        node.answer(opening);
        refused(Reason.HANDSHAKE_MALFORMED, () -> node.answer(opening));
    }

    @Test
    void anotherVersionIsNamed() {
        var opening = panel(NODE, nodeKey.verifyingKey()).opening().replace("\"protocol\":1", "\"protocol\":2");
        refused(Reason.PROTOCOL_UNSUPPORTED, () -> node().answer(opening));
    }

    @Test
    void aShortNonceIsRefused() {
        var opening =
                panel(NODE, nodeKey.verifyingKey()).opening().replaceAll("\"nonce\":\"[^\"]+\"", "\"nonce\":\"AAAA\"");
        refused(Reason.HANDSHAKE_MALFORMED, () -> node().answer(opening));
    }

    @Test
    void randomTextsAreRefusedAndNothingElse() throws Exception {
        var random = new Random(11);
        for (int i = 0; i < 800; i++) {
            var panel = panel(NODE, nodeKey.verifyingKey());
            var node = node();
            var opening = panel.opening();
            var changed = change(random, opening);
            String answer;
            try {
                answer = node.answer(changed);
            } catch (HandshakeException e) {
                continue;
            }
            // Taken, so only what nobody signs for may have changed; the proofs tell.
            if (!changed.equals(opening)) {
                try {
                    node.finish(panel.prove(answer));
                } catch (HandshakeException e) {
                    assertEquals(Reason.PROOF_WRONG, e.reason());
                    continue;
                }
                assertEquals(gist(opening), gist(changed));
            }
        }
        for (int i = 0; i < 800; i++) {
            var panel = panel(NODE, nodeKey.verifyingKey());
            var answer = change(random, node().answer(panel.opening()));
            try {
                panel.prove(answer);
            } catch (HandshakeException e) {
                continue;
            }
        }
    }

    /** What the handshake reads of a text. */
    private static Object gist(String opening) throws HandshakeException {
        var read = HandshakeTexts.read(opening, HandshakeTexts.Opening.class);
        var parts = new ArrayList<Object>();
        parts.add(read.panelId());
        parts.add(read.node());
        parts.add(read.panelKey());
        parts.add(java.util.Arrays.hashCode(read.nonce()));
        parts.add(read.version());
        return parts;
    }

    private static String change(Random random, String text) {
        var changed = new StringBuilder(text);
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, (char) (32 + random.nextInt(96)));
                case 1 -> changed.deleteCharAt(at);
                default -> changed.insert(at, changed.charAt(random.nextInt(changed.length())));
            }
        }
        return changed.toString();
    }

    private PanelTrust trust() {
        return new PanelTrust("panel-1", panelKey.verifyingKey(), NODE);
    }

    private PanelHandshake panel(NodeId node, VerifyingKey expected) {
        return new PanelHandshake(panelKey, "panel-1", "1", node, expected);
    }

    private NodeHandshake node() {
        return new NodeHandshake(nodeKey, "1", () -> Optional.of(trust()));
    }

    private static void refused(Reason reason, Executable step) {
        assertEquals(reason, assertThrows(HandshakeException.class, step).reason());
    }
}
