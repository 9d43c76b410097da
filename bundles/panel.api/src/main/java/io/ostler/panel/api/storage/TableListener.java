package io.ostler.panel.api.storage;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Learns what another panel changed in the database that both use. Who remembers rows registers it as an OSGi service
 * and reads anew what it is told. Called by one thread, one change after another: what it throws is logged and stops
 * nobody. Never called where the database is this panel's alone.
 */
@ConsumerType
public interface TableListener {

    /**
     * @param table empty when any may have changed
     * @param key of the row: the first column of the table's primary key; null when any row may have changed, because
     *     news were missed
     */
    void changed(String table, @Nullable String key);
}
