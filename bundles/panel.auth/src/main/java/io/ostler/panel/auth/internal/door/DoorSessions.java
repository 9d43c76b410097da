package io.ostler.panel.auth.internal.door;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.SshKeyStore;
import io.ostler.panel.auth.internal.session.SessionEnds;

/**
 * Handles of sessions at doors. Nothing is kept of such a session here: all that one account opened with its password
 * have one handle, and all that were opened with one key, so that they can be ended even after the panel has been
 * started anew. Thread-safe, blocks for the store.
 */
public final class DoorSessions {
    private final SshKeyStore keys;
    private final SessionEnds ends;

    public DoorSessions(SshKeyStore keys, SessionEnds ends) {
        this.keys = keys;
        this.ends = ends;
    }

    static String ofPassword(UserId user) {
        return "door-" + user.value();
    }

    static String ofKey(String key) {
        return "key-" + key;
    }

    /** All of an account. */
    public void endAll(UserId user) {
        ends.tell(user, ofPassword(user));
        keys.of(user).forEach(key -> ends.tell(user, ofKey(key.id())));
    }

    void endOf(UserId user, String key) {
        ends.tell(user, ofKey(key));
    }

    /** The account is gone: its keys go with it. */
    public void forget(UserId user) {
        for (var key : keys.of(user)) {
            endOf(user, key.id());
            keys.delete(user, key.id());
        }
    }
}
