package io.ostler.panel.core.internal.fake;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.InstanceGrants;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import org.jspecify.annotations.Nullable;

/** The two roles' rules, in a few lines. */
public final class FakeAccess implements AccessControl {
    private final @Nullable Ownership owners;
    private final @Nullable InstanceGrants grants;

    public FakeAccess(@Nullable Ownership owners) {
        this(owners, null);
    }

    public FakeAccess(@Nullable Ownership owners, @Nullable InstanceGrants grants) {
        this.owners = owners;
        this.grants = grants;
    }

    public static Caller administrator() {
        return new Caller(UserId.create(), "root", RoleId.ADMINISTRATOR, "s-admin", "http://panel.test", "127.0.0.1");
    }

    public static Caller user(UserId id) {
        return new Caller(id, "mika", RoleId.USER, "s-user", "http://panel.test", "127.0.0.1");
    }

    @Override
    public void require(Caller caller, Permission permission) {
        if (!allows(caller, permission, null)) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
    }

    @Override
    public void require(Caller caller, Permission permission, InstanceId instance) {
        if (!allows(caller, Permission.INSTANCE_VIEW, instance)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        if (!allows(caller, permission, instance)) {
            throw new OstlerException(ErrorCode.FORBIDDEN);
        }
    }

    @Override
    public boolean allows(Caller caller, Permission permission, @Nullable InstanceId instance) {
        if (caller.role().isAdministrator()) {
            return true;
        }
        return switch (permission.reach()) {
            case SELF -> true;
            case ADMINISTRATOR -> false;
            case OWNER ->
                instance != null
                        && owners != null
                        && (owners.ownerOf(instance).equals(java.util.Optional.of(caller.user()))
                                || (grants != null
                                        && owners.exists(instance)
                                        && grants.permissions(caller.user(), instance)
                                                .contains(permission)));
        };
    }
}
