package io.ostler.daemon.link.internal.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.daemon.api.stream.Grants.Hold;
import io.ostler.daemon.link.internal.trust.DaemonIdentity;
import io.ostler.daemon.link.internal.trust.TrustedPanel;
import io.ostler.daemon.link.internal.trust.TrustedPanels;
import io.ostler.link.key.SigningKey;
import io.ostler.model.ErrorCode;
import io.ostler.model.FileRights;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Grant;
import io.ostler.protocol.Messages.Revocation;
import io.ostler.protocol.Ticket;
import io.ostler.protocol.TicketScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Abuse case 15: what is open ends with the right it rests on. */
class GrantRegistryTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path data;

    private final AtomicLong nanos = new AtomicLong();
    private final GrantRegistry grants = new GrantRegistry(nanos::get);
    private final List<String> ended = new ArrayList<>();
    private TrustedPanel panel;

    @BeforeEach
    void setUp() {
        panel = new TrustedPanels(new DaemonIdentity(data), nanos::get)
                .admitLocal("panel-1", SigningKey.generate().verifyingKey(), NOON);
    }

    @Test
    void aRevocationEndsWhatMatchesAndNothingElse() {
        hold(grant("1", "user-0001", "a", "instance-1"));
        hold(grant("2", "user-0001", "b", "instance-2"));
        hold(grant("3", "user-0002", "c", "instance-1"));
        grants.revoke(new Revocation(new UserId("user-0001"), "b", null, null));
        assertEquals(List.of("2"), ended);
        grants.revoke(new Revocation(null, null, new InstanceId("instance-1"), null));
        assertEquals(List.of("2", "1", "3"), ended);
        assertTrue(grants.open().isEmpty());
    }

    @Test
    void aStreamThatEndedItselfIsNotEndedAgain() {
        var hold = hold(grant("1", "user-0001", "a", "instance-1"));
        hold.close();
        hold.close();
        assertTrue(grants.open().isEmpty());
        grants.revoke(new Revocation(new UserId("user-0001"), null, null, null));
        assertTrue(ended.isEmpty());
    }

    @Test
    void aRevocationBetweenTicketAndStreamIsNotMissed() {
        var grant = grant("1", "user-0001", "a", "instance-1");
        use(grant);
        grants.revoke(new Revocation(null, null, null, "1"));
        refused(() -> grants.hold(grant, () -> ended.add("1")));
    }

    @Test
    void aStreamNeedsATicketThatWasAccepted() {
        refused(() -> grants.hold(grant("1", "user-0001", "a", "instance-1"), () -> {}));
    }

    @Test
    void laterStreamsOfTheSameGrantLiveBesideAnOpenOne() {
        var grant = grant("1", "user-0001", "a", "instance-1");
        var first = hold(grant);
        nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        var second = grants.hold(grant, () -> ended.add("again"));
        assertEquals(List.of(grant), grants.open());
        grants.revoke(new Revocation(null, null, null, "1"));
        assertEquals(List.of("1", "again"), ended);
        refused(() -> grants.hold(grant, () -> {}));
        first.close();
        second.close();
    }

    @Test
    void anOldGrantWithoutAnOpenStreamOpensNothing() {
        var grant = grant("1", "user-0001", "a", "instance-1");
        hold(grant).close();
        nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        refused(() -> grants.hold(grant, () -> {}));
    }

    @Test
    void aPanelSeesAndEndsOnlyItsOwn() {
        hold(grant("1", "user-0001", "a", "instance-1"));
        assertEquals(1, grants.open("panel-1").size());
        assertEquals(0, grants.open("panel-2").size());
        grants.revoke(new Revocation(new UserId("user-0001"), null, null, null), "panel-2");
        grants.revokeAll("panel-2");
        assertTrue(ended.isEmpty());
        grants.revokeAll("panel-1");
        assertEquals(List.of("1"), ended);
    }

    @Test
    void oneStreamThatEndsBadlyKeepsNoOtherOpen() {
        var bad = grant("1", "user-0001", "a", "instance-1");
        use(bad);
        grants.hold(bad, () -> {
            throw new IllegalStateException("badly");
        });
        hold(grant("2", "user-0001", "a", "instance-1"));
        grants.revoke(new Revocation(new UserId("user-0001"), null, null, null));
        assertEquals(List.of("2"), ended);
    }

    @Test
    void underManyThreadsNoStreamSurvivesItsRevocation() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 500; i++) {
                var grant = grant("g" + i, "user-0001", "a", "instance-1");
                var opening = threads.submit(() -> {
                    try {
                        use(grant);
                        grants.hold(grant, () -> {});
                    } catch (OstlerException e) {
                        // revoked in between
                    }
                });
                var revoking = threads.submit(() -> grants.revoke(new Revocation(null, null, null, grant.id())));
                try {
                    opening.get();
                } finally {
                    revoking.get();
                }
            }
        }
        assertTrue(grants.open().isEmpty());
    }

    private Hold hold(Grant grant) {
        use(grant);
        return grants.hold(grant, () -> ended.add(grant.id()));
    }

    private void use(Grant grant) {
        var now = panel.clock().now();
        grants.use(
                new Ticket(
                        grant.id(),
                        "panel-1",
                        panel.node(),
                        panel.boot(),
                        grant.scope(),
                        grant.instance(),
                        grant.user(),
                        grant.session(),
                        "",
                        null,
                        null,
                        false,
                        FileRights.ALL,
                        now,
                        now.plusSeconds(60)),
                panel);
    }

    private static Grant grant(String id, String user, String session, String instance) {
        return new Grant(id, TicketScope.CONSOLE_READ, new InstanceId(instance), new UserId(user), session);
    }

    private static void refused(org.junit.jupiter.api.function.Executable step) {
        assertEquals(
                ErrorCode.GRANT_REVOKED,
                assertThrows(OstlerException.class, step).code());
    }
}
