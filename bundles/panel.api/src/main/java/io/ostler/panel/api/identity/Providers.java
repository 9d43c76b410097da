package io.ostler.panel.api.identity;

import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.provider.AuthProviderType.Way;
import io.ostler.panel.api.provider.SettingField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The configured providers; {@link io.ostler.panel.api.access.Permission#PROVIDER_MANAGE} for every call. Nobody maps
 * to a role that holds more than they do: {@code FORBIDDEN}. Thread-safe, blocks for storage.
 */
@ProviderType
public interface Providers {

    record Type(String id, Way way, String name, List<SettingField> fields) {}

    /** Who is in the group gets the role; of several the first counts. Groups compare without regard to case. */
    record Rule(String group, RoleId role) {}

    /**
     * What people without an account get.
     *
     * @param creates whether the first sign-in makes an account
     * @param role of new accounts without a rule that fits; null: without a rule nobody is let in
     * @param follows whether each sign-in sets the role anew by the rules
     */
    record Admission(boolean creates, @Nullable RoleId role, boolean follows, List<Rule> rules) {
        public Admission {
            rules = List.copyOf(rules);
        }
    }

    /**
     * @param values of settings; of secrets an empty text keeps what is set
     * @param asksSecondFactor whether it asks for one itself, so that the panel doesn't; only for those that send
     *     browsers away
     */
    record Draft(
            String name,
            String icon,
            boolean enabled,
            Map<String, String> values,
            Admission admission,
            boolean asksSecondFactor) {
        public Draft {
            values = Map.copyOf(values);
        }
    }

    /**
     * @param installed whether the bundle of its type is there
     * @param values without secrets
     * @param secrets names of the secrets that are set
     * @param people how many accounts are bound to it
     */
    record Provider(
            String id,
            String type,
            boolean installed,
            String name,
            String icon,
            boolean enabled,
            Map<String, String> values,
            Set<String> secrets,
            Admission admission,
            boolean asksSecondFactor,
            int people) {}

    /**
     * How people sign in.
     *
     * @param onlyProviders local passwords are off but for administrators
     * @param first provider that the login page goes to by itself; null for none
     */
    record Policy(boolean onlyProviders, @Nullable String first) {}

    /**
     * What somebody with these groups gets.
     *
     * @param role null: nothing, they are turned away
     * @param rule number of the rule that decided, from 0; null: the role of new accounts
     */
    record Preview(@Nullable RoleId role, @Nullable Integer rule) {}

    List<Type> types(Caller caller, Locale locale);

    /** In their order. */
    List<Provider> list(Caller caller);

    /** {@code NOT_FOUND} for a type that isn't installed, {@code INVALID_REQUEST} with the field. */
    Provider create(Caller caller, String type, Draft draft);

    /** {@code NOT_FOUND}, {@code INVALID_REQUEST}. */
    Provider change(Caller caller, String id, Draft draft);

    /** With all its bindings; accounts stay. {@code NOT_FOUND}. */
    void remove(Caller caller, String id);

    /** The ids of all in their new order. {@code INVALID_REQUEST} when one is missing or unknown. */
    void order(Caller caller, List<String> ids);

    /**
     * Tries settings before they are kept. {@code PROVIDER_FAILED} with what is wrong, {@code NOT_FOUND}.
     *
     * @param id of the provider whose secrets stand in for empty ones; null for a new one
     */
    void test(Caller caller, @Nullable String id, String type, Map<String, String> values);

    Preview preview(Caller caller, Admission admission, List<String> groups);

    /**
     * What a person of a provider with passwords is told to be there, found by name and password.
     * {@code LOGIN_FAILED}, {@code PROVIDER_FAILED}.
     */
    Optional<List<String>> groupsOf(Caller caller, String id, String name, String password);

    Policy policy(Caller caller);

    /** {@code INVALID_REQUEST} for a provider that isn't enabled or doesn't send browsers away. */
    void setPolicy(Caller caller, Policy policy);
}
