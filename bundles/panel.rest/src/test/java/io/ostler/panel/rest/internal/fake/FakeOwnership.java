package io.ostler.panel.rest.internal.fake;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Ownership;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Owners as a test says. */
public final class FakeOwnership implements Ownership {
    public final Map<InstanceId, UserId> owners = new ConcurrentHashMap<>();

    @Override
    public Optional<UserId> ownerOf(InstanceId instance) {
        return Optional.ofNullable(owners.get(instance));
    }

    @Override
    public boolean exists(InstanceId instance) {
        return owners.containsKey(instance);
    }
}
