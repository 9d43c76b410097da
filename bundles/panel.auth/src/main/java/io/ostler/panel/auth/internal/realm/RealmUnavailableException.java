package io.ostler.panel.auth.internal.realm;

import io.ostler.model.OstlerException;
import org.apache.shiro.authc.AuthenticationException;

/** A realm could not say yes or no; carries our error through Shiro, which would log and hide any other. */
final class RealmUnavailableException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final OstlerException reason;

    RealmUnavailableException(OstlerException reason) {
        super(reason);
        this.reason = reason;
    }

    OstlerException reason() {
        return reason;
    }
}
