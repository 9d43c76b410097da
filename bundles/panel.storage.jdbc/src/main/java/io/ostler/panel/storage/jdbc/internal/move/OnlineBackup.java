package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.panel.api.storage.OpenDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backup that the panel makes of itself while it works. Stateless. */
public final class OnlineBackup {

    private OnlineBackup() {}

    /**
     * @param passphrase null to leave the keys out
     * @param progress run for each row
     */
    public static void write(
            Path data,
            Path file,
            char @Nullable [] passphrase,
            String version,
            OpenDatabase database,
            Runnable progress)
            throws IOException, SQLException {
        try {
            BackupWriter.write(
                    data,
                    file,
                    passphrase,
                    version,
                    visitor -> database.readConsistently(
                            data.resolve("panel"),
                            connection -> DatabaseRows.visit(connection, visitor.and(new Counting(progress)))));
        } catch (Refused e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private record Counting(Runnable progress) implements RowVisitor {
        @Override
        public void table(Table table) {}

        @Override
        public void row(List<@Nullable Object> values) {
            progress.run();
        }

        @Override
        public void end(Table table) {}
    }
}
