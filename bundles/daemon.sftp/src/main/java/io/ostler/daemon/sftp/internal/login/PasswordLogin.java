package io.ostler.daemon.sftp.internal.login;

import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.session.ServerSession;

/** Passwords, judged by the panel. Thread-safe. */
public final class PasswordLogin implements PasswordAuthenticator {
    private final SignIns signIns;

    public PasswordLogin(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    public boolean authenticate(String name, String password, ServerSession session) {
        var visit = Visit.of(session);
        if (visit == null || !visit.beginAsking(true)) {
            return false;
        }
        var later = new AsyncAuthException();
        signIns.password(visit, name, password)
                .whenComplete((yes, error) -> later.setAuthed(error == null && Boolean.TRUE.equals(yes)));
        throw later;
    }
}
