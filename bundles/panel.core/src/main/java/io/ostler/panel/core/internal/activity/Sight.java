package io.ostler.panel.core.internal.activity;

import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.FileAccessControl;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.audit.Activity;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.audit.AuditValues;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much somebody is told of what others did on an instance: values only of what they may see by another right, and
 * nobody's address but their own. Immutable.
 */
final class Sight {
    private static final List<String> OF_ALL = List.of(
            "instance.power",
            "instance.labels",
            "instance.expiry",
            "instance.install",
            "instance.update",
            "instance.delete",
            "instance.restore",
            "instance.create",
            "instance.clone",
            "instance.definition",
            "instance.revision",
            "session");
    private static final List<String> OF_CONSOLE =
            List.of("instance.console", "instance.problem", "instance.ticket.console");
    private static final List<String> OF_FILES = List.of("instance.file", "instance.ticket.file");
    private static final List<String> OF_MEMBERS =
            List.of("instance.member", "instance.invitation", "instance.owner", "invitation");
    /** Values that hold one path each. */
    private static final Set<String> ONE_PATH = Set.of("path", "from", "to");
    /** Values that say something of files in a form in which single paths can't be told apart. */
    private static final Set<String> SEVERAL = Set.of("paths", "items", "name", "content");

    private final String user;
    private final boolean everything;
    private final boolean console;
    private final boolean members;
    private final FileRights files;

    Sight(AccessControl access, FileAccessControl files, Caller caller, InstanceId instance) {
        user = caller.user().value();
        everything = access.allows(caller, Permission.AUDIT_READ, null);
        console = access.allows(caller, Permission.CONSOLE_READ, instance);
        members = access.allows(caller, Permission.INSTANCE_MEMBERS, instance);
        this.files = files.rights(caller, instance);
    }

    /** Who may not even see the instance and tried: their names are nobody's business here. */
    boolean sees(AuditRecord record) {
        return everything || isOwn(record) || !record.result().code().equals("NOT_FOUND");
    }

    private boolean isOwn(AuditRecord record) {
        return user.equals(record.act().actor().user());
    }

    Activity.Entry of(AuditRecord record) {
        boolean open = everything || isOwn(record) || seesValues(record);
        boolean hasValues =
                !record.act().before().isEmpty() || !record.act().after().isEmpty();
        return entry(record, everything || isOwn(record), open, !open && hasValues);
    }

    /** @param traced whether address and client are told */
    static Activity.Entry entry(AuditRecord record, boolean traced, boolean open, boolean masked) {
        var act = record.act();
        var who = act.actor();
        return new Activity.Entry(
                record.number(),
                record.at(),
                who.user(),
                who.name(),
                who.asName(),
                who.way(),
                traced ? who.address() : "",
                traced ? who.client() : "",
                act.name(),
                open ? act.before().map() : Map.of(),
                open ? act.after().map() : Map.of(),
                record.result(),
                masked);
    }

    private boolean seesValues(AuditRecord record) {
        var act = record.act();
        return is(act.name(), OF_ALL)
                || (console && is(act.name(), OF_CONSOLE))
                || (members && is(act.name(), OF_MEMBERS))
                || (is(act.name(), OF_FILES) && seesPaths(act.before()) && seesPaths(act.after()));
    }

    private static boolean is(String name, List<String> beginnings) {
        return beginnings.stream().anyMatch(beginning -> name.equals(beginning) || name.startsWith(beginning + "."));
    }

    private boolean seesPaths(AuditValues values) {
        boolean hides = files.base() == FileAccess.HIDE
                || files.rules().stream().anyMatch(rule -> rule.access() == FileAccess.HIDE);
        return !hides
                || values.map().entrySet().stream()
                        .noneMatch(value -> SEVERAL.contains(value.getKey())
                                || (ONE_PATH.contains(value.getKey()) && isHidden(value.getValue())));
    }

    /** What was written in another form than rules are can't be compared with them: it counts as hidden. */
    private boolean isHidden(String path) {
        boolean plain = !path.startsWith("/")
                && !path.endsWith("/")
                && !path.endsWith("…")
                && !path.contains("//")
                && !path.contains("\\")
                && !("/" + path + "/").contains("/./")
                && !("/" + path + "/").contains("/../");
        return !plain || files.of(path) == FileAccess.HIDE;
    }
}
