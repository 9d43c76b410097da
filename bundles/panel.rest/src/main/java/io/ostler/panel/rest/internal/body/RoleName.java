package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ostler.panel.api.access.Role;

/** A role by its name on the wire. */
public enum RoleName {
    @JsonProperty("administrator")
    ADMINISTRATOR,
    @JsonProperty("user")
    USER;

    public static RoleName of(Role role) {
        return switch (role) {
            case ADMINISTRATOR -> ADMINISTRATOR;
            case USER -> USER;
        };
    }

    public Role role() {
        return switch (this) {
            case ADMINISTRATOR -> Role.ADMINISTRATOR;
            case USER -> Role.USER;
        };
    }
}
