package io.ostler.panel.api.setting;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The panel's settings that people change while it runs. {@link #get} answers from memory, so read it each time a value
 * is used instead of keeping one; what another panel on the same database changes is there within two seconds. Whoever
 * calls {@link #put} has checked the right. Thread-safe.
 */
@ProviderType
public interface PanelSettings {

    /** Stops listening; may be closed again. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** What was set, else what a configuration file says, else the setting's own. */
    <T> T get(Setting<T> setting);

    /** {@code VALUE_OUT_OF_RANGE}; blocks for storage. */
    <T> void put(Setting<T> setting, T value);

    /** What a configuration file says: it holds where nothing was set. */
    <T> void configured(Setting<T> setting, T value);

    /** Calls back after a setting got another value, on the thread that found out. */
    Listening listen(Consumer<Setting<?>> listener);
}
