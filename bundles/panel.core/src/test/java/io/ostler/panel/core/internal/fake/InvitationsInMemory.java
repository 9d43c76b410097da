package io.ostler.panel.core.internal.fake;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.InvitationStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Invitations that are forgotten with the test. */
public final class InvitationsInMemory implements InvitationStore {
    public final Map<String, InvitationRecord> all = new LinkedHashMap<>();

    @Override
    public synchronized void insert(InvitationRecord invitation) {
        all.put(invitation.id(), invitation);
    }

    @Override
    public synchronized Optional<InvitationRecord> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized Optional<InvitationRecord> findBySecretHash(String hash) {
        return all.values().stream().filter(i -> i.secretHash().equals(hash)).findFirst();
    }

    @Override
    public synchronized List<InvitationRecord> list(InstanceId instance) {
        return all.values().stream()
                .filter(i -> Objects.equals(i.instance(), instance))
                .toList();
    }

    @Override
    public synchronized boolean use(String id, Instant now) {
        var known = all.get(id);
        if (known == null || !known.isOpen(now)) {
            return false;
        }
        all.put(id, used(known, 1));
        return true;
    }

    @Override
    public synchronized void giveBack(String id) {
        all.computeIfPresent(id, (key, known) -> used(known, -1));
    }

    private static InvitationRecord used(InvitationRecord i, int more) {
        return new InvitationRecord(
                i.id(),
                i.secretHash(),
                i.inviter(),
                i.instance(),
                i.permissions(),
                i.role(),
                i.paths(),
                i.until(),
                i.newAccount(),
                i.created(),
                i.expires(),
                i.uses(),
                i.used() + more);
    }

    @Override
    public synchronized boolean delete(String id) {
        return all.remove(id) != null;
    }

    @Override
    public synchronized void deleteAll(Instant expiredBefore, UserId inviter, InstanceId instance) {
        all.values()
                .removeIf(i -> expiredBefore != null && i.expires().isBefore(expiredBefore)
                        || inviter != null && i.inviter().equals(inviter)
                        || instance != null && instance.equals(i.instance()));
    }
}
