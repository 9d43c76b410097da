package io.ostler.panel.auth.internal.explain;

import static io.ostler.panel.auth.internal.role.RightsHouse.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.KeyScope;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RightsExplanation.Answer;
import io.ostler.panel.api.access.RightsExplanation.Code;
import io.ostler.panel.api.access.RightsExplanation.Reason;
import io.ostler.panel.api.access.RoleGrant;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.auth.internal.role.RightsHouse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplanationServiceTest {
    private final RightsHouse house = new RightsHouse();
    private final ExplanationService explanations = new ExplanationService(
            house.rights.access, house.rights.decision, house.rights.permissions, house.people.users);
    private final Caller mika = house.person("mika", RoleId.USER);

    @AfterEach
    void close() {
        house.close();
    }

    private Answer explain(Caller about, Permission permission, @Nullable InstanceId instance) {
        return explanations.explain(house.administrator, about.user(), permission.text(), instance, null);
    }

    private static Reason yes(Code code, Map<String, String> parameters) {
        return new Reason(code, true, parameters);
    }

    private static Reason no(Code code, Map<String, String> parameters) {
        return new Reason(code, false, parameters);
    }

    @Test
    void theAnswerIsAlwaysTheDecision() {
        var role = house.role("Helper", Permission.AUDIT_READ, Permission.FILES_READ);
        var people = List.of(
                house.administrator,
                mika,
                house.person("ole", RoleId.OPERATOR),
                house.person("rita", RoleId.READ_ONLY),
                house.person("hanna", role),
                house.person("lost", new RoleId("gone")),
                house.person("gerd", RoleId.USER));
        var gerd = people.getLast().user();
        house.rights.grants.add(new RoleGrant("g", gerd, RoleId.OPERATOR, house.node, null));
        house.members.put(gerd, Set.of(Permission.CONSOLE_READ));
        var own = house.instance(mika.user(), house.node);
        var elsewhere = house.instance(null, NodeId.create());
        for (var person : people) {
            for (var permission : Permission.BUILT_IN) {
                for (var instance : new InstanceId[] {null, own, elsewhere}) {
                    var answer = explain(person, permission, instance);
                    assertEquals(house.rights.access.allows(person, permission, instance), answer.allowed());
                    assertEquals(answer.allowed(), answer.reasons().stream().anyMatch(Reason::gives), answer::toString);
                }
                var onNode =
                        explanations.explain(house.administrator, person.user(), permission.text(), null, house.node);
                assertEquals(house.rights.access.allowsOn(person, permission, house.node), onNode.allowed());
                assertEquals(onNode.allowed(), onNode.reasons().stream().anyMatch(Reason::gives));
            }
        }
    }

    @Test
    void anOwnerMayByBeingOne() {
        var answer = explain(mika, Permission.INSTANCE_POWER, house.instance(mika.user(), house.node));
        assertTrue(answer.allowed());
        assertEquals(
                List.of(
                        no(Code.ROLE_LACKS, Map.of("role", "user")),
                        yes(Code.OWNER, Map.of("role", "user")),
                        no(Code.NOT_MEMBER, Map.of())),
                answer.reasons());
    }

    @Test
    void aStrangerIsToldWhatWouldLetThem() {
        var answer = explain(mika, Permission.INSTANCE_POWER, house.instance(null, house.node));
        assertFalse(answer.allowed());
        assertEquals(
                List.of(
                        no(Code.ROLE_LACKS, Map.of("role", "user")),
                        no(Code.NOT_OWNER, Map.of("role", "user")),
                        no(Code.NOT_MEMBER, Map.of()),
                        no(Code.WOULD_HOLD, Map.of("role", "administrator")),
                        no(Code.WOULD_HOLD, Map.of("role", "operator"))),
                answer.reasons());
    }

    @Test
    void aFurtherRoleIsNamedWithItsNodeAndEnd() {
        var until = house.people.clock.instant().plus(Duration.ofHours(1));
        house.rights.grants.add(new RoleGrant("g", mika.user(), RoleId.OPERATOR, house.node, until));
        var parameters = Map.of("role", "operator", "node", house.node.value(), "until", until.toString());
        var here = explain(mika, Permission.FILES_READ, house.instance(null, house.node));
        assertTrue(here.reasons().contains(yes(Code.GRANT, parameters)));
        var there = explain(mika, Permission.FILES_READ, house.instance(null, NodeId.create()));
        assertTrue(there.reasons().contains(no(Code.GRANT_LACKS, parameters)));
    }

    @Test
    void aDisabledAccountMayNothing() {
        var root = house.person("second", RoleId.ADMINISTRATOR);
        house.people.change(root.user(), RoleId.ADMINISTRATOR, true, "hash");
        var answer = explain(root, Permission.NODE_VIEW, null);
        assertFalse(answer.allowed());
        assertEquals(Code.ACCOUNT_DISABLED, answer.reasons().getFirst().code());
    }

    @Test
    void anApiKeyThatAsksIsNamed() {
        var keyed = RightsHouse.keyed(house.administrator, new KeyScope("k", Set.of("account.self"), null));
        var answer = explanations.explain(keyed, keyed.user(), "node.view", null, null);
        assertFalse(answer.allowed());
        assertEquals(Code.KEY_NARROWS, answer.reasons().getFirst().code());
    }

    @Test
    void unknownPermissionsAreSaidToBe() {
        var answer = explanations.explain(house.administrator, mika.user(), "maps.draw", null, null);
        assertEquals(List.of(no(Code.PERMISSION_UNKNOWN, Map.of())), answer.reasons());
    }

    @Test
    void othersAreExplainedToWhoManagesPeopleAndSeesTheInstance() {
        var foreign = house.instance(null, house.node);
        assertFails(
                ErrorCode.FORBIDDEN,
                () -> explanations.explain(mika, house.administrator.user(), "node.view", null, null));
        var people = house.person("petra", house.role("People", Permission.USER_MANAGE));
        explanations.explain(people, mika.user(), "node.view", null, null);
        assertFails(
                ErrorCode.NOT_FOUND, () -> explanations.explain(people, mika.user(), "instance.view", foreign, null));
        // Of oneself, what is hidden looks like what doesn't exist.
        assertEquals(
                explanations.explain(mika, mika.user(), "instance.view", foreign, null),
                explanations.explain(mika, mika.user(), "instance.view", InstanceId.create(), null));
    }
}
