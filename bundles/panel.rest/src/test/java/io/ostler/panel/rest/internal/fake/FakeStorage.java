package io.ostler.panel.rest.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.storage.StorageSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of storage that remember the last server asked about. */
public final class FakeStorage implements StorageSettings {
    public static final String NAME = "ostler-20260101-000000.backup";

    public volatile @Nullable Server server;
    private volatile @Nullable Plan plan;
    private final Path backup;

    public FakeStorage(Path backup) {
        this.backup = backup;
    }

    @Override
    public Status status(Caller caller) {
        return new Status(
                "derby",
                "/data/panel/db",
                1,
                List.of(new TableRows("ostler_user", 3)),
                "/data/panel/database.cfg",
                "/data/backups",
                List.of(new BackupFile(NAME, 4, Instant.EPOCH)),
                Instant.EPOCH,
                plan,
                null,
                new Work(State.RUNNING, 1, 3, NAME, null));
    }

    @Override
    public Trial tryOut(Caller caller, Server tried) {
        server = tried;
        return new Trial(true, true, "15", null);
    }

    @Override
    public Status plan(Caller caller, Server planned) {
        if (planned.host().equals("fit.example")) {
            plan = new Plan(planned.host(), "");
            return status(caller);
        }
        throw OstlerException.of(ErrorCode.DATABASE_UNFIT, "explanation", "It holds tables already.");
    }

    @Override
    public Status cancelPlan(Caller caller) {
        plan = null;
        return status(caller);
    }

    @Override
    public Status backUp(Caller caller, @Nullable String passphrase) {
        return status(caller);
    }

    @Override
    public Path backup(Caller caller, String name) {
        if (!NAME.equals(name)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        return backup;
    }

    @Override
    public Status deleteBackup(Caller caller, String name) {
        backup(caller, name);
        return status(caller);
    }
}
