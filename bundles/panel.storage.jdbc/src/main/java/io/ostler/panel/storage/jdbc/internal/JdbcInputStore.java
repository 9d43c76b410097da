package io.ostler.panel.storage.jdbc.internal;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.InputStore;
import io.ostler.panel.storage.jdbc.internal.SqlFailure.DuplicateKeyException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was typed, in {@code ostler_input} and {@code ostler_command}; each addition clears up behind it. Thread-safe. */
@Component
public final class JdbcInputStore implements InputStore {
    private static final Duration LONGEST = Duration.ofDays(365);
    /** Clearing up is dearer than adding, so it is done for several at once. */
    private static final int CLEAR_EVERY = 50;

    private final Database database;
    private final AtomicInteger added = new AtomicInteger();

    @Activate
    public JdbcInputStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public boolean add(InputRecord input) {
        try {
            database.inTransaction(connection -> {
                insert(connection, input);
                var text = input.text();
                if (text != null && !text.isBlank() && input.refused() == null) {
                    addCommand(connection, input, text);
                }
                return true;
            });
        } catch (DuplicateKeyException e) {
            return false;
        }
        if (added.getAndIncrement() % CLEAR_EVERY == 0) {
            clear(input.instance());
        }
        return true;
    }

    private static void insert(Connection connection, InputRecord input) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO ostler_input (instance_id, typed_at, user_id, line, key_count, stream_offset, refused)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                input.instance().value(),
                input.at(),
                input.user().value(),
                input.text(),
                input.keys(),
                input.offset(),
                input.refused());
    }

    private static void addCommand(Connection connection, InputRecord input, String text) throws SQLException {
        var instance = input.instance().value();
        var user = input.user().value();
        Sql.update(
                connection,
                "DELETE FROM ostler_command WHERE instance_id = ? AND user_id = ? AND line = ?",
                instance,
                user,
                text);
        Sql.update(
                connection,
                "INSERT INTO ostler_command (instance_id, user_id, typed_at, line) VALUES (?, ?, ?, ?)",
                instance,
                user,
                input.at(),
                text);
        var last = Sql.list(
                connection,
                row -> row.getLong(1),
                "SELECT typed_at FROM ostler_command WHERE instance_id = ? AND user_id = ? ORDER BY typed_at DESC"
                        + " OFFSET " + (MOST_COMMANDS - 1) + " ROWS FETCH NEXT 1 ROWS ONLY",
                instance,
                user);
        if (!last.isEmpty()) {
            Sql.update(
                    connection,
                    "DELETE FROM ostler_command WHERE instance_id = ? AND user_id = ? AND typed_at < ?",
                    instance,
                    user,
                    last.getFirst());
        }
    }

    private void clear(InstanceId instance) {
        var last = database.find(
                row -> row.getLong(1),
                "SELECT typed_at FROM ostler_input WHERE instance_id = ? ORDER BY typed_at DESC" + " OFFSET "
                        + (MOST_INPUTS - 1) + " ROWS FETCH NEXT 1 ROWS ONLY",
                instance.value());
        last.ifPresent(at -> database.update(
                "DELETE FROM ostler_input WHERE instance_id = ? AND typed_at < ?", instance.value(), at));
        var old = Instant.now().minus(LONGEST);
        database.update("DELETE FROM ostler_input WHERE typed_at < ?", old);
        database.update("DELETE FROM ostler_command WHERE typed_at < ?", old);
    }

    @Override
    public List<InputRecord> inputs(InstanceId instance, @Nullable Instant before, @Nullable UserId user, int limit) {
        var sql = new StringBuilder("SELECT instance_id, typed_at, user_id, line, key_count, stream_offset, refused"
                + " FROM ostler_input WHERE instance_id = ?");
        var values = new ArrayList<@Nullable Object>();
        values.add(instance.value());
        if (before != null) {
            sql.append(" AND typed_at < ?");
            values.add(before);
        }
        if (user != null) {
            sql.append(" AND user_id = ?");
            values.add(user.value());
        }
        sql.append(" ORDER BY typed_at DESC, user_id FETCH FIRST ")
                .append(Math.clamp(limit, 1, MOST_INPUTS))
                .append(" ROWS ONLY");
        return database.list(JdbcInputStore::read, sql.toString(), values.toArray());
    }

    @Override
    public List<String> commands(InstanceId instance, UserId user) {
        return database.list(
                row -> row.getString("line"),
                "SELECT line FROM ostler_command WHERE instance_id = ? AND user_id = ? ORDER BY typed_at DESC",
                instance.value(),
                user.value());
    }

    private static InputRecord read(ResultSet row) throws SQLException {
        return new InputRecord(
                new InstanceId(row.getString("instance_id")),
                Sql.instant(row, "typed_at"),
                new UserId(row.getString("user_id")),
                row.getString("line"),
                row.getInt("key_count"),
                row.getLong("stream_offset"),
                row.getString("refused"));
    }
}
