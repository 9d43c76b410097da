package io.ostler.panel.api.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.osgi.annotation.versioning.ConsumerType;

/** A database that is open. Thread-safe. */
@ConsumerType
public interface OpenDatabase extends AutoCloseable {

    DataSource dataSource();

    /** What is read of a state that nobody changes meanwhile. */
    interface Reading {
        void read(Connection connection) throws SQLException, IOException;
    }

    /**
     * Lets everything be read as it is at one moment, while others go on writing. Blocks.
     *
     * @param temporary a folder for a copy, where the database needs one; emptied afterwards
     */
    void readConsistently(Path temporary, Reading reading) throws SQLException, IOException;

    /** {@code derby} or {@code postgres}. */
    String kind();

    /** What a person may be told about where it is; never a secret. */
    String place();

    /** How many bytes it takes where it is. Blocks. */
    long size() throws SQLException, IOException;

    @Override
    void close();
}
