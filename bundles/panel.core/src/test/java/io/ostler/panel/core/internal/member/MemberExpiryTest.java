package io.ostler.panel.core.internal.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.store.MemberStore.MemberRecord;
import io.ostler.panel.core.internal.fake.FakeRoles;
import io.ostler.panel.core.internal.fake.House;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Abuse cases 15 and 16 on memberships for a time. */
class MemberExpiryTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final House house = new House();
    private final FakeRoles given = new FakeRoles();
    private final MemberRoles roles = new MemberRoles(given, house.permissions);
    private Instant now = START;
    private final MemberRecords records = new MemberRecords(house.memberStore, roles, () -> now);
    private final MemberExpiry expiry = new MemberExpiry(records, house.change, () -> now);
    private final InstanceId instance = InstanceId.create();
    private final UserId user = UserId.create();

    @AfterEach
    void close() {
        expiry.close();
        house.expiry.close();
    }

    private void put(@Nullable RoleId role, @Nullable Instant until) {
        records.put(new MemberRecord(instance, user, Set.of(Permission.CONSOLE_READ), List.of(), role, until));
    }

    @Test
    void nothingCountsFromTheEndOn() {
        put(null, START.plusSeconds(60));
        assertTrue(records.permissions(user, instance).contains(Permission.CONSOLE_READ));
        assertEquals(List.of(instance), records.of(user));
        now = START.plusSeconds(60);
        assertEquals(Set.of(), records.permissions(user, instance));
        assertEquals(List.of(), records.of(user));
        assertTrue(records.known(user, instance).isPresent());
    }

    @Test
    void whatIsOpenEndsOnceWithTheTime() {
        put(null, START.plusSeconds(60));
        now = START.plusSeconds(59);
        expiry.end();
        assertEquals(List.of(), house.daemon.revoked);
        now = START.plusSeconds(61);
        expiry.end();
        expiry.end();
        assertEquals(1, house.daemon.revoked.size());
        assertEquals(user, house.daemon.revoked.getLast().user());
        assertEquals(instance, house.daemon.revoked.getLast().instance());
    }

    @Test
    void anEndThatWasMovedCountsAnew() {
        put(null, START.plusSeconds(60));
        put(null, START.plusSeconds(120));
        now = START.plusSeconds(61);
        expiry.end();
        assertEquals(List.of(), house.daemon.revoked);
        put(null, null);
        now = START.plus(Duration.ofDays(9));
        expiry.end();
        assertEquals(List.of(), house.daemon.revoked);
    }

    @Test
    void theEndHoldsAcrossARestart() {
        put(null, START.plusSeconds(60));
        now = START.plusSeconds(60);
        var again = new MemberRecords(house.memberStore, roles, () -> now);
        assertEquals(Set.of(), again.permissions(user, instance));
    }

    @Test
    void aRoleCountsAsItIsNow() {
        var helpers = new RoleId("helpers");
        given.permissions.put(helpers, Set.of("instance.power", "user.manage", "instance.members", "instance.edit"));
        put(helpers, null);
        assertEquals(
                Set.of(Permission.INSTANCE_VIEW, Permission.CONSOLE_READ, Permission.INSTANCE_POWER),
                records.permissions(user, instance));
        given.permissions.put(helpers, Set.of());
        assertEquals(Set.of(Permission.INSTANCE_VIEW, Permission.CONSOLE_READ), records.permissions(user, instance));
        given.permissions.remove(helpers);
        assertEquals(Set.of(Permission.INSTANCE_VIEW, Permission.CONSOLE_READ), records.permissions(user, instance));
    }
}
