package io.ostler.panel.core.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.link.enrol.EnrolmentProof;
import io.ostler.link.key.SigningKey;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.node.Nodes.JoinRequest;
import io.ostler.panel.api.store.NodeStore.EnrolmentRecord;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Abuse case 20: an enrolment key lets one machine in, once, in time. */
class JoiningTest {
    private final House house = new House();
    private final SigningKey machine = SigningKey.generate();

    @Test
    void aMachineJoinsAndCanTellTheRealPanel() {
        String key = newKey();
        var request = request(key, "fra-1", machine);
        var joined = house.registry.join(request, "127.0.0.1");
        var signed = EnrolmentProof.ofPanel(
                key, request.publicKey(), joined.node().value(), joined.panelId(), joined.panelPublicKey());
        assertTrue(EnrolmentProof.holds(signed, house.key.verifyingKey().text(), joined.proof()));
        assertEquals(
                "fra-1", house.table.find(joined.node()).orElseThrow().record().name());
    }

    @Test
    void aKeyIsNotStoredInAFormThatCouldBeUsed() {
        String key = newKey();
        String secret = key.split("-")[1];
        assertFalse(house.nodeStore.listEnrolments().getFirst().keyHash().contains(secret));
    }

    @Test
    void aUsedKeyIsRefusedLikeAWrongOne() {
        String key = newKey();
        house.registry.join(request(key, "fra-1", machine), "127.0.0.1");
        var used = refusal(request(key, "fra-2", SigningKey.generate()));
        var wrong = refusal(request(key.replaceFirst("ost1-.", "ost1-7"), "fra-2", SigningKey.generate()));
        assertEquals(ErrorCode.ENROLMENT_REFUSED, used.code());
        assertEquals(wrong.code(), used.code());
        assertEquals(wrong.parameters(), used.parameters());
    }

    @Test
    void anExpiredKeyIsRefused() {
        String key = newKey();
        var stored = house.nodeStore.listEnrolments().getFirst();
        house.nodeStore.insertEnrolment(new EnrolmentRecord(
                stored.keyHash(), null, stored.created(), Instant.now().minusSeconds(1)));
        assertEquals(
                ErrorCode.ENROLMENT_REFUSED,
                refusal(request(key, "fra-1", machine)).code());
    }

    @Test
    void ofManyMachinesAtOnceOneJoins() throws Exception {
        String key = newKey();
        int before = house.table.all().size();
        try (var executor = Executors.newFixedThreadPool(8)) {
            var attempts = IntStream.range(0, 16)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        try {
                            house.registry.join(request(key, "n" + i, SigningKey.generate()), "127.0.0.1");
                            return true;
                        } catch (OstlerException e) {
                            return false;
                        }
                    })
                    .toList();
            int joined = 0;
            for (var attempt : executor.invokeAll(attempts)) {
                joined += attempt.get() ? 1 : 0;
            }
            assertEquals(1, joined);
        }
        assertEquals(before + 1, house.table.all().size());
    }

    @Test
    void somebodyElsesPublicKeyIsRefused() {
        String key = newKey();
        var honest = request(key, "fra-1", machine);
        var stolen = new JoinRequest(
                key, "fra-1", SigningKey.generate().verifyingKey().text(), honest.addresses(), honest.proof());
        assertEquals(ErrorCode.ENROLMENT_REFUSED, refusal(stolen).code());
    }

    @Test
    void aRefusedNameLeavesTheKeyUsable() {
        String key = newKey();
        assertEquals(
                ErrorCode.INVALID_REQUEST, refusal(request(key, "<b>", machine)).code());
        assertEquals(
                ErrorCode.NAME_TAKEN, refusal(request(key, "HOME", machine)).code());
        house.registry.join(request(key, "fra-1", machine), "127.0.0.1");
    }

    @Test
    void aMachineThatJoinsAgainStaysTheSameNode() {
        var first = house.registry.join(request(newKey(), "fra-1", machine), "127.0.0.1");
        var second = house.registry.join(request(newKey(), "fra-1", machine), "127.0.0.1");
        assertEquals(first.node(), second.node());
    }

    @Test
    void keysAreForThoseWhoManageNodes() {
        var caller = FakeAccess.user(io.ostler.model.UserId.create());
        assertThrows(OstlerException.class, () -> house.registry.createEnrolment(caller, null, "http://panel.test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host",
                "javascript:alert(1)",
                "http://user:pw@host",
                "http://host?x=1",
                "http://host#x",
                "http://ho st",
                "http://host;script-src",
                "//host",
                ""
            })
    void addressesAreWebAddressesAndNothingElse(String address) {
        var refused = assertThrows(OstlerException.class, () -> NodeRules.checkAddresses(List.of(address)));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.code());
    }

    private String newKey() {
        return house.registry
                .createEnrolment(FakeAccess.administrator(), null, "http://panel.test")
                .key();
    }

    private OstlerException refusal(JoinRequest request) {
        return assertThrows(OstlerException.class, () -> house.registry.join(request, "127.0.0.1"));
    }

    private static JoinRequest request(String key, String name, SigningKey machine) {
        String publicKey = machine.verifyingKey().text();
        var addresses = List.of("http://127.0.0.1:9401");
        return new JoinRequest(
                key,
                name,
                publicKey,
                addresses,
                machine.signText(EnrolmentProof.ofNode(key, name, publicKey, addresses)));
    }
}
