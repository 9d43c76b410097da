package io.ostler.panel.api.access;

/**
 * The named rights; {@link #text()} is the name that logs, API and documents use. Those marked {@code ofOwner} are held
 * by a {@link Role#USER} for instances they own; an administrator holds all.
 */
public enum Permission {
    ACCOUNT_SELF("account.self", Reach.SELF),
    USER_MANAGE("user.manage", Reach.ADMINISTRATOR),
    AUDIT_READ("audit.read", Reach.ADMINISTRATOR),
    /** How long records are kept. */
    AUDIT_MANAGE("audit.manage", Reach.ADMINISTRATOR),
    NODE_VIEW("node.view", Reach.ADMINISTRATOR),
    NODE_MANAGE("node.manage", Reach.ADMINISTRATOR),
    INSTANCE_CREATE("instance.create", Reach.ADMINISTRATOR),
    INSTANCE_VIEW("instance.view", Reach.OWNER),
    /** Everything in the definition: the command runs on the node. */
    INSTANCE_EDIT("instance.edit", Reach.ADMINISTRATOR),
    INSTANCE_RENAME("instance.rename", Reach.OWNER),
    /** Who else may use it. */
    INSTANCE_MEMBERS("instance.members", Reach.OWNER),
    INSTANCE_DELETE("instance.delete", Reach.ADMINISTRATOR),
    INSTANCE_POWER("instance.power", Reach.OWNER),
    CONSOLE_READ("instance.console.read", Reach.OWNER),
    /** Sending the lines that the definition allows, and no others. */
    CONSOLE_COMMANDS("instance.console.commands", Reach.OWNER),
    CONSOLE_WRITE("instance.console.write", Reach.OWNER),
    METRICS_READ("instance.metrics.read", Reach.OWNER),
    /** Its install and update tasks. */
    INSTANCE_UPKEEP("instance.upkeep", Reach.OWNER),
    FILES_READ("instance.files.read", Reach.OWNER),
    FILES_WRITE("instance.files.write", Reach.OWNER);

    /** Who holds a permission without further grants. */
    public enum Reach {
        SELF,
        OWNER,
        ADMINISTRATOR
    }

    private final String text;
    private final Reach reach;

    Permission(String text, Reach reach) {
        this.text = text;
        this.reach = reach;
    }

    public String text() {
        return text;
    }

    public Reach reach() {
        return reach;
    }
}
