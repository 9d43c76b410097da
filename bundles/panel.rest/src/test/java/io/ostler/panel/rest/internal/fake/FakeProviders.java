package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.identity.Providers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Providers in a list; the setting {@code secret} is one. */
public final class FakeProviders implements Providers {
    private static final String SECRET = "secret";

    private final List<Provider> known = new CopyOnWriteArrayList<>();
    private volatile Policy policy = new Policy(false, null);

    @Override
    public List<Type> types(Caller caller, Locale locale) {
        return List.of();
    }

    @Override
    public List<Provider> list(Caller caller) {
        return List.copyOf(known);
    }

    @Override
    public Provider create(Caller caller, String type, Draft draft) {
        var made = provider("p" + known.size(), type, draft, Set.of());
        known.add(made);
        return made;
    }

    @Override
    public Provider change(Caller caller, String id, Draft draft) {
        var former = find(id);
        var changed = provider(id, former.type(), draft, former.secrets());
        known.set(known.indexOf(former), changed);
        return changed;
    }

    private Provider find(String id) {
        return known.stream()
                .filter(provider -> provider.id().equals(id))
                .findAny()
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    private static Provider provider(String id, String type, Draft draft, Set<String> secrets) {
        var open = new HashMap<>(draft.values());
        var given = open.remove(SECRET);
        return new Provider(
                id,
                type,
                true,
                draft.name(),
                draft.icon(),
                draft.enabled(),
                open,
                given == null ? secrets : Set.of(SECRET),
                draft.admission(),
                draft.asksSecondFactor(),
                0);
    }

    @Override
    public void remove(Caller caller, String id) {
        known.remove(find(id));
    }

    @Override
    public void order(Caller caller, List<String> ids) {
        known.sort((a, b) -> Integer.compare(ids.indexOf(a.id()), ids.indexOf(b.id())));
    }

    @Override
    public void test(Caller caller, String id, String type, Map<String, String> values) {}

    @Override
    public Preview preview(Caller caller, Admission admission, List<String> groups) {
        return new Preview(admission.role(), null);
    }

    @Override
    public Optional<List<String>> groupsOf(Caller caller, String id, String name, String password) {
        return Optional.empty();
    }

    @Override
    public Policy policy(Caller caller) {
        return policy;
    }

    @Override
    public void setPolicy(Caller caller, Policy next) {
        policy = next;
    }
}
