package io.ostler.panel.core.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.ApiKeys;
import io.ostler.panel.api.access.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** API keys that a test lists by hand, by their handles. */
public final class FakeApiKeys implements ApiKeys {
    public final Map<String, Holder> live = new ConcurrentHashMap<>();

    @Override
    public Holder find(String secret, String address) {
        throw new OstlerException(ErrorCode.API_KEY_REFUSED);
    }

    @Override
    public Optional<Holder> holder(String handle) {
        return Optional.ofNullable(live.get(handle));
    }

    @Override
    public List<ApiKey> list(Caller caller) {
        return List.of();
    }

    @Override
    public Made make(Caller caller, Wanted wanted) {
        throw new OstlerException(ErrorCode.FORBIDDEN);
    }

    @Override
    public void revoke(Caller caller, String id) {}

    @Override
    public List<ApiKey> all(Caller caller) {
        return List.of();
    }

    @Override
    public void revokeAny(Caller caller, String id) {}
}
