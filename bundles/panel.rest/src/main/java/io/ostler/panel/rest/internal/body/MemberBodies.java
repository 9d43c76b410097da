package io.ostler.panel.rest.internal.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.Members;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    public record Member(MemberUser user, List<String> permissions, List<Rule> paths) {
        public static Member of(Members.Member member) {
            return new Member(
                    new MemberUser(member.user().value(), member.userName()),
                    member.permissions().stream().map(Permission::text).sorted().toList(),
                    member.paths().stream().map(Rule::of).toList());
        }
    }

    /** @param grantable what the caller can give to members */
    public record MemberList(List<Member> members, List<String> grantable) {}

    public record MemberChange(List<String> permissions, List<Rule> paths) {
        public Set<Permission> permissionSet() {
            return permissions.stream().map(MemberChange::permission).collect(Collectors.toUnmodifiableSet());
        }

        public List<FileRights.Rule> rules() {
            return paths.stream().map(Rule::model).toList();
        }

        private static Permission permission(String text) {
            return Permission.BUILT_IN.stream()
                    .filter(permission -> permission.text().equals(text))
                    .findAny()
                    .orElseThrow(() -> OstlerException.invalid("permissions", "names of permissions"));
        }
    }
}
