package io.ostler.panel.api.storage;

import java.util.Properties;
import org.osgi.annotation.versioning.ConsumerType;

/** Tries settings of a database that isn't in use. Registered with {@code ostler.storage}; thread-safe, blocks. */
@ConsumerType
public interface DatabaseTrial {

    /**
     * @param place what a person may be told about where it is
     * @param tables how many it holds
     * @param free whether a copy may come there: it is empty, or holds the beginning of one
     */
    record Found(String place, String version, int tables, boolean free) {}

    /**
     * Connects once and keeps nothing.
     *
     * @param settings the lines of {@code database.cfg}
     * @throws io.ostler.model.OstlerException {@code INVALID_REQUEST} with {@code field} and {@code rule};
     *     {@code STORAGE_FAILED} with {@code reason} and {@code explanation}
     */
    Found tryOut(Properties settings);
}
