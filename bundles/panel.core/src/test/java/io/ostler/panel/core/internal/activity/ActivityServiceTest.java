package io.ostler.panel.core.internal.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.FileAccess;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.audit.Activity;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import io.ostler.panel.api.store.AuditStore.Ended;
import io.ostler.panel.core.internal.fake.AuditInMemory;
import io.ostler.panel.core.internal.fake.FakeAccess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is told what of others (abuse 27, 31). */
class ActivityServiceTest {
    private final AuditInMemory store = new AuditInMemory();
    private final InstanceId arena = InstanceId.create();
    private final Caller mika = FakeAccess.user(UserId.create());
    private final Caller root = FakeAccess.administrator();
    private final Set<Permission> held = new HashSet<>(Set.of(Permission.INSTANCE_VIEW, Permission.INSTANCE_ACTIVITY));
    private FileRights files = new FileRights(FileAccess.HIDE, List.of(), false);
    private final Activity activity = new ActivityService(new Held(), (caller, instance) -> files, store);

    /** Administrators everything; Mika what is held, on one instance. */
    private final class Held implements AccessControl {
        @Override
        public void require(Caller caller, Permission permission) {
            if (!allows(caller, permission, null)) {
                throw new OstlerException(ErrorCode.FORBIDDEN);
            }
        }

        @Override
        public void require(Caller caller, Permission permission, InstanceId instance) {
            if (!allows(caller, permission, instance)) {
                throw new OstlerException(
                        allows(caller, Permission.INSTANCE_VIEW, instance) ? ErrorCode.FORBIDDEN : ErrorCode.NOT_FOUND);
            }
        }

        @Override
        public boolean allows(Caller caller, Permission permission, @Nullable InstanceId instance) {
            return caller.role().isAdministrator()
                    || permission == Permission.ACCOUNT_SELF
                    || (arena.equals(instance) && held.contains(permission));
        }
    }

    private void did(Caller who, String act, AuditObject object, AuditResult result, Map<String, String> values) {
        var done = new AuditAct(
                AuditActor.of(who, "Firefox", "r1"), act, object, AuditValues.NONE, AuditValues.of(values));
        store.write(List.of(), List.of(new Ended("", done, result)));
    }

    private void didHere(String act, Map<String, String> values) {
        did(root, act, AuditObject.of("instance", arena.value()), AuditResult.DONE, values);
    }

    private static Activity.Query all(@Nullable Long before, int limit) {
        return new Activity.Query(null, null, null, null, before, limit);
    }

    private List<Activity.Entry> seen() {
        return activity.ofInstance(mika, arena, all(null, 100)).entries();
    }

    @Test
    void onlyWhoHasTheRightSeesIt() {
        held.remove(Permission.INSTANCE_ACTIVITY);
        assertEquals(
                ErrorCode.FORBIDDEN,
                assertThrows(OstlerException.class, this::seen).code());
        held.clear();
        assertEquals(
                ErrorCode.NOT_FOUND,
                assertThrows(OstlerException.class, this::seen).code());
        assertThrows(OstlerException.class, () -> activity.ofInstance(mika, InstanceId.create(), all(null, 100)));
        assertEquals(
                0, activity.ofInstance(root, arena, all(null, 100)).entries().size());
    }

    @Test
    void whatIsAboutOtherThingsIsNotThere() {
        didHere("instance.power.start", Map.of());
        did(root, "instance.power.stop", AuditObject.of("instance", "another"), AuditResult.DONE, Map.of());
        did(root, "user.change", AuditObject.of("user", arena.value()), AuditResult.DONE, Map.of());
        assertEquals(
                List.of("instance.power.start"),
                seen().stream().map(Activity.Entry::act).toList());
    }

    @Test
    void nobodyIsToldFromWhereOthersCome() {
        didHere("instance.power.start", Map.of());
        did(mika, "instance.power.stop", AuditObject.of("instance", arena.value()), AuditResult.DONE, Map.of());
        var seen = seen();
        assertEquals("127.0.0.1", seen.getFirst().address());
        assertEquals("", seen.getLast().address());
        assertEquals("", seen.getLast().client());
        assertEquals("root", seen.getLast().name());
        assertEquals(
                "127.0.0.1",
                activity.ofInstance(root, arena, all(null, 9))
                        .entries()
                        .getFirst()
                        .address());
    }

    @Test
    void whoCantEvenSeeItAndTriedStaysUnnamed() {
        var stranger = FakeAccess.user(UserId.create());
        did(
                stranger,
                "instance.power.start",
                AuditObject.of("instance", arena.value()),
                new AuditResult(AuditResult.Outcome.REFUSED, "NOT_FOUND"),
                Map.of());
        assertEquals(List.of(), seen());
        assertEquals(1, activity.ofInstance(root, arena, all(null, 9)).entries().size());
    }

    @Test
    void valuesAreToldWithTheRightToThem() {
        var needs = Map.of(
                "instance.power.start", Set.<Permission>of(),
                "instance.definition.change", Set.<Permission>of(),
                "instance.console.search", Set.of(Permission.CONSOLE_READ),
                "instance.problem.fix", Set.of(Permission.CONSOLE_READ),
                "instance.member.put", Set.of(Permission.INSTANCE_MEMBERS),
                "instance.owner.change", Set.of(Permission.INSTANCE_MEMBERS),
                "invitation.accept", Set.of(Permission.INSTANCE_MEMBERS));
        needs.keySet().forEach(act -> didHere(act, Map.of("value", act)));
        didHere("shop.order", Map.of("value", "a plug-in's"));
        for (var entry : seen()) {
            assertEquals(
                    !needs.getOrDefault(entry.act(), Set.of(Permission.AUDIT_READ))
                            .isEmpty(),
                    entry.masked());
        }
        held.addAll(List.of(Permission.CONSOLE_READ, Permission.INSTANCE_MEMBERS));
        for (var entry : seen()) {
            assertEquals(entry.act().equals("shop.order"), entry.masked(), entry.act());
            assertEquals(entry.masked(), entry.after().isEmpty());
        }
        assertFalse(activity.ofInstance(root, arena, all(null, 9))
                .entries()
                .getFirst()
                .masked());
    }

    @Test
    void pathsThatAreHiddenStayHidden() {
        var paths = List.of(
                "logs/latest.log", "plans", "plans/secret.txt", "/plans/secret.txt", "logs//../plans", "plans/", "pl…");
        paths.forEach(path -> didHere("instance.file.read", Map.of("path", path)));
        didHere("instance.file.move", Map.of("from", "logs/a", "to", "plans/a"));
        didHere("instance.file.delete", Map.of("paths", "logs, plans/secret.txt"));
        didHere("instance.file.search", Map.of("path", "logs", "content", "word"));
        assertTrue(seen().stream().allMatch(Activity.Entry::masked), "without the right to read files");
        files = new FileRights(FileAccess.READ, List.of(new FileRights.Rule("plans", FileAccess.HIDE)), false);
        assertEquals(
                List.of("logs/latest.log"),
                seen().stream()
                        .filter(entry -> !entry.masked())
                        .map(entry -> entry.after().get("path"))
                        .toList());
        files = new FileRights(FileAccess.READ, List.of(new FileRights.Rule("", FileAccess.READ)), false);
        assertTrue(seen().stream().noneMatch(Activity.Entry::masked));
    }

    @Test
    void pagesFollowEachOther() {
        for (int i = 0; i < 25; i++) {
            didHere("instance.power.start", Map.of("n", "" + i));
        }
        var numbers = new ArrayList<Long>();
        Long next = null;
        do {
            var page = activity.ofInstance(mika, arena, all(next, 10));
            page.entries().forEach(entry -> numbers.add(entry.number()));
            next = page.next();
        } while (next != null);
        assertEquals(25, new HashSet<>(numbers).size());
        assertEquals(25, numbers.size());
        assertThrows(OstlerException.class, () -> activity.ofInstance(mika, arena, all(null, 0)));
        assertThrows(OstlerException.class, () -> activity.ofInstance(mika, arena, all(null, 101)));
        assertThrows(OstlerException.class, () -> activity.own(mika, null, 101));
    }

    @Test
    void ofTheOwnAccountEverythingIsToldThatIsAboutIt() {
        var me = AuditObject.of("user", mika.user().value());
        did(mika, "session.sign-in", AuditObject.of("session", "s1"), AuditResult.DONE, Map.of());
        did(mika, "instance.power.start", AuditObject.of("instance", arena.value()), AuditResult.DONE, Map.of());
        did(root, "user.change", me, AuditResult.DONE, Map.of("role", "operator"));
        did(root, "user.change", AuditObject.of("user", "other"), AuditResult.DONE, Map.of("role", "user"));
        did(root, "session.sign-in", AuditObject.of("session", "s2"), AuditResult.DONE, Map.of());
        did(mika, "account.password.change", AuditObject.of("", ""), AuditResult.DONE, Map.of());
        did(mika, "user.change", me, AuditResult.DONE, Map.of("displayName", "M"));
        var all = activity.own(mika, null, 100);
        assertEquals(
                List.of("user.change", "account.password.change", "user.change", "session.sign-in"),
                all.entries().stream().map(Activity.Entry::act).toList());
        assertNull(all.next());
        assertEquals("", all.entries().get(2).address(), "nobody else's");
        assertEquals("operator", all.entries().get(2).after().get("role"));
        var paged = new ArrayList<Long>();
        Long next = null;
        do {
            var page = activity.own(mika, next, 1);
            page.entries().forEach(entry -> paged.add(entry.number()));
            next = page.next();
        } while (next != null);
        assertEquals(all.entries().stream().map(Activity.Entry::number).toList(), paged);
    }
}
