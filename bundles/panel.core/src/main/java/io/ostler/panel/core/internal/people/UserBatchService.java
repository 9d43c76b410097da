package io.ostler.panel.core.internal.people;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.UserBatches;
import io.ostler.panel.api.access.Users;
import io.ostler.panel.api.access.Users.Change;
import java.util.LinkedHashSet;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One change for many accounts, each as if it came alone. Thread-safe. */
@Component(service = UserBatches.class)
public final class UserBatchService implements UserBatches {
    private final AccessControl access;
    private final Users users;

    @Activate
    public UserBatchService(@Reference AccessControl access, @Reference Users users) {
        this.access = access;
        this.users = users;
    }

    @Override
    public List<Result> run(Caller caller, Order order) {
        access.require(caller, Permission.USER_MANAGE);
        var ids = new LinkedHashSet<>(order.users());
        if (ids.isEmpty() || order.users().size() > MOST) {
            throw OstlerException.invalid("users", "1 to " + MOST);
        }
        if ((order.role() != null) != (order.action() == Action.ROLE)) {
            throw OstlerException.invalid("role", "of the action role");
        }
        if (order.action() != Action.DISABLE && (order.reason() != null || order.until() != null)) {
            throw OstlerException.invalid("reason", "of the action disable");
        }
        return ids.stream().map(id -> result(caller, order, id)).toList();
    }

    private Result result(Caller caller, Order order, UserId id) {
        try {
            act(caller, order, id);
            return new Result(id, null);
        } catch (OstlerException e) {
            return new Result(id, e.code().name());
        }
    }

    private void act(Caller caller, Order order, UserId id) {
        if (order.action() != Action.SIGN_OUT && id.equals(caller.user())) {
            // Who selects everybody doesn't mean themselves.
            throw new OstlerException(ErrorCode.OWN_ACCOUNT);
        }
        switch (order.action()) {
            case ENABLE -> users.change(caller, id, new Change(null, false, null));
            case DISABLE ->
                users.change(caller, id, new Change(null, true, null, null, null, order.reason(), order.until(), null));
            case ROLE -> users.change(caller, id, new Change(order.role(), null, null));
            case SIGN_OUT -> users.endSessions(caller, id, null);
            case DELETE -> users.delete(caller, id);
        }
    }
}
