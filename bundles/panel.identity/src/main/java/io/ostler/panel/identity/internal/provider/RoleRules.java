package io.ostler.panel.identity.internal.provider;

import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.identity.Providers.Preview;
import io.ostler.panel.api.store.ProviderStore.RuleRecord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which role groups give: the first rule that fits, else the role of new accounts. Stateless. */
public final class RoleRules {
    private RoleRules() {}

    public static Preview evaluate(List<RuleRecord> rules, @Nullable RoleId role, List<String> groups) {
        var held = groups.stream().map(RoleRules::fold).collect(Collectors.toSet());
        for (int i = 0; i < rules.size(); i++) {
            if (held.contains(fold(rules.get(i).group()))) {
                return new Preview(rules.get(i).role(), i);
            }
        }
        return new Preview(role, null);
    }

    /** Groups of a directory are distinguished names, in which case and blanks after commas mean nothing. */
    private static String fold(String group) {
        return group.strip().toLowerCase(Locale.ROOT).replaceAll(",\\s+", ",");
    }
}
