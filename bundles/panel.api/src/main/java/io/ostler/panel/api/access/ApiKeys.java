package io.ostler.panel.api.access;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keys with which programs act for an account, without a session. A key never may more than its account may at that
 * moment. Thread-safe; {@link #find} answers from memory for keys in use, the others block for storage.
 */
@ProviderType
public interface ApiKeys {
    /** So many keys an account can have. */
    int MOST = 50;

    /** How handles of keys begin, where others are those of sessions; the key's id follows. */
    String HANDLE = "api-";

    /**
     * @param permissions names; null: all that the account has
     * @param instances null: all that the account may use
     * @param addresses from which it can be used; empty: from all
     * @param expires null: never
     * @param lastAddress empty before it is used
     */
    record ApiKey(
            String id,
            UserId user,
            String name,
            @Nullable Set<String> permissions,
            @Nullable Set<InstanceId> instances,
            List<AddressRange> addresses,
            Instant created,
            @Nullable Instant expires,
            @Nullable Instant lastUsed,
            String lastAddress) {

        public ApiKey {
            permissions = permissions == null ? null : Set.copyOf(permissions);
            instances = instances == null ? null : Set.copyOf(instances);
            addresses = List.copyOf(addresses);
        }

        public String handle() {
            return HANDLE + id;
        }

        public KeyScope scope() {
            return new KeyScope(id, permissions, instances);
        }
    }

    /** What a new key shall be; the components as in {@link ApiKey}. */
    record Wanted(
            String name,
            @Nullable Set<String> permissions,
            @Nullable Set<InstanceId> instances,
            List<AddressRange> addresses,
            @Nullable Instant expires) {}

    /** @param secret the key itself, known only now */
    record Made(ApiKey key, String secret) {}

    /** A key that holds now, with its account as it is now. */
    record Holder(ApiKey key, String userName, RoleId role) {}

    /**
     * Whose key that is. {@code API_KEY_REFUSED} alike for unknown, expired and revoked ones, for a foreign address, for
     * disabled accounts and where keys are switched off; {@code LOGIN_THROTTLED} for those who guess. A key that holds
     * is never throttled.
     */
    Holder find(String secret, String address);

    /** The key behind a handle, while it holds; its addresses aren't asked for. */
    Optional<Holder> holder(String handle);

    /** The caller's own, the oldest first. {@link Permission#ACCOUNT_SELF}. */
    List<ApiKey> list(Caller caller);

    /**
     * {@link Permission#ACCOUNT_SELF}, and never with a key: {@code API_KEY_NOT_ENOUGH}. {@code NAME_TAKEN};
     * {@code INVALID_REQUEST}; {@code FORBIDDEN} for permissions that the caller doesn't have; {@code NOT_FOUND} for
     * instances that they can't see; {@code VALUE_OUT_OF_RANGE} beyond {@value #MOST} keys.
     */
    Made make(Caller caller, Wanted wanted);

    /** One's own. Everything that rests on it ends. {@code NOT_FOUND}. */
    void revoke(Caller caller, String id);

    /** Everybody's, the oldest first. {@link Permission#USER_MANAGE}. */
    List<ApiKey> all(Caller caller);

    /** Anybody's. {@link Permission#USER_MANAGE}. {@code NOT_FOUND}. */
    void revokeAny(Caller caller, String id);
}
