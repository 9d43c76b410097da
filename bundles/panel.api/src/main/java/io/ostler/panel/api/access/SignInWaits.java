package io.ostler.panel.api.access;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who has to wait between attempts to sign in, after wrong ones. Kept in the memory of this panel: another one on
 * the same database has its own, and a restart forgets them. {@code panel.manage}. Thread-safe.
 */
@ProviderType
public interface SignInWaits {

    /**
     * @param address an IPv4 address, or the /64 network of IPv6 ones
     * @param names what was typed as name there, at most five; none where only second steps failed
     * @param failures wrong attempts from there within the last hour's rest
     * @param seconds until all of these names may be tried again; 0: at once, and after one more failure they wait again
     */
    record Waiting(String address, List<String> names, int failures, long seconds) {}

    /** The longest wait first; at most 200. */
    List<Waiting> list(Caller caller);

    /** Forgets the failures from there, also those that don't make anybody wait yet. {@code NOT_FOUND} without any. */
    void lift(Caller caller, String address);
}
