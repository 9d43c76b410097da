package io.ostler.panel.identity.internal.provider;

import io.ostler.model.OstlerException;
import io.ostler.panel.api.identity.Providers.Admission;
import io.ostler.panel.api.identity.Providers.Draft;
import io.ostler.panel.api.provider.AuthProviderType;
import io.ostler.panel.api.provider.SettingField;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be set at a provider. Stateless. */
final class DraftRules {
    static final int MOST_PROVIDERS = 50;
    private static final int MOST_RULES = 200;
    private static final int LONGEST_VALUE = 16_000;
    private static final int LONGEST_SECRET = 4_000;
    /** The pictures that the console has; anything else would be somebody's text in a page before sign-in. */
    static final Set<String> ICONS =
            Set.of("key", "building", "users", "shield", "globe", "school", "gamepad", "heart");

    private DraftRules() {}

    static void check(Draft draft) {
        var name = draft.name().strip();
        if (name.isEmpty()
                || name.length() > 60
                || name.codePoints()
                        .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)) {
            throw OstlerException.invalid("name", "1 to 60 printable characters");
        }
        if (!ICONS.contains(draft.icon())) {
            throw OstlerException.invalid(
                    "icon", "one of " + ICONS.stream().sorted().toList());
        }
        check(draft.admission());
    }

    static void check(Admission admission) {
        if (admission.rules().size() > MOST_RULES) {
            throw OstlerException.invalid("rules", "at most " + MOST_RULES);
        }
        for (var rule : admission.rules()) {
            if (rule.group().isBlank()
                    || rule.group().length() > 500
                    || rule.group().chars().anyMatch(Character::isISOControl)) {
                throw OstlerException.invalid("group", "1 to 500 characters");
            }
        }
    }

    /**
     * The values to keep: no unknown names, none empty.
     *
     * @param former what is set, for secrets that were left empty
     */
    static Map<String, String> values(AuthProviderType type, Map<String, String> given, Map<String, String> former) {
        var fields = type.fields(Locale.ENGLISH).stream().collect(Collectors.toMap(SettingField::name, field -> field));
        var values = new HashMap<String, String>();
        for (var entry : given.entrySet()) {
            var field = fields.get(entry.getKey());
            if (field == null) {
                throw OstlerException.invalid(entry.getKey(), "a setting of this type");
            }
            check(field, entry.getValue());
            if (!entry.getValue().isEmpty()) {
                values.put(entry.getKey(), entry.getValue());
            }
        }
        for (var field : fields.values()) {
            var kept = former.get(field.name());
            if (field.kind() == SettingField.Kind.SECRET && !values.containsKey(field.name()) && kept != null) {
                values.put(field.name(), kept);
            }
            if (field.required() && values.getOrDefault(field.name(), "").isBlank()) {
                throw OstlerException.invalid(field.name(), "must be set");
            }
        }
        return values;
    }

    private static void check(SettingField field, String value) {
        boolean fits = switch (field.kind()) {
            case TEXT -> value.length() <= 2_000 && value.chars().noneMatch(Character::isISOControl);
            case SECRET -> value.length() <= LONGEST_SECRET;
            case LONG_TEXT, LIST -> value.length() <= LONGEST_VALUE && value.indexOf('\0') < 0;
            case FLAG -> value.isEmpty() || value.equals("true") || value.equals("false");
            case CHOICE ->
                value.isEmpty()
                        || field.choices().stream()
                                .anyMatch(choice -> choice.value().equals(value));
        };
        if (!fits) {
            throw OstlerException.invalid(field.name(), "a value of its kind");
        }
    }
}
