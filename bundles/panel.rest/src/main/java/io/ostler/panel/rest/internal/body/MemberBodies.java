package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.Permissions;
import io.ostler.panel.api.instance.Members;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bodies about people who may use an instance that isn't theirs. */
public final class MemberBodies {
    private MemberBodies() {}

    /** A level by its name on the wire. */
    public enum Access {
        @JsonProperty("hide")
        HIDE,
        @JsonProperty("read")
        READ,
        @JsonProperty("write")
        WRITE
    }

    /** @param path relative to the instance's folder, empty: everything */
    public record Rule(String path, Access access) {
        static Rule of(FileRights.Rule rule) {
            return new Rule(rule.path(), Access.valueOf(rule.access().name()));
        }

        FileRights.Rule model() {
            return new FileRights.Rule(path, FileAccess.valueOf(access.name()));
        }
    }

    public record MemberUser(String id, String name) {}

    /** @param ended whether the time is over */
    public record Member(
            MemberUser user,
            List<String> permissions,
            List<Rule> paths,
            @Nullable String role,
            @Nullable Instant until,
            boolean ended) {
        public static Member of(Members.Member member) {
            return new Member(
                    new MemberUser(member.user().value(), member.userName()),
                    names(member.permissions()),
                    rules(member.paths()),
                    member.role() == null ? null : member.role().value(),
                    member.until(),
                    member.ended());
        }
    }

    static List<String> names(Set<Permission> permissions) {
        return permissions.stream().map(Permission::text).sorted().toList();
    }

    static List<Rule> rules(List<FileRights.Rule> rules) {
        return rules.stream().map(Rule::of).toList();
    }

    static Set<Permission> permissions(List<String> names, Permissions known) {
        return names.stream()
                .map(name -> known.find(name)
                        .orElseThrow(() -> OstlerException.invalid("permissions", "names of permissions")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param grantable what the caller can give to members, {@code roles} which of the roles */
    public record MemberList(List<Member> members, List<String> grantable, List<String> roles) {}

    /** @param until from when on it counts for nothing */
    public record MemberChange(
            List<String> permissions,
            List<Rule> paths,
            @Nullable String role,
            @Nullable Instant until) {
        public Members.Grant grant(Permissions known) {
            return new Members.Grant(
                    MemberBodies.permissions(permissions, known),
                    role == null ? null : UserBodies.roleId(role),
                    paths.stream().map(Rule::model).toList(),
                    until);
        }
    }
}
