package io.ostler.panel.rest.internal.fake;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.identity.Identities;
import java.time.Instant;
import java.util.List;

/** One provider that everybody is bound to. */
final class FakeIdentities implements Identities {

    @Override
    public List<Bound> list(Caller caller) {
        return List.of(new Bound("p0", "Company", "", "anna-there", null, Instant.EPOCH, null));
    }

    @Override
    public void bind(Caller caller, String provider, String name, String password) {}

    @Override
    public void unbind(Caller caller, String provider) {}
}
