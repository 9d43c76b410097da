package io.ostler.daemon.sftp.internal.login;

import io.ostler.daemon.api.stream.Grants.Hold;
import io.ostler.daemon.sftp.internal.session.Guest;
import io.ostler.model.UserId;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/** One connection, from its arrival to its end. Thread-safe. */
public final class Visit {
    private static final AttributeKey<Visit> KEY = new AttributeKey<>();
    private static final int MOST_PASSWORDS = 3;
    private static final int NETWORK = 8;

    private final Session session;
    private boolean asking;
    private int passwords;
    private boolean over;
    private @Nullable LateAnswers answers;
    private @Nullable Guest guest;
    private @Nullable Hold hold;

    private Visit(Session session) {
        this.session = session;
    }

    static Visit begin(Session session) {
        var visit = new Visit(session);
        session.setAttribute(KEY, visit);
        return visit;
    }

    static @Nullable Visit of(Session session) {
        return session.getAttribute(KEY);
    }

    /** Who came in by this connection; null before. */
    public static @Nullable Guest guest(Session session) {
        var visit = of(session);
        return visit == null ? null : visit.guest();
    }

    synchronized void answersBy(LateAnswers service) {
        answers = service;
    }

    /** Says yes or no to a key. */
    void answer(KeyLogin attempt, boolean yes) {
        LateAnswers service;
        synchronized (this) {
            service = answers;
        }
        if (service != null) {
            service.answer(attempt, yes);
        }
    }

    Session session() {
        return session;
    }

    /** As text. */
    String address() {
        return inet() instanceof InetAddress address ? address.getHostAddress() : "";
    }

    /** What counts as one client: of IPv6 the network, for whoever has one of its addresses has them all. */
    String client() {
        var address = inet();
        return address instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(address.getAddress(), NETWORK))
                : address();
    }

    private @Nullable InetAddress inet() {
        return session.getRemoteAddress() instanceof InetSocketAddress socket ? socket.getAddress() : null;
    }

    /** One question at a time; whoever sends more at once gets a no. */
    synchronized boolean beginAsking(boolean password) {
        if (asking || over || guest != null || (password && ++passwords > MOST_PASSWORDS)) {
            return false;
        }
        asking = true;
        return true;
    }

    synchronized void endAsking() {
        asking = false;
    }

    /** False when the connection is over. */
    synchronized boolean enter(Guest entered, Hold held) {
        if (over) {
            return false;
        }
        guest = entered;
        hold = held;
        return true;
    }

    private synchronized @Nullable Guest guest() {
        return guest;
    }

    synchronized @Nullable UserId user() {
        return guest == null ? null : guest.pass().grant().user();
    }

    void end() {
        Hold held;
        Guest gone;
        synchronized (this) {
            over = true;
            held = hold;
            hold = null;
            gone = guest;
        }
        if (held != null) {
            held.close();
            if (gone != null) {
                gone.left();
            }
        }
    }

    /** Cuts the connection from any thread without blocking it. */
    void cut() {
        Thread.ofVirtual().name("ostler-sftp-end").start(() -> session.close(true));
    }
}
