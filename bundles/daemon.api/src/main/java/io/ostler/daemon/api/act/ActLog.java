package io.ostler.daemon.api.act;

import io.ostler.model.ErrorCode;
import io.ostler.protocol.Acts;
import io.ostler.protocol.Grant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps acts until a panel has them, each once, also over restarts. Bounded: who does very much in a short time is
 * recorded in sums. Thread-safe; never fails and never waits for a panel.
 */
@ProviderType
public interface ActLog {

    /** @param door {@code sftp}, {@code upload} or {@code download}; {@code address} of the client as it is seen here */
    record By(Grant grant, String door, String address) {}

    /**
     * @param values what the act was about: {@code path} and the like, never contents or secrets
     * @param refused why it was not done; null: it was
     */
    void note(By by, Acts.Kind kind, Map<String, String> values, @Nullable ErrorCode refused);
}
