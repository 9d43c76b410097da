package io.ostler.panel.api.access;

/** Built-in roles; each is a set of permissions, see {@link Permission}. */
public enum Role {
    /** May do everything everywhere. */
    ADMINISTRATOR,
    /** May run the instances that belong to them. */
    USER
}
