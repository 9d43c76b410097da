package io.ostler.panel.api.store;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Small settings by name. Thread-safe, blocks. Values are at most 32,000 characters. */
@ConsumerType
public interface SettingStore {

    Optional<String> get(String name);

    void put(String name, String value);

    /** Sets it only where it is absent; true when this call set it. Of several at once exactly one wins. */
    boolean putIfAbsent(String name, String value);
}
