package io.ostler.panel.auth.internal.realm;

import io.ostler.panel.api.access.Caller;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.shiro.subject.PrincipalCollection;
import org.jspecify.annotations.Nullable;

/** A caller as Shiro wants to see one; made at each check, so it is nothing but the caller. Immutable. */
record CallerPrincipals(Caller caller) implements PrincipalCollection {
    private static final long serialVersionUID = 1L;

    @Override
    public Object getPrimaryPrincipal() {
        return caller;
    }

    @Override
    public <T> @Nullable T oneByType(Class<T> type) {
        return type.isInstance(caller) ? type.cast(caller) : null;
    }

    @Override
    public <T> Collection<T> byType(Class<T> type) {
        return type.isInstance(caller) ? List.of(type.cast(caller)) : List.of();
    }

    @Override
    public List<Object> asList() {
        return List.of(caller);
    }

    @Override
    public Set<Object> asSet() {
        return Set.of(caller);
    }

    @Override
    public Collection<Object> fromRealm(String realmName) {
        return LocalRealm.NAME.equals(realmName) ? List.of(caller) : List.of();
    }

    @Override
    public Set<String> getRealmNames() {
        return Set.of(LocalRealm.NAME);
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public Iterator<Object> iterator() {
        return asList().iterator();
    }
}
