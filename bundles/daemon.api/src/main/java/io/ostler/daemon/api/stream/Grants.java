package io.ostler.daemon.api.stream;

import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.Revocation;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The open streams and transfers of this daemon with the grants that they rest on. Thread-safe, does not block. */
@ProviderType
public interface Grants {

    /**
     * Binds a stream to a grant. When the grant is revoked {@code end} runs at once, on any thread: it must cut the
     * stream without blocking.
     *
     * @return close it when the stream ends by itself
     * @throws io.ostler.model.OstlerException {@code GRANT_REVOKED} when it was revoked since the ticket was accepted
     */
    Hold hold(Grant grant, Runnable end);

    List<Grant> open();

    /** Ends what matches, and refuses tickets that match and were issued before now. */
    void revoke(Revocation revocation);

    /** A stream's entry. Idempotent to close. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }
}
