package io.ostler.panel.core.internal.setting;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.setting.PanelSettings;
import io.ostler.panel.api.setting.Setting;
import io.ostler.panel.api.storage.TableListener;
import io.ostler.panel.api.store.SettingStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings from the store, remembered for two seconds, or until another panel on the same database says that it changed one. A store that
 * fails, or a text that nobody understands, leaves what held before. Thread-safe.
 */
@Component(service = {PanelSettings.class, TableListener.class})
public final class PanelSettingsService implements PanelSettings, TableListener {
    private static final Logger LOG = LoggerFactory.getLogger(PanelSettingsService.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    /** @param value null: nothing was set */
    private record Known(@Nullable Object value, long read) {}

    private final SettingStore store;
    private final LongSupplier nanos;
    private final Map<Setting<?>, Known> known = new ConcurrentHashMap<>();
    private final Map<Setting<?>, Object> configured = new ConcurrentHashMap<>();
    private final List<Consumer<Setting<?>>> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public PanelSettingsService(@Reference SettingStore store) {
        this(store, System::nanoTime);
    }

    PanelSettingsService(SettingStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    @Override
    @SuppressWarnings("unchecked") // put under its own setting only
    public <T> T get(Setting<T> setting) {
        var value = (T) set(setting);
        if (value != null) {
            return value;
        }
        var said = (T) configured.get(setting);
        return said == null ? setting.fallback() : said;
    }

    private @Nullable Object set(Setting<?> setting) {
        var present = known.get(setting);
        if (present != null && nanos.getAsLong() - present.read < FRESH_NANOS) {
            return present.value;
        }
        // Inside the map's own lock, so that put() can't come between the read and its entry.
        var former = present;
        var next = known.compute(setting, (s, now) -> now != null && now != former ? now : read(s, now));
        if (present != null && !Objects.equals(present.value, next.value)) {
            tell(setting);
        }
        return next.value;
    }

    private Known read(Setting<?> setting, @Nullable Known former) {
        try {
            return new Known(store.get(setting.name()).map(setting::read).orElse(null), nanos.getAsLong());
        } catch (IllegalArgumentException e) {
            LOG.warn("The setting {} is unreadable and counts as it was: {}", setting, e.toString());
        } catch (OstlerException e) {
            if (former == null) {
                throw e;
            }
            LOG.warn("The setting {} can't be read and counts as it was: {}", setting, e.code());
        }
        return new Known(former == null ? null : former.value, nanos.getAsLong());
    }

    /** Another panel set it. */
    @Override
    public void changed(String table, @Nullable String name) {
        if (table.isEmpty() || table.equals("ostler_setting")) {
            known.keySet().stream()
                    .filter(setting -> name == null || setting.name().equals(name))
                    .forEach(this::readAgain);
        }
    }

    private void readAgain(Setting<?> setting) {
        var former = known.get(setting);
        var next = known.compute(setting, this::read);
        if (former != null && !Objects.equals(former.value, next.value)) {
            tell(setting);
        }
    }

    @Override
    public <T> void put(Setting<T> setting, T value) {
        var text = setting.write(setting.checked(value));
        known.compute(setting, (s, former) -> {
            store.put(s.name(), text);
            return new Known(value, nanos.getAsLong());
        });
        tell(setting);
    }

    @Override
    public <T> void configured(Setting<T> setting, T value) {
        configured.put(setting, Objects.requireNonNull(value));
    }

    @Override
    public Listening listen(Consumer<Setting<?>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(Setting<?> setting) {
        for (var listener : listeners) {
            try {
                listener.accept(setting);
            } catch (RuntimeException e) {
                // A listener of another bundle: its failure must not keep the others from learning of it.
                LOG.error("A listener failed when the setting {} changed", setting, e);
            }
        }
    }
}
