package io.ostler.panel.api.access;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A named right. Those here are built in; plug-ins bring more as a {@link PermissionContributor}. Immutable; equal by
 * its name.
 */
public final class Permission {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");
    private static final int LONGEST = 80;

    public static final Permission ACCOUNT_SELF = new Permission(PermissionNames.ACCOUNT_SELF, Reach.SELF, About.PANEL);

    public static final Permission USER_MANAGE =
            new Permission(PermissionNames.USER_MANAGE, Reach.ADMINISTRATOR, About.PANEL);

    /** What roles hold. */
    public static final Permission ROLE_MANAGE =
            new Permission(PermissionNames.ROLE_MANAGE, Reach.ADMINISTRATOR, About.PANEL);

    /** Making links that sign somebody else in, once. */
    public static final Permission USER_LOGIN_LINK =
            new Permission(PermissionNames.USER_LOGIN_LINK, Reach.ADMINISTRATOR, About.PANEL);

    /** Ways to sign in, and who gets which role by them. */
    public static final Permission PROVIDER_MANAGE =
            new Permission(PermissionNames.PROVIDER_MANAGE, Reach.ADMINISTRATOR, About.PANEL);

    public static final Permission AUDIT_READ =
            new Permission(PermissionNames.AUDIT_READ, Reach.ADMINISTRATOR, About.PANEL);

    /** How long records are kept. */
    public static final Permission AUDIT_MANAGE =
            new Permission(PermissionNames.AUDIT_MANAGE, Reach.ADMINISTRATOR, About.PANEL);

    /** The database and backups: whoever has them has everything. */
    public static final Permission STORAGE_MANAGE =
            new Permission(PermissionNames.STORAGE_MANAGE, Reach.ADMINISTRATOR, About.PANEL);

    /** How the panel itself is set: security, mode of API keys. */
    public static final Permission PANEL_MANAGE =
            new Permission(PermissionNames.PANEL_MANAGE, Reach.ADMINISTRATOR, About.PANEL);

    public static final Permission NODE_VIEW =
            new Permission(PermissionNames.NODE_VIEW, Reach.ADMINISTRATOR, About.NODE);

    public static final Permission NODE_MANAGE =
            new Permission(PermissionNames.NODE_MANAGE, Reach.ADMINISTRATOR, About.NODE);

    public static final Permission INSTANCE_CREATE =
            new Permission(PermissionNames.INSTANCE_CREATE, Reach.ADMINISTRATOR, About.NODE);

    public static final Permission INSTANCE_VIEW =
            new Permission(PermissionNames.INSTANCE_VIEW, Reach.OWNER, About.INSTANCE);

    /** Everything in the definition: the command runs on the node. */
    public static final Permission INSTANCE_EDIT =
            new Permission(PermissionNames.INSTANCE_EDIT, Reach.ADMINISTRATOR, About.INSTANCE);

    public static final Permission INSTANCE_RENAME =
            new Permission(PermissionNames.INSTANCE_RENAME, Reach.OWNER, About.INSTANCE);

    /** Who else may use it. */
    public static final Permission INSTANCE_MEMBERS =
            new Permission(PermissionNames.INSTANCE_MEMBERS, Reach.OWNER, About.INSTANCE);

    /** Who did what on it; details of it with the right to what they are about. */
    public static final Permission INSTANCE_ACTIVITY =
            new Permission(PermissionNames.INSTANCE_ACTIVITY, Reach.OWNER, About.INSTANCE);

    public static final Permission INSTANCE_DELETE =
            new Permission(PermissionNames.INSTANCE_DELETE, Reach.ADMINISTRATOR, About.INSTANCE);

    public static final Permission INSTANCE_POWER =
            new Permission(PermissionNames.INSTANCE_POWER, Reach.OWNER, About.INSTANCE);

    public static final Permission CONSOLE_READ =
            new Permission(PermissionNames.CONSOLE_READ, Reach.OWNER, About.INSTANCE);

    /** Sending the lines that the definition allows, and no others. */
    public static final Permission CONSOLE_COMMANDS =
            new Permission(PermissionNames.CONSOLE_COMMANDS, Reach.OWNER, About.INSTANCE);

    public static final Permission CONSOLE_WRITE =
            new Permission(PermissionNames.CONSOLE_WRITE, Reach.OWNER, About.INSTANCE);

    public static final Permission METRICS_READ =
            new Permission(PermissionNames.METRICS_READ, Reach.OWNER, About.INSTANCE);

    /** Its install and update tasks. */
    public static final Permission INSTANCE_UPKEEP =
            new Permission(PermissionNames.INSTANCE_UPKEEP, Reach.OWNER, About.INSTANCE);

    public static final Permission FILES_READ = new Permission(PermissionNames.FILES_READ, Reach.OWNER, About.INSTANCE);

    public static final Permission FILES_WRITE =
            new Permission(PermissionNames.FILES_WRITE, Reach.OWNER, About.INSTANCE);

    /** All of the above, in the order in which people read them. */
    public static final List<Permission> BUILT_IN = List.of(
            ACCOUNT_SELF,
            USER_MANAGE,
            ROLE_MANAGE,
            USER_LOGIN_LINK,
            PROVIDER_MANAGE,
            AUDIT_READ,
            AUDIT_MANAGE,
            STORAGE_MANAGE,
            PANEL_MANAGE,
            NODE_VIEW,
            NODE_MANAGE,
            INSTANCE_CREATE,
            INSTANCE_VIEW,
            INSTANCE_EDIT,
            INSTANCE_RENAME,
            INSTANCE_MEMBERS,
            INSTANCE_ACTIVITY,
            INSTANCE_DELETE,
            INSTANCE_POWER,
            CONSOLE_READ,
            CONSOLE_COMMANDS,
            CONSOLE_WRITE,
            METRICS_READ,
            INSTANCE_UPKEEP,
            FILES_READ,
            FILES_WRITE);

    /** Who holds a permission without further grants. */
    public enum Reach {
        /** Everybody who is signed in, for their own account. */
        SELF,
        /** The owner of an instance; what an owner holds can be given to members. */
        OWNER,
        /** Nobody but administrators; others by a role. */
        ADMINISTRATOR
    }

    /** What a permission is about; a role can be given for one node or one instance where it is about these. */
    public enum About {
        PANEL,
        NODE,
        INSTANCE
    }

    private final String text;
    private final Reach reach;
    private final About about;

    /**
     * @param text small letters, digits and {@code -}, with dots between; a plug-in's begins with the plug-in's name
     * @throws IllegalArgumentException for another text
     */
    public Permission(String text, Reach reach, About about) {
        if (text.length() > LONGEST || !NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("not the name of a permission: " + text);
        }
        if (reach == Reach.OWNER && about != About.INSTANCE) {
            throw new IllegalArgumentException("owners hold permissions on instances alone: " + text);
        }
        this.text = text;
        this.reach = Objects.requireNonNull(reach);
        this.about = Objects.requireNonNull(about);
    }

    /** The name that logs, API and documents use. */
    public String text() {
        return text;
    }

    public Reach reach() {
        return reach;
    }

    public About about() {
        return about;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Permission permission && text.equals(permission.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
