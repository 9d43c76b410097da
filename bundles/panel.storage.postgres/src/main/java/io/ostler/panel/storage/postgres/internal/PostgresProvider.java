package io.ostler.panel.storage.postgres.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.storage.DatabaseProvider;
import io.ostler.panel.api.storage.OpenDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The database that {@code DATA/panel/database.cfg} describes. Stateless. */
public final class PostgresProvider implements DatabaseProvider {
    static final String NAME = "postgres";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String place(Path data) {
        return settings(data).place();
    }

    @Override
    public OpenDatabase open(Path data) {
        return PostgresDatabase.open(settings(data));
    }

    static PostgresSettings settings(Path data) {
        var file = new SettingsFile(data);
        try {
            return PostgresSettings.of(file.read());
        } catch (OstlerException e) {
            throw unusable(
                    "The line " + e.parameters().get("field") + " of " + file.path() + " has to be "
                            + e.parameters().get("rule") + ".",
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(file.path() + " can't be read (" + e.getMessage() + ").", e);
        }
    }

    private static OstlerException unusable(String explanation, Exception cause) {
        return new OstlerException(
                ErrorCode.STORAGE_FAILED, Map.of("reason", "SETTINGS", "explanation", explanation), cause);
    }
}
