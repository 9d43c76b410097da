package io.ostler.panel.rest.internal.body;

import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.identity.Providers;
import io.ostler.panel.api.provider.SettingField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bodies about configured ways to sign in. */
public final class ProviderBodies {
    private ProviderBodies() {}

    public record ProviderChoice(String value, String label) {}

    /** A field of a provider's form; {@code kind}: text, long-text, secret, flag, choice, list. */
    public record ProviderField(
            String name,
            String kind,
            boolean required,
            String label,
            String hint,
            String fallback,
            List<ProviderChoice> choices) {
        static ProviderField of(SettingField field) {
            return new ProviderField(
                    field.name(),
                    text(field.kind()),
                    field.required(),
                    field.label(),
                    field.hint(),
                    field.fallback(),
                    field.choices().stream()
                            .map(choice -> new ProviderChoice(choice.value(), choice.label()))
                            .toList());
        }
    }

    /** {@code way}: password or redirect. */
    public record ProviderType(String id, String way, String name, List<ProviderField> fields) {
        static ProviderType of(Providers.Type type) {
            return new ProviderType(
                    type.id(),
                    text(type.way()),
                    type.name(),
                    type.fields().stream().map(ProviderField::of).toList());
        }
    }

    public record ProviderTypes(List<ProviderType> types) {
        public static ProviderTypes of(List<Providers.Type> types) {
            return new ProviderTypes(types.stream().map(ProviderType::of).toList());
        }
    }

    public record GroupRule(String group, String role) {}

    /** Who gets an account and which role; {@code role} is that of people whom no rule fits, absent to turn them away. */
    public record Admission(boolean creates, @Nullable String role, boolean follows, List<GroupRule> rules) {
        static Admission of(Providers.Admission admission) {
            return new Admission(
                    admission.creates(),
                    admission.role() == null ? null : admission.role().value(),
                    admission.follows(),
                    admission.rules().stream()
                            .map(rule -> new GroupRule(rule.group(), rule.role().value()))
                            .toList());
        }

        Providers.Admission read() {
            return new Providers.Admission(
                    creates,
                    roleOf(role),
                    follows,
                    rules.stream()
                            .map(rule -> new Providers.Rule(rule.group(), UserBodies.roleId(rule.role())))
                            .toList());
        }
    }

    private static @Nullable RoleId roleOf(@Nullable String role) {
        return role == null ? null : UserBodies.roleId(role);
    }

    /** {@code secrets} names those that are set; their values are never sent. */
    public record Provider(
            String id,
            String type,
            boolean installed,
            String name,
            String icon,
            boolean enabled,
            Map<String, String> values,
            List<String> secrets,
            Admission admission,
            boolean asksSecondFactor,
            int people) {
        public static Provider of(Providers.Provider provider) {
            return new Provider(
                    provider.id(),
                    provider.type(),
                    provider.installed(),
                    provider.name(),
                    provider.icon(),
                    provider.enabled(),
                    new TreeMap<>(provider.values()),
                    provider.secrets().stream().sorted().toList(),
                    Admission.of(provider.admission()),
                    provider.asksSecondFactor(),
                    provider.people());
        }
    }

    public record ProviderList(List<Provider> providers) {
        public static ProviderList of(List<Providers.Provider> providers) {
            return new ProviderList(providers.stream().map(Provider::of).toList());
        }
    }

    /**
     * Secrets that are left out or empty stay as they are. {@code asksSecondFactor}: the provider asks for one itself,
     * so the panel doesn't; else it does where an account has one.
     */
    public record ProviderDraft(
            String name,
            String icon,
            boolean enabled,
            Map<String, String> values,
            Admission admission,
            @Nullable Boolean asksSecondFactor) {
        public Providers.Draft read() {
            return new Providers.Draft(
                    name, icon, enabled, values, admission.read(), Boolean.TRUE.equals(asksSecondFactor));
        }
    }

    public record NewProvider(
            String type,
            String name,
            String icon,
            boolean enabled,
            Map<String, String> values,
            Admission admission,
            @Nullable Boolean asksSecondFactor) {
        public Providers.Draft read() {
            return new Providers.Draft(
                    name, icon, enabled, values, admission.read(), Boolean.TRUE.equals(asksSecondFactor));
        }
    }

    public record ProviderOrder(List<String> ids) {}

    /** {@code id}: whose secrets stand in for those that are left out. */
    public record ProviderTrial(@Nullable String id, String type, Map<String, String> values) {}

    public record RoleQuestion(Admission admission, List<String> groups) {
        public Providers.Admission read() {
            return admission.read();
        }
    }

    /** {@code rule} counts from 0; absent when no rule decided. No role: turned away. */
    public record RoleAnswer(
            @Nullable String role, @Nullable Integer rule) {
        public static RoleAnswer of(Providers.Preview preview) {
            return new RoleAnswer(preview.role() == null ? null : preview.role().value(), preview.rule());
        }
    }

    public record PersonThere(String name, String password) {}

    public record GroupList(List<String> groups) {}

    /** {@code first}: the provider that the login page goes to by itself. */
    public record SignInPolicy(
            boolean onlyProviders, @Nullable String first) {
        public static SignInPolicy of(Providers.Policy policy) {
            return new SignInPolicy(policy.onlyProviders(), policy.first());
        }

        public Providers.Policy read() {
            return new Providers.Policy(onlyProviders, first);
        }
    }

    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
