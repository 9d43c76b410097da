package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AddressRange;
import io.ostler.panel.api.access.ApiKeys.ApiKey;
import io.ostler.panel.api.store.ApiKeyStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** API keys in the table {@code ostler_api_key}. Thread-safe. */
@Component
public final class JdbcApiKeyStore implements ApiKeyStore {
    private static final String SELECT = """
            SELECT id, secret_hash, user_id, name, permissions, instances, addresses, created, expires,
                last_used, last_address
            FROM ostler_api_key
            """;

    private final Database database;

    @Activate
    public JdbcApiKeyStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(KeyRecord stored) {
        var key = stored.key();
        try {
            return database.update(
                            """
                            INSERT INTO ostler_api_key
                                (id, secret_hash, user_id, name, name_key, permissions, instances, addresses, created,
                                 expires, last_used, last_address)
                            VALUES (?, ?, ?, ?, ?, CAST(? AS VARCHAR(16000)), CAST(? AS VARCHAR(8000)), ?, ?,
                                CAST(? AS BIGINT), CAST(? AS BIGINT), ?)""",
                            key.id(),
                            stored.secretHash(),
                            key.user().value(),
                            key.name(),
                            key.name().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT),
                            words(key.permissions(), text -> text),
                            words(key.instances(), InstanceId::value),
                            words(key.addresses(), AddressRange::text),
                            key.created(),
                            key.expires(),
                            key.lastUsed(),
                            key.lastAddress())
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public Optional<KeyRecord> findBySecretHash(String secretHash) {
        return database.find(JdbcApiKeyStore::read, SELECT + "WHERE secret_hash = ?", secretHash);
    }

    @Override
    public Optional<KeyRecord> find(String id) {
        return database.find(JdbcApiKeyStore::read, SELECT + "WHERE id = ?", id);
    }

    @Override
    public List<ApiKey> of(UserId user) {
        return database.list(row -> read(row).key(), SELECT + "WHERE user_id = ? ORDER BY created, id", user.value());
    }

    @Override
    public List<ApiKey> all() {
        return database.list(row -> read(row).key(), SELECT + "ORDER BY created, id");
    }

    @Override
    public boolean delete(String id) {
        return database.update("DELETE FROM ostler_api_key WHERE id = ?", id) == 1;
    }

    @Override
    public void used(String id, Instant at, String address) {
        database.update("UPDATE ostler_api_key SET last_used = ?, last_address = ? WHERE id = ?", at, address, id);
    }

    private static KeyRecord read(ResultSet row) throws SQLException {
        var permissions = row.getString("permissions");
        var instances = row.getString("instances");
        var key = new ApiKey(
                row.getString("id"),
                new UserId(row.getString("user_id")),
                row.getString("name"),
                permissions == null ? null : Arrays.stream(split(permissions)).collect(Collectors.toSet()),
                instances == null
                        ? null
                        : Arrays.stream(split(instances)).map(InstanceId::new).collect(Collectors.toSet()),
                Arrays.stream(split(row.getString("addresses")))
                        .map(AddressRange::parse)
                        .toList(),
                Sql.instant(row, "created"),
                Sql.optionalInstant(row, "expires"),
                Sql.optionalInstant(row, "last_used"),
                row.getString("last_address"));
        return new KeyRecord(key, row.getString("secret_hash"));
    }

    private static String[] split(String words) {
        return words.isEmpty() ? new String[0] : words.split(" ", -1);
    }

    private static <E> @Nullable String words(@Nullable Collection<E> all, Function<E, String> text) {
        return all == null ? null : all.stream().map(text).collect(Collectors.joining(" "));
    }
}
