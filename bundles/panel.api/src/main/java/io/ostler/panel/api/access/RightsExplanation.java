package io.ostler.panel.api.access;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Says why somebody may or may not do a thing. Thread-safe, blocks for storage. */
@ProviderType
public interface RightsExplanation {

    /** What was looked at. Each names the parameters that its reason has. */
    enum Code {
        /** Nobody knows a permission of that name (any more). */
        PERMISSION_UNKNOWN,
        ACCOUNT_DISABLED,
        /** Everybody holds it for their own account. */
        EVERYBODY,
        /** {@code role}: theirs holds it everywhere. */
        ROLE,
        /** {@code role}: theirs holds it for their own instances, and this is one. */
        OWNER,
        /** As a member of the instance. */
        MEMBER,
        /** {@code role}, perhaps {@code node} and {@code until}: a further role holds it. */
        GRANT,
        /** The API key that asks narrows what its account may. */
        KEY_NARROWS,
        /** {@code role}: theirs doesn't hold it. */
        ROLE_LACKS,
        /** {@code role}: theirs is gone. */
        ROLE_GONE,
        /** {@code role}: it would hold it if they owned the instance. */
        NOT_OWNER,
        /** They own the instance, but {@code role} doesn't hold this for owners. */
        OWNER_LACKS,
        /** They are a member, without this. */
        MEMBER_LACKS,
        NOT_MEMBER,
        /** {@code role}, perhaps {@code node} and {@code until}: a further role that doesn't give it here. */
        GRANT_LACKS,
        /** {@code role}: who has it would hold the permission everywhere. */
        WOULD_HOLD
    }

    /** @param gives whether it is a reason why they may */
    record Reason(Code code, boolean gives, Map<String, String> parameters) {
        public Reason {
            parameters = Map.copyOf(parameters);
        }
    }

    /** @param reasons in the order in which they were looked at */
    record Answer(boolean allowed, List<Reason> reasons) {
        public Answer {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Everybody about themselves; about others with {@link Permission#USER_MANAGE}, and of instances that the caller
     * may see ({@code NOT_FOUND}).
     *
     * @param permission a name, perhaps one that nobody knows
     * @param instance null: everywhere
     * @param node only without an instance
     */
    Answer explain(Caller caller, UserId user, String permission, @Nullable InstanceId instance, @Nullable NodeId node);
}
