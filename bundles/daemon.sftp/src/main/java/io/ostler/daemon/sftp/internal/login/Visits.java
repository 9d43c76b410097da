package io.ostler.daemon.sftp.internal.login;

import java.time.Duration;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows every connection from its arrival to its end. Thread-safe. */
public final class Visits implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(Visits.class);

    private final Doorkeeper keeper;
    private final Duration login;

    /** @param login how long somebody may take to sign in once the keys are exchanged */
    public Visits(Doorkeeper keeper, Duration login) {
        this.keeper = keeper;
        this.login = login;
    }

    @Override
    public void sessionCreated(Session session) {
        var visit = Visit.begin(session);
        if (!keeper.arrive(visit)) {
            LOG.debug("A connection from {} is one too many", visit.address());
            visit.cut();
        }
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.KexCompleted) {
            CoreModuleProperties.AUTH_TIMEOUT.set(session, login);
        }
    }

    @Override
    public void sessionClosed(Session session) {
        var visit = Visit.of(session);
        if (visit != null) {
            keeper.leave(visit);
            visit.end();
        }
    }
}
