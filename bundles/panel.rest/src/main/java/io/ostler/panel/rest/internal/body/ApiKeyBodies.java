package io.ostler.panel.rest.internal.body;

import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AddressRange;
import io.ostler.panel.api.access.ApiKeys;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** API keys. */
public final class ApiKeyBodies {
    private ApiKeyBodies() {}

    /**
     * @param permissions absent: all that the account has
     * @param instances absent: all that the account may use
     * @param addresses addresses or blocks ({@code 10.0.0.0/8}); empty: from everywhere
     * @param expires absent: never
     * @param lastAddress absent before it is used
     */
    public record ApiKey(
            String id,
            String name,
            @Nullable List<String> permissions,
            @Nullable List<String> instances,
            List<String> addresses,
            Instant created,
            @Nullable Instant expires,
            @Nullable Instant lastUsed,
            @Nullable String lastAddress) {

        public static ApiKey of(ApiKeys.ApiKey key) {
            var permissions = key.permissions();
            var instances = key.instances();
            return new ApiKey(
                    key.id(),
                    key.name(),
                    permissions == null ? null : permissions.stream().sorted().toList(),
                    instances == null
                            ? null
                            : instances.stream().map(InstanceId::value).sorted().toList(),
                    key.addresses().stream().map(AddressRange::text).toList(),
                    key.created(),
                    key.expires(),
                    key.lastUsed(),
                    key.lastAddress().isEmpty() ? null : key.lastAddress());
        }
    }

    public record ApiKeyList(List<ApiKey> keys) {}

    /** What is absent as in {@link ApiKey}. */
    public record NewApiKey(
            String name,
            @Nullable List<String> permissions,
            @Nullable List<String> instances,
            @Nullable List<String> addresses,
            @Nullable String expires) {

        public ApiKeys.Wanted wanted() {
            return new ApiKeys.Wanted(
                    name,
                    permissions == null ? null : new HashSet<>(permissions),
                    instances == null
                            ? null
                            : instances.stream().map(InstanceId::new).collect(Collectors.toSet()),
                    addresses == null ? List.of() : ranges("addresses", addresses),
                    time());
        }

        private @Nullable Instant time() {
            try {
                return expires == null ? null : Instant.parse(expires);
            } catch (DateTimeParseException e) {
                throw OstlerException.invalid("expires", "a time as in ISO 8601, UTC");
            }
        }
    }

    /** A key and, this once, its {@code secret}: nobody can read it later. {@code id} and {@code name} are the key's. */
    public record MadeApiKey(String id, String name, ApiKey key, String secret) {
        public static MadeApiKey of(ApiKeys.Made made) {
            return new MadeApiKey(made.key().id(), made.key().name(), ApiKey.of(made.key()), made.secret());
        }
    }

    /** @param user id of its account; {@code userName} absent: the account is gone */
    public record AnyApiKey(String user, @Nullable String userName, ApiKey key) {}

    public record AnyApiKeyList(List<AnyApiKey> keys) {}

    static List<AddressRange> ranges(String field, List<String> texts) {
        try {
            return texts.stream()
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(AddressRange::parse)
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException e) {
            throw OstlerException.invalid(field, "IP addresses or blocks such as 10.0.0.0/8");
        }
    }
}
