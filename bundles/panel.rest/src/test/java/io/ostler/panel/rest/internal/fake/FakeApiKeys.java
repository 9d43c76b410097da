package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.ApiKeys;
import io.ostler.panel.api.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys without a store; the secret is {@code secret-} and the id. */
public final class FakeApiKeys implements ApiKeys {
    private final FakePeople people;
    private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

    FakeApiKeys(FakePeople people) {
        this.people = people;
    }

    /** The secret of a new key. */
    public String add(UserId user, Wanted wanted) {
        var key = new ApiKey(
                UserId.create().value(),
                user,
                wanted.name(),
                wanted.permissions(),
                wanted.instances(),
                wanted.addresses(),
                Instant.EPOCH,
                wanted.expires(),
                null,
                "");
        keys.put(key.id(), key);
        return "secret-" + key.id();
    }

    @Override
    public Holder find(String secret, String address) {
        return Optional.ofNullable(keys.get(secret.replaceFirst("^secret-", "")))
                .filter(key -> secret.startsWith("secret-"))
                .map(this::holder)
                .orElseThrow(() -> new OstlerException(ErrorCode.API_KEY_REFUSED));
    }

    private Holder holder(ApiKey key) {
        var user = people.find(null, key.user()).orElseThrow();
        return new Holder(key, user.name(), user.role());
    }

    @Override
    public Optional<Holder> holder(String handle) {
        return Optional.ofNullable(keys.get(handle.substring(HANDLE.length()))).map(this::holder);
    }

    @Override
    public List<ApiKey> list(Caller caller) {
        return keys.values().stream()
                .filter(key -> key.user().equals(caller.user()))
                .toList();
    }

    @Override
    public Made make(Caller caller, Wanted wanted) {
        var secret = add(caller.user(), wanted);
        return new Made(keys.get(secret.substring("secret-".length())), secret);
    }

    @Override
    public void revoke(Caller caller, String id) {
        revokeAny(caller, id);
    }

    @Override
    public List<ApiKey> all(Caller caller) {
        return List.copyOf(keys.values());
    }

    @Override
    public void revokeAny(Caller caller, String id) {
        var key = keys.remove(id);
        if (key == null) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        people.listeners.forEach(listener -> listener.ended(key.user(), key.handle()));
    }
}
