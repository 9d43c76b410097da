package io.ostler.panel.rest.internal.body;

import io.ostler.panel.api.access.SshKeys;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies about people's public keys. */
public final class SshKeyBodies {
    private SshKeyBodies() {}

    public record SshKey(
            String id,
            String name,
            String text,
            String fingerprint,
            Instant created,
            @Nullable Instant lastUsed) {
        public static SshKey of(SshKeys.SshKey key) {
            return new SshKey(key.id(), key.name(), key.text(), key.fingerprint(), key.created(), key.lastUsed());
        }
    }

    public record SshKeyList(List<SshKey> keys) {}

    /** @param text one line of a public key file; its comment becomes the name where none is given */
    public record NewSshKey(@Nullable String name, String text) {}
}
