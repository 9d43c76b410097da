package io.ostler.panel.link.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;

/** Why there is no link, as the code that the node's page shows. Immutable. */
public final class LinkFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public static final String UNREACHABLE = "UNREACHABLE";
    public static final String LINK_LOST = "LINK_LOST";

    private final String reason;

    public LinkFailure(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** A call that failed. The reason of a lost link is inside it. */
    static LinkFailure of(Throwable error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (t instanceof OstlerException ours) {
                boolean away = ours.code() == ErrorCode.NODE_AWAY || ours.code() == ErrorCode.CONFLICT;
                return new LinkFailure(
                        away
                                ? ours.parameters().getOrDefault("reason", LINK_LOST)
                                : ours.code().name());
            }
        }
        return new LinkFailure(LINK_LOST);
    }

    public String reason() {
        return reason;
    }
}
