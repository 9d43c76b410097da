package io.ostler.panel.core.internal.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.link.ticket.TicketCodec;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.PowerAction;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.RoleId;
import io.ostler.panel.api.instance.Instances.Query;
import io.ostler.panel.api.instance.Instances.TicketRequest;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import io.ostler.panel.api.store.UserStore.UserRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.FakeDaemon;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.protocol.TicketScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstanceServiceTest {
    private final House house = new House();
    private final Caller root = FakeAccess.administrator();
    private final UserId mikaId = UserId.create();
    private final Caller mika = FakeAccess.user(mikaId);
    private final InstanceId hers = InstanceId.create();
    private final InstanceId foreign = InstanceId.create();

    @BeforeEach
    void twoInstances() {
        house.userStore.insert(new UserRecord(mikaId, "mika", RoleId.USER, false, "hash", Instant.EPOCH, null));
        house.records.add(new InstanceRecord(hers, house.node, mikaId, Instant.EPOCH));
        house.link.events().instanceChanged(Samples.snapshot(hers, Samples.definition("hers"), 1));
        house.link.events().instanceChanged(Samples.snapshot(foreign, Samples.definition("foreign"), 2));
    }

    @Test
    void aNewInstanceHasItsOwnerFromTheFirstMoment() {
        house.daemon.answers("createInstance", FakeDaemon.creating());
        var made = house.instances
                .create(root, house.node, Samples.definition("survival"), mikaId)
                .join();
        assertEquals(mikaId, made.owner());
        assertEquals("mika", made.ownerName());
        assertEquals(
                made.snapshot().id(),
                house.instances.get(mika, made.snapshot().id()).snapshot().id());
    }

    @Test
    void whatTheDaemonRefusesLeavesNoTrace() {
        house.daemon.answers("createInstance", r -> new OstlerException(ErrorCode.COMMAND_NOT_FOUND));
        var made = house.instances.create(root, house.node, Samples.definition("survival"), mikaId);
        var error = assertThrows(CompletionException.class, made::join);
        assertEquals(ErrorCode.COMMAND_NOT_FOUND, ((OstlerException) error.getCause()).code());
        assertEquals(2, house.records.of(house.node).size());
    }

    @Test
    void whatALostLinkLeavesOpenKeepsItsOwner() {
        house.daemon.answers("createInstance", r -> new OstlerException(ErrorCode.NODE_TIMEOUT));
        house.instances.create(root, house.node, Samples.definition("survival"), mikaId);
        assertEquals(3, house.records.of(house.node).size());
    }

    /** Every way to an instance that isn't hers answers like one that doesn't exist. */
    @Test
    void aForeignInstanceLooksLikeNone() {
        for (InstanceId id : List.of(foreign, InstanceId.create())) {
            List<Runnable> attempts = List.of(
                    () -> house.instances.get(mika, id),
                    () -> house.instances.power(mika, id, PowerAction.START),
                    () -> house.instances.update(mika, id, Samples.definition("x"), 1),
                    () -> house.instances.changeOwner(mika, id, mikaId),
                    () -> house.instances.delete(mika, id, true),
                    () -> house.instances.sendLine(mika, id, "x"),
                    () -> house.instances.issueTicket(mika, id, console()),
                    () -> house.members.list(mika, id),
                    () -> house.members.put(mika, id, "mika", Set.of(), List.of()),
                    () -> house.members.remove(mika, id, mikaId),
                    () -> house.tasks.list(mika, id));
            for (Runnable attempt : attempts) {
                assertEquals(
                        ErrorCode.NOT_FOUND,
                        assertThrows(OstlerException.class, attempt::run).code());
            }
        }
        assertEquals(List.of("openGrants"), house.daemon.asked);
    }

    @Test
    void theListHoldsWhatTheCallerMaySee() {
        var page = house.instances.list(mika, new Query(null, null, null, null, 50));
        assertEquals(1, page.total());
        assertEquals(hers, page.instances().getFirst().snapshot().id());
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() {
        for (int i = 0; i < 25; i++) {
            house.link.events().instanceChanged(Samples.snapshot("same name", 10 + i));
        }
        var seen = new ArrayList<InstanceId>();
        String cursor = null;
        do {
            var page = house.instances.list(root, new Query(null, null, null, cursor, 4));
            page.instances().forEach(i -> seen.add(i.snapshot().id()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(27, seen.size());
        assertEquals(27, seen.stream().distinct().count());
    }

    @Test
    void anOwnerMayRenameButNotChangeTheCommand() {
        house.daemon.answers("updateInstance", r -> Samples.snapshot(hers, Samples.definition("renamed"), 9));
        var renamed = Samples.definition("hers").withName("renamed");
        assertEquals(
                "renamed",
                house.instances
                        .update(mika, hers, renamed, 1)
                        .join()
                        .snapshot()
                        .definition()
                        .name());
        var other = new io.ostler.model.InstanceDefinition(
                "hers",
                "process",
                List.of("rm"),
                "",
                java.util.Map.of(),
                false,
                renamed.stop(),
                renamed.stopTimeout(),
                "UTF-8",
                renamed.lineEnd(),
                false,
                renamed.files());
        var refused = assertThrows(OstlerException.class, () -> house.instances.update(mika, hers, other, 1));
        assertEquals(ErrorCode.FORBIDDEN, refused.code());
    }

    /** Abuse case 28: what an owner may not change would come back as it was before somebody else's change. */
    @Test
    void anOwnerChangesOnlyTheDefinitionThatIsKnown() {
        var renamed = Samples.definition("renamed");
        for (long revision : new long[] {0, 2, 3}) {
            var refused =
                    assertThrows(OstlerException.class, () -> house.instances.update(mika, hers, renamed, revision));
            assertEquals(ErrorCode.PRECONDITION_FAILED, refused.code());
        }
    }

    @Test
    void aTicketSaysExactlyWhatWasAsked() {
        var issued = house.instances.issueTicket(
                mika, hers, new TicketRequest(TicketScope.FILE_UPLOAD, "mods/a.jar", 1000L, true));
        var ticket = TicketCodec.verify(issued.token(), issuer -> house.key.verifyingKey());
        assertEquals("panel-test", ticket.issuer());
        assertEquals(house.node, ticket.audience());
        assertEquals("boot-1", ticket.boot());
        assertEquals(TicketScope.FILE_UPLOAD, ticket.scope());
        assertEquals(hers, ticket.instance());
        assertEquals(mikaId, ticket.user());
        assertEquals("s-user", ticket.session());
        assertEquals("http://panel.test", ticket.origin());
        assertEquals("mods/a.jar", ticket.path());
        assertTrue(ticket.overwrite());
        assertEquals(List.of(""), issued.addresses());
        var second = house.instances.issueTicket(
                mika, hers, new TicketRequest(TicketScope.FILE_UPLOAD, "mods/a.jar", 1000L, true));
        assertNotEquals(
                ticket.id(),
                TicketCodec.verify(second.token(), issuer -> house.key.verifyingKey())
                        .id());
    }

    @Test
    void aNodeThatIsAwayIssuesNothing() {
        house.link.lost("LINK_LOST");
        var refused = assertThrows(OstlerException.class, () -> house.instances.issueTicket(mika, hers, console()));
        assertEquals(ErrorCode.NODE_AWAY, refused.code());
        refused = assertThrows(OstlerException.class, () -> house.instances.power(mika, hers, PowerAction.START));
        assertEquals(ErrorCode.NODE_AWAY, refused.code());
    }

    @Test
    void theFormerOwnersStreamsEnd() {
        house.instances.changeOwner(root, hers, null);
        assertEquals(mikaId, house.daemon.revoked.getFirst().user());
        assertEquals(hers, house.daemon.revoked.getFirst().instance());
        assertFalse(house.access.allows(mika, io.ostler.panel.api.access.Permission.INSTANCE_VIEW, hers));
    }

    private static TicketRequest console() {
        return new TicketRequest(TicketScope.CONSOLE_WRITE, null, null, false);
    }
}
