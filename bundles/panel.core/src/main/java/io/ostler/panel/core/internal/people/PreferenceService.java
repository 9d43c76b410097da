package io.ostler.panel.core.internal.people;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Preferences;
import io.ostler.panel.api.store.PreferenceStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Preferences within their limits. Thread-safe: the last who writes a key wins, and no race passes the number of keys. */
@Component(service = Preferences.class)
public final class PreferenceService implements Preferences {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9.-]{0,63}");

    private final AccessControl access;
    private final PreferenceStore store;

    @Activate
    public PreferenceService(@Reference AccessControl access, @Reference PreferenceStore store) {
        this.access = access;
        this.store = store;
    }

    @Override
    public Optional<String> get(Caller caller, String key) {
        check(caller, key);
        return store.get(caller.user(), key);
    }

    @Override
    public synchronized void put(Caller caller, String key, String json) {
        check(caller, key);
        if (json.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
            throw OstlerException.of(ErrorCode.REQUEST_TOO_LARGE, "limit", Integer.toString(LONGEST_VALUE));
        }
        var keys = store.keys(caller.user());
        if (!keys.contains(key) && keys.size() >= MOST_KEYS) {
            throw OstlerException.invalid("key", "at most " + MOST_KEYS + " keys");
        }
        store.put(caller.user(), key, json);
    }

    @Override
    public void delete(Caller caller, String key) {
        check(caller, key);
        store.delete(caller.user(), key);
    }

    private void check(Caller caller, String key) {
        access.require(caller, Permission.ACCOUNT_SELF);
        if (!KEY.matcher(key).matches()) {
            throw OstlerException.invalid("key", "a small letter, then small letters, digits, '.' and '-'");
        }
    }
}
