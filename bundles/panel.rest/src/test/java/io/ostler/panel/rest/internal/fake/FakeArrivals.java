package io.ostler.panel.rest.internal.fake;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions.Entry;
import io.ostler.panel.api.identity.LoginLinks;
import io.ostler.panel.api.identity.SignInWays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whoever arrives by a provider or a link is Anna. */
public final class FakeArrivals implements SignInWays, LoginLinks {
    private final FakePeople people;

    FakeArrivals(FakePeople people) {
        this.people = people;
    }

    private Entry anna(String address, String client) {
        var step = people.secondStep;
        return step == null ? people.open(people.anna.id(), address, client) : step;
    }

    @Override
    public Choices choices() {
        return new Choices(List.of(), true, null);
    }

    @Override
    public Begun begin(String provider, String callback, @Nullable String to, String address, @Nullable Caller binds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Finished finish(
            Map<String, String> parameters,
            @Nullable String browser,
            @Nullable Caller binds,
            String address,
            String client) {
        return new Finished(anna(address, client), "Company", "/instances");
    }

    @Override
    public Optional<UserId> byPassword(String name, String password) {
        return Optional.empty();
    }

    @Override
    public Link create(Caller caller, UserId user, @Nullable String to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Opened open(String secret, String address, String client) {
        return new Opened(anna(address, client), "/account");
    }
}
