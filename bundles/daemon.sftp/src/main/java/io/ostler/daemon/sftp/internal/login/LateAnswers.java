package io.ostler.daemon.sftp.internal.login;

import java.io.IOException;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.auth.AbstractUserAuthServiceFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.session.ServerUserAuthService;

/**
 * Sign-in in which keys may be judged later, as the library lets only passwords: its own keys are judged before their
 * signature is checked, ours after it. Thread-safe.
 */
public final class LateAnswers extends ServerUserAuthService {

    private LateAnswers(Session session) throws IOException {
        super(session);
    }

    /** Makes one for each connection. Stateless. */
    public static final class Factory extends AbstractUserAuthServiceFactory {
        @Override
        public Service create(Session session) throws IOException {
            var service = new LateAnswers(session);
            var visit = Visit.of(session);
            if (visit != null) {
                visit.answersBy(service);
            }
            return service;
        }
    }

    /** An attempt that another one has taken the place of gets no answer. */
    synchronized void answer(KeyLogin attempt, boolean yes) {
        if (!attempt.isOver()) {
            asyncAuth(SshConstants.SSH_MSG_USERAUTH_REQUEST, new ByteArrayBuffer(), yes);
        }
    }
}
