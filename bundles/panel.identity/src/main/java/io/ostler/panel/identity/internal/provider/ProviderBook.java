package io.ostler.panel.identity.internal.provider;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.provider.AuthProvider;
import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.provider.SettingField;
import io.ostler.panel.api.secret.SecretBox;
import io.ostler.panel.api.store.ProviderStore;
import io.ostler.panel.api.store.ProviderStore.ProviderRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stored providers as they can be used: secrets unsealed, of a type that is there. Thread-safe, blocks for storage. */
@Component(service = ProviderBook.class)
public final class ProviderBook {
    /** Marks a sealed value in the store, where the type that knows its fields may be away. */
    private static final String SEALED = "sealed:";

    private static final String PLAIN = "plain:";

    private final ProviderStore store;
    private final ProviderTypes types;
    private final SecretBox box;

    @Activate
    public ProviderBook(@Reference ProviderStore store, @Reference ProviderTypes types, @Reference SecretBox box) {
        this.store = store;
        this.types = types;
        this.box = box;
    }

    /** The enabled ones whose bundle is there, in their order. */
    public List<ProviderRecord> usable() {
        return store.list().stream()
                .filter(record -> record.enabled() && types.find(record.type()).isPresent())
                .toList();
    }

    /** The enabled one with that id. {@code NOT_FOUND}. */
    public ProviderRecord usable(String id) {
        return usable().stream()
                .filter(record -> record.id().equals(id))
                .findAny()
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    public Optional<AuthProviderType> typeOf(ProviderRecord record) {
        return types.find(record.type());
    }

    /** {@code NOT_FOUND} when its bundle is away or it is of another kind. */
    public <P extends AuthProvider> P open(ProviderRecord record, Class<P> kind) {
        return types.open(record, this::settings)
                .filter(kind::isInstance)
                .map(kind::cast)
                .orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    ProviderSettings settings(ProviderRecord record) {
        return new ProviderSettings(values(record));
    }

    /** All values in clear. */
    Map<String, String> values(ProviderRecord record) {
        var values = new HashMap<String, String>();
        record.settings().forEach((name, stored) -> values.put(name, clear(record.id(), name, stored)));
        return values;
    }

    private String clear(String id, String name, String stored) {
        return stored.startsWith(SEALED)
                ? box.open(place(id, name), stored.substring(SEALED.length()))
                : stored.substring(PLAIN.length());
    }

    /** As they are stored. */
    Map<String, String> sealed(String id, AuthProviderType type, Map<String, String> values) {
        var secrets = secretsOf(type);
        var stored = new HashMap<String, String>();
        values.forEach((name, value) ->
                stored.put(name, secrets.contains(name) ? SEALED + box.seal(place(id, name), value) : PLAIN + value));
        return stored;
    }

    static Map<String, String> shown(ProviderRecord record) {
        return record.settings().entrySet().stream()
                .filter(setting -> setting.getValue().startsWith(PLAIN))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, setting -> setting.getValue().substring(PLAIN.length())));
    }

    static Set<String> secretsIn(ProviderRecord record) {
        return record.settings().entrySet().stream()
                .filter(setting -> setting.getValue().startsWith(SEALED))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> secretsOf(AuthProviderType type) {
        return type.fields(Locale.ENGLISH).stream()
                .filter(field -> field.kind() == SettingField.Kind.SECRET)
                .map(SettingField::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String place(String id, String name) {
        return "provider/" + id + "/" + name;
    }
}
