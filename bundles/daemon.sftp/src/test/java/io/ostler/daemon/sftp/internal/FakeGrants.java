package io.ostler.daemon.sftp.internal;

import io.ostler.daemon.api.stream.Grants;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.Revocation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Grants that are open, and their end. */
final class FakeGrants implements Grants {
    private final Map<Grant, Runnable> open = new ConcurrentHashMap<>();

    @Override
    public Hold hold(Grant grant, Runnable end) {
        open.put(grant, end);
        return () -> open.remove(grant);
    }

    @Override
    public List<Grant> open() {
        return List.copyOf(open.keySet());
    }

    @Override
    public void revoke(Revocation revocation) {
        open().stream().filter(revocation::matches).forEach(grant -> {
            var end = open.remove(grant);
            if (end != null) {
                end.run();
            }
        });
    }
}
