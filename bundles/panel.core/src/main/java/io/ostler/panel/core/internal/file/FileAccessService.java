package io.ostler.panel.core.internal.file;

import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.FileRights.Rule;
import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.FileAccessControl;
import io.ostler.panel.api.access.Ownership;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.core.internal.member.MemberRecords;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Levels of paths, from permissions and the rules of members. Thread-safe. */
@Component(service = FileAccessControl.class)
public final class FileAccessService implements FileAccessControl {
    private final AccessControl access;
    private final Ownership ownership;
    private final MemberRecords members;

    @Activate
    public FileAccessService(
            @Reference AccessControl access, @Reference Ownership ownership, @Reference MemberRecords members) {
        this.access = access;
        this.ownership = ownership;
        this.members = members;
    }

    @Override
    public FileRights rights(Caller caller, InstanceId instance) {
        var most = most(caller, instance);
        List<Rule> rules = rules(caller, instance);
        // A rule for everything is the level from which the others differ; nobody behind this needs to know it.
        var base = rules.stream()
                .filter(rule -> rule.path().isEmpty())
                .map(Rule::access)
                .findFirst()
                .orElse(most);
        var single = rules.stream().filter(rule -> !rule.path().isEmpty()).toList();
        return new FileRights(base, single, access.allows(caller, Permission.INSTANCE_EDIT, instance)).atMost(most);
    }

    private FileAccess most(Caller caller, InstanceId instance) {
        if (!access.allows(caller, Permission.FILES_READ, instance)) {
            return FileAccess.HIDE;
        }
        return access.allows(caller, Permission.FILES_WRITE, instance) ? FileAccess.WRITE : FileAccess.READ;
    }

    /** Leftovers of a membership mean nothing for those who now own or administer. */
    private List<Rule> rules(Caller caller, InstanceId instance) {
        if (caller.role().isAdministrator() || ownership.ownerOf(instance).equals(Optional.of(caller.user()))) {
            return List.of();
        }
        return members.find(caller.user(), instance).map(m -> m.paths()).orElse(List.of());
    }
}
