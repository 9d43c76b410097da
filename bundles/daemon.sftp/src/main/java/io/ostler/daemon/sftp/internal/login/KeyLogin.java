package io.ostler.daemon.sftp.internal.login;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.AbstractUserAuthFactory;
import org.apache.sshd.server.auth.UserAuth;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Public keys, judged by the panel. A signature is checked before the panel hears of it, and the panel is told whether
 * there was one; certificates are not taken. One for each attempt; confined to its session's lock.
 */
public final class KeyLogin extends UserAuthPublicKey {
    private static final Logger LOG = LoggerFactory.getLogger(KeyLogin.class);

    /** Which kind of key each way of signing belongs to. */
    private static final Map<String, String> KINDS = Map.of(
            "ssh-ed25519", "ssh-ed25519",
            "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521",
            "rsa-sha2-256", "ssh-rsa",
            "rsa-sha2-512", "ssh-rsa",
            "sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com");

    private final SignIns signIns;
    private volatile boolean over;

    private KeyLogin(SignIns signIns, List<NamedFactory<Signature>> signatures) {
        super(signatures);
        this.signIns = signIns;
    }

    /** Makes one for each attempt. Thread-safe. */
    public static final class Factory extends AbstractUserAuthFactory {
        private final SignIns signIns;
        private final List<NamedFactory<Signature>> signatures;

        public Factory(SignIns signIns, List<NamedFactory<Signature>> signatures) {
            super(NAME);
            this.signIns = signIns;
            this.signatures = signatures;
        }

        @Override
        public UserAuth createUserAuth(ServerSession session) {
            return new KeyLogin(signIns, signatures);
        }
    }

    /** A key as it came. */
    private record Offer(String algorithm, byte[] blob, PublicKey key, boolean signed, byte[] signature) {}

    @Override
    public @Nullable Boolean doAuth(Buffer buffer, boolean init) {
        var visit = Visit.of(getServerSession());
        try {
            var offer = read(buffer);
            if (visit == null || (offer.signed() && !isSigned(offer)) || !visit.beginAsking(false)) {
                return false;
            }
            ask(visit, offer);
            return null;
        } catch (Exception e) {
            // Whatever a stranger's bytes bring about in the library's decoders is a no.
            LOG.debug("A key can't be taken: {}", e.toString());
            return false;
        }
    }

    @Override
    public void destroy() {
        over = true;
        super.destroy();
    }

    boolean isOver() {
        return over;
    }

    private static Offer read(Buffer buffer) throws GeneralSecurityException, IOException {
        boolean signed = buffer.getBoolean();
        var algorithm = buffer.getString();
        var blob = buffer.getBytes();
        var signature = signed ? buffer.getBytes() : new byte[0];
        var kind = KINDS.get(algorithm);
        if (buffer.available() > 0 || kind == null || !kind.equals(new ByteArrayBuffer(blob).getString())) {
            throw new SshException("Not a key that is taken here");
        }
        return new Offer(algorithm, blob, new ByteArrayBuffer(blob).getRawPublicKey(), signed, signature);
    }

    private boolean isSigned(Offer offer) throws Exception {
        var verifier = NamedFactory.create(getSignatureFactories(), offer.algorithm());
        if (verifier == null) {
            return false;
        }
        var session = getServerSession();
        verifier.initVerifier(session, offer.key());
        return verifySignature(
                session, getUsername(), offer.algorithm(), offer.key(), packed(offer), verifier, offer.signature());
    }

    private void ask(Visit visit, Offer offer) {
        var text = new ByteArrayBuffer(offer.blob()).getString() + " "
                + Base64.getEncoder().encodeToString(offer.blob());
        signIns.key(visit, getUsername(), text, offer.signed()).whenComplete((yes, error) -> {
            boolean good = error == null && Boolean.TRUE.equals(yes);
            if (good && !offer.signed()) {
                wantSignature(visit, offer);
            } else {
                visit.answer(this, good);
            }
        });
    }

    /** Neither a yes nor a no: the client signs next. */
    private void wantSignature(Visit visit, Offer offer) {
        var blob = packed(offer);
        try {
            sendPublicKeyResponse(
                    getServerSession(),
                    getUsername(),
                    offer.algorithm(),
                    offer.key(),
                    blob.array(),
                    blob.rpos(),
                    blob.available(),
                    blob);
        } catch (Exception e) {
            // The library's own way of saying that the client is gone.
            LOG.debug("A client is gone: {}", e.toString());
            visit.cut();
        }
    }

    private static Buffer packed(Offer offer) {
        var packed = new ByteArrayBuffer(offer.blob().length + Integer.BYTES, false);
        packed.putBytes(offer.blob());
        return packed;
    }
}
