package io.ostler.panel.api.store;

import io.ostler.model.UserId;
import io.ostler.panel.api.access.SshKeys.SshKey;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Public keys of accounts; they go with their account. Thread-safe, blocks. */
@ConsumerType
public interface SshKeyStore {

    /** False when the account has that key or name already. */
    boolean insert(SshKey key);

    List<SshKey> of(UserId user);

    boolean delete(UserId user, String id);

    void used(String id, Instant at);
}
