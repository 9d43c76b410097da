package io.ostler.panel.api.storage;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/** One kind of database. Has a constructor without parameters; thread-safe. */
@ConsumerType
public interface DatabaseProvider {

    /** The word after {@code storage =} in {@code DATA/panel/database.cfg}. */
    String name();

    /** What a person may be told about where it is: a folder, or host and name; never a secret. */
    String place(Path data);

    /**
     * Opens it with the settings in the data folder and, where that is the provider's business, makes it. Blocks.
     *
     * @throws io.ostler.model.OstlerException {@code STORAGE_FAILED} or {@code DISK_FULL}, with an
     *     {@code explanation} for a person
     */
    OpenDatabase open(Path data);
}
