package io.ostler.panel.api.identity;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Sessions.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Links that sign somebody in once, within a minute. Only hashes are kept. Thread-safe. */
@ProviderType
public interface LoginLinks {

    /** @param secret for the fragment of {@code /login/link#…}, known only now */
    record Link(String secret, Instant expires) {}

    /** @param entry a session, or the question for the account's second factor */
    record Opened(Entry entry, String to) {}

    /**
     * {@link io.ostler.panel.api.access.Permission#USER_LOGIN_LINK}; {@code FORBIDDEN} for accounts that hold more than
     * the caller, {@code NOT_FOUND} for those that don't exist or are disabled, {@code INVALID_REQUEST} for a path that
     * isn't one of the console's pages.
     *
     * @param to path that opens after the sign-in; null for the first page
     */
    Link create(Caller caller, UserId user, @Nullable String to);

    /** {@code LOGIN_FAILED} alike for a link that never was, is used or over, or whose account is disabled. */
    Opened open(String secret, String address, String client);
}
