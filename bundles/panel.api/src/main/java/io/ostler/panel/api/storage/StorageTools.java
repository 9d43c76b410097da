package io.ostler.panel.api.storage;

import io.ostler.panel.api.storage.StorageSettings.Status;
import io.ostler.panel.api.storage.StorageSettings.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What {@link StorageSettings} rests on; asks for no rights. Thread-safe, blocks. */
@ProviderType
public interface StorageTools {

    Status status();

    Trial tryOut(Properties settings);

    /** {@code DATABASE_UNFIT} with {@code explanation} where a copy would not succeed. */
    void plan(Properties settings);

    void cancelPlan();

    /** Begins one; {@code CONFLICT} while another is under way. */
    void backUp(char @Nullable [] passphrase);

    /** {@code NOT_FOUND}. */
    Path backup(String name);

    /** {@code NOT_FOUND}. */
    void deleteBackup(String name) throws IOException;
}
