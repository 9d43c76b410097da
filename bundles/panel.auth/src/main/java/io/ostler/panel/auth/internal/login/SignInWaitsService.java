package io.ostler.panel.auth.internal.login;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.SignInWaits;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What administrators see of {@link LoginThrottle}. Thread-safe. */
@Component
public final class SignInWaitsService implements SignInWaits {
    private final LoginThrottle throttle;
    private final AccessControl access;

    @Activate
    public SignInWaitsService(@Reference LoginThrottle throttle, @Reference AccessControl access) {
        this.throttle = throttle;
        this.access = access;
    }

    @Override
    public List<Waiting> list(Caller caller) {
        access.require(caller, Permission.PANEL_MANAGE);
        return throttle.slowed();
    }

    @Override
    public void lift(Caller caller, String address) {
        access.require(caller, Permission.PANEL_MANAGE);
        if (!throttle.lift(address)) {
            throw OstlerException.of(ErrorCode.NOT_FOUND, "id", address);
        }
    }
}
