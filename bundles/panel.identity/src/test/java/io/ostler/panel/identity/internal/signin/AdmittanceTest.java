package io.ostler.panel.identity.internal.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.provider.ExternalIdentity;
import io.ostler.panel.api.store.IdentityStore.IdentityRecord;
import io.ostler.panel.api.store.ProviderStore.ProviderRecord;
import io.ostler.panel.api.store.ProviderStore.RuleRecord;
import io.ostler.panel.identity.internal.fake.House;
import io.ostler.panel.identity.internal.fake.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Abuse case 25, and roles from groups. */
class AdmittanceTest {
    private final House house = new House();
    private final Stores.Identities identities = new Stores.Identities();
    private final Admittance admittance =
            new Admittance(house.users, identities, house.sessions, new NewAccounts(house.users, identities, house));

    @Test
    void anEqualNameOrAddressLeadsToNoAccountThatExists() {
        var admin = house.add("admin", RoleId.ADMINISTRATOR);
        var id = admittance.admit(provider(true, RoleId.USER), person("s1", "admin", List.of()));
        assertNotEquals(admin.user(), id);
        var made = house.users.find(id).orElseThrow();
        assertEquals("admin-2", made.name());
        assertEquals(RoleId.USER, made.role());
    }

    @Test
    void whoIsNotKnownAndGetsNoAccountIsTurnedAway() {
        unknown(() -> admittance.admit(provider(false, RoleId.USER), person("s1", "anna", List.of())));
        unknown(() -> admittance.admit(provider(true, null), person("s1", "anna", List.of("others"))));
        assertEquals(List.of(), house.users.list());
    }

    @Test
    void theRoleFollowsTheGroupsAndWhatIsOpenEnds() {
        house.add("admin", RoleId.ADMINISTRATOR);
        var id = admittance.admit(provider(true, RoleId.USER), person("s1", "anna", List.of("CN=Chiefs, dc=org")));
        assertEquals(RoleId.ADMINISTRATOR, role(id));
        admittance.admit(provider(true, RoleId.USER), person("s1", "anna", List.of("cn=helpers,dc=org")));
        assertEquals(RoleId.OPERATOR, role(id));
        assertEquals(List.of(id), house.ended);
        unknown(() -> admittance.admit(provider(true, null), person("s1", "anna", List.of())));
        assertEquals(List.of(id, id), house.ended);
    }

    @Test
    void theLastAdministratorStaysOne() {
        var id = admittance.admit(provider(true, RoleId.USER), person("s1", "anna", List.of("cn=chiefs,dc=org")));
        assertEquals(id, admittance.admit(provider(true, RoleId.USER), person("s1", "anna", List.of())));
        assertEquals(RoleId.ADMINISTRATOR, role(id));
    }

    @Test
    void anAccountThatWasConnectedKeepsItsRole() {
        house.add("admin", RoleId.ADMINISTRATOR);
        var anna = house.add("anna", RoleId.OPERATOR);
        identities.insert(new IdentityRecord("p", "s1", anna.user(), "anna", null, null, Instant.EPOCH, null));
        assertEquals(
                anna.user(),
                admittance.admit(provider(true, RoleId.USER), person("s1", "anna", List.of("cn=chiefs,dc=org"))));
        assertEquals(RoleId.OPERATOR, role(anna.user()));
    }

    @Test
    void whatIsLeftOfADeletedAccountOpensNothing() {
        var gone = UserId.create();
        identities.insert(new IdentityRecord("p", "s1", gone, "anna", null, null, Instant.EPOCH, null));
        var id = admittance.admit(provider(true, RoleId.USER), person("s1", "anna", List.of()));
        assertNotEquals(gone, id);
    }

    @Test
    void namesBecomeOnesThatWeAllow() {
        assertEquals("m.mustermann", NewAccounts.name(person("s", "m.mustermann@example.org", List.of())));
        assertEquals("Zoë.Übel", NewAccounts.name(person("s", "Zoë  Übel<script>".replace("<script>", ""), List.of())));
        assertEquals(
                40, NewAccounts.name(person("s", "x".repeat(90), List.of())).length());
    }

    private RoleId role(UserId id) {
        return house.users.find(id).orElseThrow().role();
    }

    private static ExternalIdentity person(String subject, String name, List<String> groups) {
        return new ExternalIdentity(subject, name, "", name + "@example.org", false, groups);
    }

    private static ProviderRecord provider(boolean creates, @Nullable RoleId role) {
        var rules = List.of(
                new RuleRecord("cn=chiefs,dc=org", RoleId.ADMINISTRATOR),
                new RuleRecord("cn=helpers,dc=org", RoleId.OPERATOR));
        return new ProviderRecord("p", "ldap", "Company", "key", 0, true, creates, role, true, rules, Map.of(), false);
    }

    private static void unknown(Runnable work) {
        assertEquals(
                ErrorCode.IDENTITY_UNKNOWN,
                assertThrows(OstlerException.class, work::run).code());
    }
}
