package io.ostler.panel.api.access;

import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** People's public keys for SFTP; {@link Permission#ACCOUNT_SELF}. Thread-safe, blocks for storage. */
@ProviderType
public interface SshKeys {

    /**
     * @param fingerprint SHA256 form of OpenSSH
     * @param text {@code ssh-ed25519 AAAA…} without comment
     */
    record SshKey(
            String id,
            UserId user,
            String name,
            String text,
            String fingerprint,
            Instant created,
            @Nullable Instant lastUsed) {}

    List<SshKey> list(Caller caller);

    /**
     * @param text one line of a public key file; the comment becomes the name where {@code name} is empty
     * @throws io.ostler.model.OstlerException {@code SSH_KEY_INVALID}, {@code NAME_TAKEN} (same key or name),
     *     {@code VALUE_OUT_OF_RANGE} beyond 50 keys
     */
    SshKey add(Caller caller, String name, String text);

    /** Also ends sessions that were opened with it. {@code NOT_FOUND}. */
    void remove(Caller caller, String id);
}
