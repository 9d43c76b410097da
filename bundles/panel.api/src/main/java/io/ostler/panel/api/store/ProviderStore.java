package io.ostler.panel.api.store;

import io.ostler.panel.api.access.RoleId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** Configured ways to sign in. Each call is one durable transaction. Thread-safe, blocks. */
@ConsumerType
public interface ProviderStore {

    record RuleRecord(String group, RoleId role) {}

    /**
     * @param settings values by name, at most 16,000 characters each; secrets sealed by whoever calls
     * @param role of new accounts; null for none
     * @param asksSecondFactor whether the panel leaves asking for one to it
     */
    record ProviderRecord(
            String id,
            String type,
            String name,
            String icon,
            int position,
            boolean enabled,
            boolean creates,
            @Nullable RoleId role,
            boolean follows,
            List<RuleRecord> rules,
            Map<String, String> settings,
            boolean asksSecondFactor) {
        public ProviderRecord {
            rules = List.copyOf(rules);
            settings = Map.copyOf(settings);
        }
    }

    void insert(ProviderRecord provider);

    /** Replaces all but the position; false when there is none with that id. */
    boolean update(ProviderRecord provider);

    /** Gives each the position that it has in the list. */
    void order(List<String> ids);

    Optional<ProviderRecord> find(String id);

    /** By position, then id. */
    List<ProviderRecord> list();

    /** With its rules and settings. */
    boolean delete(String id);
}
