package io.ostler.panel.identity.internal;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a sign-in may lead: pages of the console and nothing else, so that no link leads a person away. Stateless. */
public final class Destination {
    private static final Pattern PAGE = Pattern.compile(
            "/((instances|nodes|users|account|audit|settings)(/[A-Za-z0-9_-]{1,80}){0,4})?(\\?[A-Za-z0-9_.~%=&+-]{0,500})?");

    private Destination() {}

    /** The path, empty when it is none of the console's. */
    public static Optional<String> checked(@Nullable String path) {
        return path != null && PAGE.matcher(path).matches() ? Optional.of(path) : Optional.empty();
    }
}
