package io.ostler.panel.auth.internal.apikey;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.ApiKeys.ApiKey;
import io.ostler.panel.api.access.ApiKeys.Wanted;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.auth.internal.session.Secrets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a new key may be. Stateless. */
final class KeyRules {
    private static final int LONGEST_NAME = 80;
    private static final int MOST_INSTANCES = 100;
    private static final int MOST_ADDRESSES = 50;

    private final AccessControl access;
    private final Permissions permissions;
    private final InstantSource clock;

    KeyRules(AccessControl access, Permissions permissions, InstantSource clock) {
        this.access = access;
        this.permissions = permissions;
        this.clock = clock;
    }

    /** Keys beget no keys, or a stolen one would outlive its end. */
    static void requireNoKey(Caller caller) {
        if (caller.key() != null) {
            throw new OstlerException(ErrorCode.API_KEY_NOT_ENOUGH);
        }
    }

    ApiKey checked(Caller caller, Wanted wanted) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var name = wanted.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(KeyRules::isUnfit)) {
            throw OstlerException.invalid("name", "1 to " + LONGEST_NAME + " characters");
        }
        var chosen = checked(caller, wanted.permissions());
        checkInstances(caller, wanted.instances());
        if (wanted.addresses().size() > MOST_ADDRESSES) {
            throw OstlerException.invalid("addresses", "at most " + MOST_ADDRESSES);
        }
        return new ApiKey(
                Secrets.handle(),
                caller.user(),
                name,
                chosen,
                wanted.instances(),
                wanted.addresses(),
                now,
                expiry(wanted.expires(), now),
                null,
                "");
    }

    private static @Nullable Instant expiry(@Nullable Instant wanted, Instant now) {
        if (wanted == null) {
            return null;
        }
        if (!wanted.isAfter(now)) {
            throw OstlerException.invalid("expires", "a time to come");
        }
        return wanted.truncatedTo(ChronoUnit.MILLIS);
    }

    private @Nullable Set<String> checked(Caller caller, @Nullable Set<String> names) {
        if (names == null) {
            return null;
        }
        var chosen = new HashSet<>(names);
        if (names.isEmpty()) {
            throw OstlerException.invalid("permissions", "at least one");
        }
        for (var name : names) {
            var permission = permissions
                    .find(name)
                    .orElseThrow(() -> OstlerException.invalid("permissions", "names of permissions"));
            // What depends on the instance is for the moment of use; for the rest nobody grants what they lack.
            if (permission.about() != Permission.About.INSTANCE) {
                access.requireSomewhere(caller, permission);
            } else if (!name.startsWith("instance.")) {
                // Nobody may use what they can't see; for our own the scope says so by itself.
                chosen.add(Permission.INSTANCE_VIEW.text());
            }
        }
        return chosen;
    }

    private void checkInstances(Caller caller, @Nullable Set<InstanceId> instances) {
        if (instances == null) {
            return;
        }
        if (instances.isEmpty() || instances.size() > MOST_INSTANCES) {
            throw OstlerException.invalid("instances", "1 to " + MOST_INSTANCES);
        }
        instances.forEach(instance -> access.require(caller, Permission.INSTANCE_VIEW, instance));
    }

    private static boolean isUnfit(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.SURROGATE
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
