package io.ostler.panel.auth.internal.apikey;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.AddressRange;
import io.ostler.panel.api.access.ApiKeys;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.setting.PanelSettings;
import io.ostler.panel.api.setting.SecuritySettings;
import io.ostler.panel.api.setting.SecuritySettings.KeyMode;
import io.ostler.panel.api.setting.Setting;
import io.ostler.panel.auth.internal.login.GuessThrottle;
import io.ostler.panel.auth.internal.session.Secrets;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who a key is, and its making and revoking. Thread-safe; see {@link ApiKeys}. */
@Component(service = ApiKeys.class)
public final class ApiKeysService implements ApiKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeysService.class);

    private final KeyBook book;
    private final KeyRules rules;
    private final AccessControl access;
    private final PanelSettings settings;
    private final GuessThrottle throttle;
    private final PanelSettings.Listening listening;

    @Activate
    public ApiKeysService(
            @Reference KeyBook book,
            @Reference AccessControl access,
            @Reference Permissions permissions,
            @Reference PanelSettings settings) {
        this(book, access, permissions, settings, new GuessThrottle(System::nanoTime));
    }

    ApiKeysService(
            KeyBook book,
            AccessControl access,
            Permissions permissions,
            PanelSettings settings,
            GuessThrottle throttle) {
        this.book = book;
        this.access = access;
        this.settings = settings;
        this.throttle = throttle;
        rules = new KeyRules(access, permissions, book.clock());
        listening = settings.listen(this::changed);
    }

    @Deactivate
    void close() {
        listening.close();
    }

    /** Where fewer may use keys, what rests on theirs ends now. */
    private void changed(Setting<?> setting) {
        if (setting == SecuritySettings.KEY_MODE && settings.get(SecuritySettings.KEY_MODE) != KeyMode.ON) {
            book.endStreams(key ->
                    book.account(key).filter(account -> isOn(account.role())).isEmpty());
        }
    }

    @Override
    public Holder find(String secret, String address) {
        var live = KeyText.isWellFormed(secret) ? book.bySecret(Secrets.hash(secret)) : Optional.<LiveKey>empty();
        if (live.isEmpty()) {
            throttle.wrong(address);
            throw refused();
        }
        var holder = holder(live.get()).filter(found -> isFrom(live.get().key, address));
        if (holder.isEmpty()) {
            LOG.debug("Key {} doesn't hold here and now", live.get().key.id());
            throw refused();
        }
        live.get().used(book.clock().instant(), address);
        return holder.get();
    }

    @Override
    public Optional<Holder> holder(String handle) {
        return book.byHandle(handle).flatMap(this::holder);
    }

    private Optional<Holder> holder(LiveKey live) {
        if (live.isExpired(book.clock().instant())) {
            return Optional.empty();
        }
        return book.account(live.key)
                .filter(account -> isOn(account.role()))
                .map(account -> new Holder(live.key, account.name(), account.role()));
    }

    private boolean isOn(RoleId role) {
        return switch (settings.get(SecuritySettings.KEY_MODE)) {
            case ON -> true;
            case ADMINISTRATORS -> role.isAdministrator();
            case OFF -> false;
        };
    }

    private static boolean isFrom(ApiKey key, String address) {
        if (key.addresses().isEmpty()) {
            return true;
        }
        return AddressRange.address(address)
                .filter(peer -> key.addresses().stream().anyMatch(range -> range.contains(peer)))
                .isPresent();
    }

    private static OstlerException refused() {
        return new OstlerException(ErrorCode.API_KEY_REFUSED);
    }

    @Override
    public List<ApiKey> list(Caller caller) {
        access.require(caller, Permission.ACCOUNT_SELF);
        return book.of(caller.user());
    }

    @Override
    public synchronized Made make(Caller caller, Wanted wanted) {
        KeyRules.requireNoKey(caller);
        access.require(caller, Permission.ACCOUNT_SELF);
        if (!isOn(caller.role())) {
            throw OstlerException.of(ErrorCode.FORBIDDEN, "reason", "API keys are switched off");
        }
        var key = rules.checked(caller, wanted);
        if (book.of(caller.user()).size() >= MOST) {
            throw OstlerException.of(ErrorCode.VALUE_OUT_OF_RANGE, "rule", "at most " + MOST + " keys");
        }
        var secret = KeyText.create();
        if (!book.insert(key, Secrets.hash(secret))) {
            throw OstlerException.of(ErrorCode.NAME_TAKEN, "name", key.name());
        }
        LOG.info("User {} made the API key {}", caller.name(), key.id());
        return new Made(key, secret);
    }

    @Override
    public void revoke(Caller caller, String id) {
        KeyRules.requireNoKey(caller);
        access.require(caller, Permission.ACCOUNT_SELF);
        revoke(caller, id, book.of(caller.user()));
    }

    @Override
    public List<ApiKey> all(Caller caller) {
        access.require(caller, Permission.USER_MANAGE);
        return book.all();
    }

    @Override
    public void revokeAny(Caller caller, String id) {
        access.require(caller, Permission.USER_MANAGE);
        revoke(caller, id, book.all());
    }

    private void revoke(Caller caller, String id, List<ApiKey> among) {
        var key = among.stream()
                .filter(known -> known.id().equals(id))
                .findAny()
                .orElseThrow(() -> OstlerException.of(ErrorCode.NOT_FOUND, "id", id));
        if (!book.revoke(key)) {
            throw OstlerException.of(ErrorCode.NOT_FOUND, "id", id);
        }
        LOG.info("User {} revoked the API key {}", caller.name(), id);
    }
}
