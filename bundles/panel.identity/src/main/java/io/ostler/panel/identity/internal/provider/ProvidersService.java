package io.ostler.panel.identity.internal.provider;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.GrantRules;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.identity.Providers;
import io.ostler.panel.api.identity.SignInWays;
import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.panel.api.provider.AuthProviderType.Way;
import io.ostler.panel.api.provider.PasswordProvider;
import io.ostler.panel.api.provider.ProviderSettings;
import io.ostler.panel.api.store.IdentityStore;
import io.ostler.panel.api.store.ProviderStore;
import io.ostler.panel.api.store.ProviderStore.ProviderRecord;
import io.ostler.panel.api.store.ProviderStore.RuleRecord;
import io.ostler.panel.api.store.SettingStore;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What administrators do with providers. Thread-safe: changes happen one after another. */
@Component(service = Providers.class)
public final class ProvidersService implements Providers {
    public static final String FIRST = "sign-in.first";
    private static final Logger LOG = LoggerFactory.getLogger(ProvidersService.class);

    private final AccessControl access;
    private final ProviderStore store;
    private final IdentityStore identities;
    private final SettingStore settings;
    private final ProviderBook book;
    private final ProviderTypes types;
    private final GrantRules grants;

    @Activate
    public ProvidersService(
            @Reference AccessControl access,
            @Reference ProviderStore store,
            @Reference IdentityStore identities,
            @Reference SettingStore settings,
            @Reference ProviderBook book,
            @Reference ProviderTypes types,
            @Reference GrantRules grants) {
        this.access = access;
        this.store = store;
        this.identities = identities;
        this.settings = settings;
        this.book = book;
        this.types = types;
        this.grants = grants;
    }

    @Override
    public List<Type> types(Caller caller, Locale locale) {
        access.require(caller, Permission.PROVIDER_MANAGE);
        return types.all().stream()
                .map(type -> new Type(type.id(), type.way(), type.name(locale), type.fields(locale)))
                .toList();
    }

    @Override
    public List<Provider> list(Caller caller) {
        access.require(caller, Permission.PROVIDER_MANAGE);
        return store.list().stream().map(this::view).toList();
    }

    @Override
    public synchronized Provider create(Caller caller, String type, Draft draft) {
        access.require(caller, Permission.PROVIDER_MANAGE);
        var known = store.list();
        if (known.size() >= DraftRules.MOST_PROVIDERS) {
            throw OstlerException.invalid("type", "at most " + DraftRules.MOST_PROVIDERS + " providers");
        }
        var id = UUID.randomUUID().toString();
        var last = known.isEmpty() ? -1 : known.getLast().position();
        var record = record(caller, id, existing(type), draft, last + 1, Map.of());
        store.insert(record);
        LOG.info("{} set up the provider {} ({})", caller.name(), record.name(), type);
        return view(record);
    }

    @Override
    public synchronized Provider change(Caller caller, String id, Draft draft) {
        access.require(caller, Permission.PROVIDER_MANAGE);
        var known = existingRecord(id);
        var record = record(caller, id, existing(known.type()), draft, known.position(), book.values(known));
        if (!store.update(record)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        types.forget(id);
        LOG.info("{} changed the provider {}", caller.name(), record.name());
        return view(record);
    }

    @Override
    public synchronized void remove(Caller caller, String id) {
        access.require(caller, Permission.PROVIDER_MANAGE);
        var known = existingRecord(id);
        store.delete(id);
        identities.deleteAll(id);
        types.forget(id);
        if (settings.get(FIRST).filter(id::equals).isPresent()) {
            settings.put(FIRST, "");
        }
        LOG.info("{} removed the provider {}", caller.name(), known.name());
    }

    @Override
    public synchronized void order(Caller caller, List<String> ids) {
        access.require(caller, Permission.PROVIDER_MANAGE);
        var known = store.list().stream().map(ProviderRecord::id).toList();
        if (ids.size() != known.size() || !new HashSet<>(ids).equals(new HashSet<>(known))) {
            throw OstlerException.invalid("ids", "every provider once");
        }
        store.order(ids);
    }

    @Override
    public void test(Caller caller, @Nullable String id, String type, Map<String, String> values) {
        access.require(caller, Permission.PROVIDER_MANAGE);
        var known = id == null ? Map.<String, String>of() : book.values(existingRecord(id));
        var provider = existing(type);
        var opened = provider.open(new ProviderSettings(DraftRules.values(provider, values, known)));
        try {
            opened.test();
        } finally {
            ProviderTypes.close(opened);
        }
    }

    @Override
    public Preview preview(Caller caller, Admission admission, List<String> groups) {
        access.require(caller, Permission.PROVIDER_MANAGE);
        DraftRules.check(admission);
        return RoleRules.evaluate(rules(admission), admission.role(), groups);
    }

    @Override
    public Optional<List<String>> groupsOf(Caller caller, String id, String name, String password) {
        access.require(caller, Permission.PROVIDER_MANAGE);
        if (name.isBlank() || password.isEmpty()) {
            return Optional.empty();
        }
        return book.open(existingRecord(id), PasswordProvider.class)
                .authenticate(name, password)
                .map(identity -> identity.groups());
    }

    @Override
    public Policy policy(Caller caller) {
        access.require(caller, Permission.PROVIDER_MANAGE);
        return new Policy(
                settings.get(SignInWays.ONLY_PROVIDERS).filter("true"::equals).isPresent(),
                settings.get(FIRST).filter(first -> !first.isEmpty()).orElse(null));
    }

    @Override
    public synchronized void setPolicy(Caller caller, Policy policy) {
        access.require(caller, Permission.PROVIDER_MANAGE);
        var usable = book.usable();
        if (policy.onlyProviders() && usable.isEmpty()) {
            throw OstlerException.invalid("onlyProviders", "only with a provider that is enabled");
        }
        var first = policy.first();
        if (first != null && usable.stream().noneMatch(record -> record.id().equals(first) && redirects(record))) {
            throw OstlerException.invalid("first", "a provider that is enabled and has its own sign-in page");
        }
        settings.put(SignInWays.ONLY_PROVIDERS, Boolean.toString(policy.onlyProviders()));
        settings.put(FIRST, first == null ? "" : first);
        LOG.info(
                "{} set that people sign in {}",
                caller.name(),
                policy.onlyProviders() ? "by providers only" : "as they like");
    }

    private boolean redirects(ProviderRecord record) {
        return book.typeOf(record).filter(type -> type.way() == Way.REDIRECT).isPresent();
    }

    private ProviderRecord record(
            Caller caller, String id, AuthProviderType type, Draft draft, int position, Map<String, String> former) {
        DraftRules.check(draft);
        var admission = draft.admission();
        if (admission.role() != null) {
            grants.requireGivable(caller, admission.role(), null);
        }
        admission.rules().forEach(rule -> grants.requireGivable(caller, rule.role(), null));
        var values = DraftRules.values(type, draft.values(), former);
        // Refuses what can't be, by the type's own rules.
        ProviderTypes.close(type.open(new ProviderSettings(values)));
        return new ProviderRecord(
                id,
                type.id(),
                draft.name().strip(),
                draft.icon(),
                position,
                draft.enabled(),
                admission.creates(),
                admission.role(),
                admission.follows(),
                rules(admission),
                book.sealed(id, type, values),
                draft.asksSecondFactor() && type.way() == Way.REDIRECT);
    }

    private static List<RuleRecord> rules(Admission admission) {
        return admission.rules().stream()
                .map(rule -> new RuleRecord(rule.group(), rule.role()))
                .toList();
    }

    private AuthProviderType existing(String type) {
        return types.find(type).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    private ProviderRecord existingRecord(String id) {
        return store.find(id).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
    }

    private Provider view(ProviderRecord record) {
        return new Provider(
                record.id(),
                record.type(),
                types.find(record.type()).isPresent(),
                record.name(),
                record.icon(),
                record.enabled(),
                ProviderBook.shown(record),
                ProviderBook.secretsIn(record),
                new Admission(
                        record.creates(),
                        record.role(),
                        record.follows(),
                        record.rules().stream()
                                .map(rule -> new Rule(rule.group(), rule.role()))
                                .toList()),
                record.asksSecondFactor(),
                identities.count(record.id()));
    }
}
