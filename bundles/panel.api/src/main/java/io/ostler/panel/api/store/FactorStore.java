package io.ostler.panel.api.store;

import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Authenticator apps and recovery codes of accounts. Thread-safe, blocks; each call is one transaction. */
@ConsumerType
public interface FactorStore {

    /**
     * @param sealed the app's secret, unreadable here
     * @param confirmed whether its owner has shown that the app knows it
     * @param lastStep the newest time step whose code was used
     */
    record TotpRecord(UserId user, String sealed, boolean confirmed, long lastStep, Instant created) {}

    Optional<TotpRecord> totp(UserId user);

    /** Replaces one that isn't confirmed; false when there is a confirmed one. */
    boolean begin(TotpRecord totp);

    /** Marks the app with that very secret as confirmed and its step as used; false when there is none such. */
    boolean confirm(UserId user, String sealed, long step);

    /** Of several at once exactly one uses a step, and none an older one. */
    boolean useStep(UserId user, long step);

    /** The same secret sealed anew; nothing when it changed meanwhile. */
    void reseal(UserId user, String expected, String next);

    void removeTotp(UserId user);

    /** Replaces all. */
    void putCodes(UserId user, List<String> hashes);

    /** Of several at once exactly one takes it. */
    boolean takeCode(UserId user, String hash);

    int countCodes(UserId user);
}
