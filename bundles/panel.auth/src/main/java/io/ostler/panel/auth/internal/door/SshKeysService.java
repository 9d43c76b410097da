package io.ostler.panel.auth.internal.door;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.SshKeys;
import io.ostler.panel.api.store.SshKeyStore;
import io.ostler.panel.auth.internal.session.SessionEnds;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People's own public keys. Thread-safe, blocks for the store. */
@Component(service = SshKeys.class)
public final class SshKeysService implements SshKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SshKeysService.class);
    private static final int MOST = 50;
    private static final int LONGEST_NAME = 100;

    private final AccessControl access;
    private final SshKeyStore store;
    private final DoorSessions sessions;
    private final InstantSource clock;

    @Activate
    public SshKeysService(BundleContext context, @Reference AccessControl access, @Reference SshKeyStore store) {
        this(access, store, new SessionEnds(context), InstantSource.system());
    }

    SshKeysService(AccessControl access, SshKeyStore store, SessionEnds ends, InstantSource clock) {
        this.access = access;
        this.store = store;
        this.clock = clock;
        sessions = new DoorSessions(store, ends);
    }

    @Override
    public List<SshKey> list(Caller caller) {
        access.require(caller, Permission.ACCOUNT_SELF);
        return store.of(caller.user());
    }

    @Override
    public synchronized SshKey add(Caller caller, String name, String text) {
        access.require(caller, Permission.ACCOUNT_SELF);
        var parsed = PublicKeyText.parse(text);
        var key = new SshKey(
                UUID.randomUUID().toString(),
                caller.user(),
                name(name, parsed),
                parsed.text(),
                parsed.fingerprint(),
                clock.instant(),
                null);
        if (store.of(caller.user()).size() >= MOST) {
            throw OstlerException.of(ErrorCode.VALUE_OUT_OF_RANGE, "rule", "at most " + MOST + " keys");
        }
        if (!store.insert(key)) {
            throw OstlerException.of(ErrorCode.NAME_TAKEN, "name", key.name());
        }
        LOG.info("User {} added the key {}", caller.name(), key.fingerprint());
        return key;
    }

    @Override
    public void remove(Caller caller, String id) {
        access.require(caller, Permission.ACCOUNT_SELF);
        if (!store.delete(caller.user(), id)) {
            throw OstlerException.of(ErrorCode.NOT_FOUND, "id", id);
        }
        LOG.info("User {} removed a key", caller.name());
        sessions.endOf(caller.user(), id);
    }

    private static String name(String wanted, PublicKeyText key) {
        if (wanted.strip().length() > LONGEST_NAME || wanted.codePoints().anyMatch(SshKeysService::isUnfit)) {
            throw OstlerException.invalid("name", "at most " + LONGEST_NAME + " characters");
        }
        if (!wanted.isBlank()) {
            return wanted.strip();
        }
        var plain = new StringBuilder();
        key.comment()
                .codePoints()
                .filter(c -> !isUnfit(c))
                .limit(LONGEST_NAME / 2)
                .forEach(plain::appendCodePoint);
        var comment = plain.toString().strip();
        return comment.isEmpty() ? key.text().substring(0, key.text().indexOf(' ')) : comment;
    }

    private static boolean isUnfit(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c) || type == Character.SURROGATE || type == Character.FORMAT;
    }
}
