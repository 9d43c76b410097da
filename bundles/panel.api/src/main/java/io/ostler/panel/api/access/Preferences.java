package io.ostler.panel.api.access;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the console keeps for a person on the server, so that it follows them: views, favourites, order. Each sees their
 * own alone ({@code ACCOUNT_SELF}). The panel doesn't look inside. Thread-safe, blocks for storage.
 */
@ProviderType
public interface Preferences {
    int MOST_KEYS = 50;
    int LONGEST_VALUE = 65_536;

    Optional<String> get(Caller caller, String key);

    /**
     * @param key {@code [a-z][a-z0-9.-]{0,63}}
     * @param json at most {@value #LONGEST_VALUE} bytes as UTF-8; {@code REQUEST_TOO_LARGE}
     */
    void put(Caller caller, String key, String json);

    void delete(Caller caller, String key);
}
