package io.ostler.panel.storage.jdbc.internal;

import io.ostler.panel.api.store.OneTimeStore;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What works once, in the table {@code ostler_one_time}. Thread-safe. */
@Component
public final class JdbcOneTimeStore implements OneTimeStore {
    private final Database database;

    @Activate
    public JdbcOneTimeStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void put(String hash, String purpose, String content, Instant expires) {
        database.update(
                "INSERT INTO ostler_one_time (secret_hash, purpose, content, expires) VALUES (?, ?, ?, ?)",
                hash,
                purpose,
                content,
                expires);
    }

    /** Of several that read it, the one whose delete finds it has it: no lock, on every database. */
    @Override
    public Optional<String> take(String hash, String purpose, Instant now) {
        var content = database.find(
                row -> row.getString("content"),
                "SELECT content FROM ostler_one_time WHERE secret_hash = ? AND purpose = ? AND expires > ?",
                hash,
                purpose,
                now);
        return content.filter(found ->
                database.update("DELETE FROM ostler_one_time WHERE secret_hash = ? AND purpose = ?", hash, purpose)
                        == 1);
    }

    @Override
    public int deleteExpired(Instant before) {
        return database.update("DELETE FROM ostler_one_time WHERE expires < ?", before);
    }
}
