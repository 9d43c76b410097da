package io.ostler.panel.auth.internal.explain;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.KeyScope;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.access.RightsExplanation;
import io.ostler.panel.api.store.UserStore;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.auth.internal.role.Decision;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Explains a decision by going its way again, step by step. Thread-safe. */
@Component
public final class ExplanationService implements RightsExplanation {
    private final AccessControl access;
    private final Decision decision;
    private final Permissions permissions;
    private final UserStore users;

    @Activate
    public ExplanationService(
            @Reference AccessControl access,
            @Reference Decision decision,
            @Reference Permissions permissions,
            @Reference UserStore users) {
        this.access = access;
        this.decision = decision;
        this.permissions = permissions;
        this.users = users;
    }

    @Override
    public Answer explain(
            Caller caller, UserId user, String permission, @Nullable InstanceId instance, @Nullable NodeId node) {
        boolean oneself = user.equals(caller.user());
        access.require(caller, oneself ? Permission.ACCOUNT_SELF : Permission.USER_MANAGE);
        var account = users.find(user).orElseThrow(() -> new OstlerException(ErrorCode.NOT_FOUND));
        if (instance != null && !oneself) {
            access.require(caller, Permission.INSTANCE_VIEW, instance);
        }
        var known = permissions.find(permission);
        if (known.isEmpty()) {
            return new Answer(false, List.of(new Reason(Code.PERMISSION_UNKNOWN, false, Map.of())));
        }
        var reasons = new Reasons(decision, who(account), known.get(), instance, instance == null ? node : null);
        boolean allowed = reasons.look();
        if (account.disabled()) {
            reasons.first(Code.ACCOUNT_DISABLED);
            allowed = false;
        }
        if (oneself && narrows(caller.key(), known.get(), instance)) {
            reasons.first(Code.KEY_NARROWS);
            allowed = false;
        }
        return new Answer(allowed, reasons.all());
    }

    private static boolean narrows(@Nullable KeyScope key, Permission permission, @Nullable InstanceId instance) {
        return key != null && !key.allows(permission, instance);
    }

    private static Caller who(UserRecord account) {
        return new Caller(account.id(), account.name(), account.role(), "", "", "");
    }
}
