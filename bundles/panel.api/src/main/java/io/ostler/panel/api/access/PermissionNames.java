package io.ostler.panel.api.access;

/**
 * The names of the built-in permissions, as constants for annotations. Those of a plug-in stand in its own bundle; see
 * {@link PermissionContributor}.
 */
public final class PermissionNames {
    public static final String ACCOUNT_SELF = "account.self";
    public static final String USER_MANAGE = "user.manage";
    public static final String ROLE_MANAGE = "role.manage";
    public static final String USER_LOGIN_LINK = "user.login-link";
    public static final String PROVIDER_MANAGE = "provider.manage";
    public static final String AUDIT_READ = "audit.read";
    public static final String AUDIT_MANAGE = "audit.manage";
    public static final String STORAGE_MANAGE = "storage.manage";
    public static final String PANEL_MANAGE = "panel.manage";
    public static final String NODE_VIEW = "node.view";
    public static final String NODE_MANAGE = "node.manage";
    public static final String INSTANCE_CREATE = "instance.create";
    public static final String INSTANCE_VIEW = "instance.view";
    public static final String INSTANCE_EDIT = "instance.edit";
    public static final String INSTANCE_RENAME = "instance.rename";
    public static final String INSTANCE_MEMBERS = "instance.members";
    public static final String INSTANCE_ACTIVITY = "instance.activity";
    public static final String INSTANCE_DELETE = "instance.delete";
    public static final String INSTANCE_POWER = "instance.power";
    public static final String CONSOLE_READ = "instance.console.read";
    public static final String CONSOLE_COMMANDS = "instance.console.commands";
    public static final String CONSOLE_WRITE = "instance.console.write";
    public static final String METRICS_READ = "instance.metrics.read";
    public static final String INSTANCE_UPKEEP = "instance.upkeep";
    public static final String FILES_READ = "instance.files.read";
    public static final String FILES_WRITE = "instance.files.write";

    private PermissionNames() {}
}
