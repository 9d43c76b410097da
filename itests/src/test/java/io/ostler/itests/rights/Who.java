package io.ostler.itests.rights;

import java.net.http.HttpRequest;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A kind of caller: how its requests look, and what it holds. Immutable.
 *
 * @param known whether the panel knows anybody behind it
 * @param nodes what it holds on one node, also on those to come
 * @param scope permissions of an API key; null for everything of the account
 * @param instances of an API key; null for all
 */
record Who(
        String name,
        UnaryOperator<HttpRequest.Builder> credential,
        boolean known,
        boolean isKey,
        Holding account,
        Holding nodes,
        @Nullable Set<String> scope,
        @Nullable Set<String> instances,
        Set<String> self) {

    /** What an account holds. */
    interface Holding {
        /** @param object instance or node; null: without regard to one */
        boolean may(String permission, @Nullable String object);
    }

    static Who session(String name, UnaryOperator<HttpRequest.Builder> credential, Holding holds) {
        return onNodes(name, credential, holds, (p, n) -> holds.may(p, null));
    }

    /** Holds something on some nodes alone. */
    static Who onNodes(String name, UnaryOperator<HttpRequest.Builder> credential, Holding holds, Holding nodes) {
        return new Who(name, credential, true, false, holds, nodes, null, null, Set.of());
    }

    static Who nobody(String name, UnaryOperator<HttpRequest.Builder> credential) {
        return new Who(name, credential, false, false, (p, i) -> false, (p, n) -> false, null, null, Set.of());
    }

    boolean may(String permission, @Nullable String instance) {
        return inScope(permission)
                && account.may(permission, instance)
                && (instances == null || (instance == null ? self.contains(permission) : instances.contains(instance)));
    }

    boolean mayOn(String permission, String node) {
        return inScope(permission) && nodes.may(permission, node) && (instances == null || self.contains(permission));
    }

    boolean inScope(String permission) {
        return scope == null
                || scope.contains(permission)
                // Whoever may do anything with an instance may see it.
                || permission.equals("instance.view") && scope.stream().anyMatch(name -> name.startsWith("instance."));
    }

    /** Whether it's a key that was made for one of them. */
    boolean names(Set<String> permissions) {
        return scope != null && permissions.stream().anyMatch(scope::contains);
    }

    @Override
    public String toString() {
        return name;
    }
}
