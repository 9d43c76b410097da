package io.ostler.panel.rest.internal.body;

import io.ostler.model.ErrorCode;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.access.RightsExplanation;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.api.access.Roles.Draft;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies about roles and rights. */
public final class RoleBodies {
    private RoleBodies() {}

    /**
     * @param permissions names that hold everywhere
     * @param own names that hold for instances that one owns
     * @param builtIn name and description are codes then
     * @param holders accounts that have it, as theirs or by a grant
     * @param givable whether the caller can give it
     */
    public record Role(
            String id,
            String name,
            String description,
            List<String> permissions,
            List<String> own,
            boolean builtIn,
            long revision,
            int holders,
            boolean givable) {

        public static Role of(io.ostler.panel.api.access.Role role, int holders, boolean givable) {
            return new Role(
                    role.id().value(),
                    role.name(),
                    role.description(),
                    role.permissions().stream().sorted().toList(),
                    role.own().stream().sorted().toList(),
                    role.builtIn(),
                    role.revision(),
                    holders,
                    givable);
        }
    }

    public record RoleList(List<Role> roles) {}

    public record RoleDraft(String name, String description, List<String> permissions, List<String> own) {
        public Draft draft() {
            return new Draft(name, description, Set.copyOf(permissions), Set.copyOf(own));
        }
    }

    /** @param node absent: everywhere; {@code until} absent: for good */
    public record Grant(
            String id,
            String role,
            @Nullable String node,
            @Nullable Instant until) {

        public static Grant of(RoleGrant grant) {
            var node = grant.node();
            return new Grant(grant.id(), grant.role().value(), node == null ? null : node.value(), grant.until());
        }
    }

    public record GrantList(List<Grant> grants) {}

    public record NewGrant(
            String role, @Nullable String node, @Nullable String until) {

        public @Nullable Instant end() {
            try {
                return until == null ? null : Instant.parse(until);
            } catch (DateTimeParseException e) {
                throw new OstlerException(
                        ErrorCode.INVALID_REQUEST, Map.of("field", "until", "rule", "a time as in ISO 8601, UTC"), e);
            }
        }

        public @Nullable NodeId nodeId() {
            return node == null ? null : new NodeId(node);
        }
    }

    /**
     * @param about {@code panel}, {@code node} or {@code instance}
     * @param reach {@code self}: everybody's; {@code owner}: owners hold it and may give it; {@code administrator}
     */
    public record PermissionInfo(String name, String title, String description, String about, String reach) {}

    public record PermissionGroup(String id, String title, List<PermissionInfo> permissions) {}

    /** In the order in which people read them. */
    public record PermissionList(List<PermissionGroup> groups) {}

    public static PermissionInfo info(Permission permission, Permissions.Words words) {
        return new PermissionInfo(
                permission.text(),
                words.title(),
                words.description(),
                permission.about().name().toLowerCase(Locale.ROOT),
                permission.reach().name().toLowerCase(Locale.ROOT));
    }

    /** @param code what was looked at; {@code gives} whether it is a reason why they may */
    public record Reason(String code, boolean gives, Map<String, String> parameters) {}

    /** @param reasons in the order in which they were looked at */
    public record Explanation(boolean allowed, List<Reason> reasons) {
        public static Explanation of(RightsExplanation.Answer answer) {
            return new Explanation(
                    answer.allowed(),
                    answer.reasons().stream()
                            .map(reason -> new Reason(reason.code().name(), reason.gives(), reason.parameters()))
                            .toList());
        }
    }
}
