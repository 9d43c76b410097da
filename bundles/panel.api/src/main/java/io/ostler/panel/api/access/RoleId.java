package io.ostler.panel.api.access;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names a role. The four built-in ones can't be changed or removed. Immutable.
 *
 * @param value {@code [a-z0-9][a-z0-9-]{0,39}}
 */
public record RoleId(String value) implements Comparable<RoleId> {
    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** Everything, everywhere, also what plug-ins bring. */
    public static final RoleId ADMINISTRATOR = new RoleId("administrator");
    /** All instances, but neither people nor the panel's settings. */
    public static final RoleId OPERATOR = new RoleId("operator");
    /** The instances that belong to them. */
    public static final RoleId USER = new RoleId("user");
    /** Sees all instances and changes none. */
    public static final RoleId READ_ONLY = new RoleId("read-only");

    public static final List<RoleId> BUILT_IN = List.of(ADMINISTRATOR, OPERATOR, USER, READ_ONLY);

    public RoleId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of a role: " + value);
        }
    }

    public boolean isAdministrator() {
        return equals(ADMINISTRATOR);
    }

    @Override
    public int compareTo(RoleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
