package io.ostler.panel.api.store;

import io.ostler.model.UserId;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** What the console keeps for a person, by keys of at most 64 characters. Thread-safe, blocks. */
@ConsumerType
public interface PreferenceStore {

    Optional<String> get(UserId user, String key);

    List<String> keys(UserId user);

    /** Puts a text of at most 65,536 characters in place of the former one, whole or not at all. */
    void put(UserId user, String key, String value);

    boolean delete(UserId user, String key);

    /** The account goes. */
    void deleteAll(UserId user);
}
