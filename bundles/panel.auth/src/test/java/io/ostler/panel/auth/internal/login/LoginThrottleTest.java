package io.ostler.panel.auth.internal.login;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.SignInWaits.Waiting;
import io.ostler.panel.auth.internal.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final String ATTACKER = "203.0.113.9";
    private static final String HOME = "198.51.100.7";

    private final ManualClock clock = new ManualClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void waitsDoubleUpToAQuarterOfAnHour() {
        fail("anna", ATTACKER, 10);
        var waits = new ArrayList<Long>();
        for (int i = 0; i < 12; i++) {
            long wait = refused("anna", ATTACKER);
            waits.add(wait);
            clock.advance(Duration.ofSeconds(wait));
            throttle.begin("anna", ATTACKER);
        }
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L), waits);
    }

    @Test
    void aRefusedAttemptDoesNotLengthenTheWait() {
        fail("anna", ATTACKER, 10);
        clock.advance(Duration.ofSeconds(1));
        fail("anna", ATTACKER, 1);
        assertEquals(2, refused("anna", ATTACKER));
        assertEquals(2, refused("anna", ATTACKER));
        clock.advance(Duration.ofMillis(1500));
        assertEquals(1, refused("anna", ATTACKER), "rounded up, never 0");
        clock.advance(Duration.ofMillis(500));
        assertDoesNotThrow(() -> throttle.begin("anna", ATTACKER));
    }

    @Test
    void whoWaitsIsShownWithNamesAndTheLongestWaitFirst() {
        fail("anna", HOME, 10);
        fail("anna", ATTACKER, 10);
        clock.advance(Duration.ofSeconds(1));
        fail("anna", ATTACKER, 1);
        fail("bert", ATTACKER, 1);
        fail("carl", "192.0.2.1", 3);
        assertEquals(
                List.of(
                        new Waiting(ATTACKER, List.of("anna", "bert"), 12, 2),
                        new Waiting(HOME, List.of("anna"), 10, 0)),
                throttle.slowed());
        fail("anna", "2001:db8:1:2:3::4", 10);
        assertEquals(List.of(ATTACKER, "2001:db8:1:2::/64", HOME), addresses());
        clock.advance(Duration.ofMinutes(61));
        assertEquals(List.of(), addresses());
    }

    @Test
    void secondStepsAreCountedApartAndHaveNoName() {
        var user = UserId.create();
        for (int i = 0; i < 10; i++) {
            throttle.beginSecondStep(user, ATTACKER);
        }
        assertThrows(OstlerException.class, () -> throttle.beginSecondStep(user, ATTACKER));
        assertDoesNotThrow(() -> throttle.begin("second " + user.value(), ATTACKER));
        fail("second " + user.value(), HOME, 10);
        assertDoesNotThrow(() -> throttle.beginSecondStep(user, HOME));
        assertTrue(throttle.lift(HOME));
        assertTrue(throttle.lift(ATTACKER));
        throttle.beginSecondStep(user, ATTACKER).abandoned();
        for (int i = 0; i < 10; i++) {
            throttle.beginSecondStep(user, ATTACKER);
        }
        assertEquals(List.of(new Waiting(ATTACKER, List.of(), 10, 1)), throttle.slowed());
    }

    @Test
    void liftingForgetsWhatComesFromThereAndNothingElse() {
        fail("anna", ATTACKER, 10);
        fail("anna", HOME, 10);
        fail("anna", "2001:db8:1:2:3::4", 10);
        assertTrue(throttle.lift(HOME));
        assertTrue(throttle.lift("2001:db8:1:2::/64"));
        assertFalse(throttle.lift(HOME));
        assertEquals(List.of(ATTACKER), addresses());
        assertDoesNotThrow(() -> throttle.begin("anna", HOME));
        assertDoesNotThrow(() -> throttle.begin("anna", "2001:db8:1:2:5::6"));
        refused("anna", ATTACKER);
    }

    private List<String> addresses() {
        return throttle.slowed().stream().map(Waiting::address).toList();
    }

    @Test
    void anAttackerNeverLocksOutWhoComesFromElsewhere() {
        for (int i = 0; i < 2000; i++) {
            tryOnce("anna", ATTACKER);
            clock.advance(Duration.ofMillis(100));
        }
        assertDoesNotThrow(() -> throttle.begin("anna", HOME));
    }

    @Test
    void evenAThousandAttackersDontLockOutWhoComesFromElsewhere() {
        for (int i = 0; i < 1000; i++) {
            throttle.begin("anna", "10.1." + i / 250 + "." + i % 250);
        }
        var mistyped = throttle.begin("anna", HOME);
        assertEquals(30, refused("anna", HOME), "only the free mistakes are fewer");
        clock.advance(Duration.ofSeconds(30));
        throttle.begin("anna", HOME).succeeded();
        assertDoesNotThrow(() -> throttle.begin("anna", HOME));
        mistyped.abandoned();
    }

    @Test
    void anAddressThatTriesManyAccountsIsSlowedDownForAll() {
        for (int i = 0; i < 30; i++) {
            throttle.begin("account" + i, ATTACKER);
        }
        assertEquals(1, refused("anna", ATTACKER));
        assertDoesNotThrow(() -> throttle.begin("anna", HOME));
    }

    @Test
    void anAddressWaitsAMinuteAtMostForTheSakeOfItsOtherUsers() {
        for (int i = 0; i < 200; i++) {
            clock.advance(Duration.ofSeconds(60));
            throttle.begin("account" + i, ATTACKER);
        }
        assertEquals(60, refused("anna", ATTACKER));
    }

    @Test
    void unknownAndKnownNamesAreThrottledAlikeAndInAnyCase() {
        fail("Nobody", ATTACKER, 5);
        fail("nOBODY", ATTACKER, 5);
        assertEquals(1, refused("nobody", ATTACKER));
    }

    @Test
    void successForgetsOnesMistakesButNotThoseWithOtherAccounts() {
        for (int i = 0; i < 29; i++) {
            throttle.begin("account" + i, ATTACKER);
        }
        // The attacker's own account in between.
        throttle.begin("mallory", ATTACKER).succeeded();
        throttle.begin("account30", ATTACKER);
        assertEquals(1, refused("mallory", ATTACKER));
        fail("berta", HOME, 9);
        throttle.begin("berta", HOME).succeeded();
        fail("berta", HOME, 10);
        assertEquals(1, refused("berta", HOME));
    }

    @Test
    void whatWasNeitherRightNorWrongDoesNotCount() {
        for (int i = 0; i < 100; i++) {
            throttle.begin("anna", HOME).abandoned();
        }
        assertDoesNotThrow(() -> throttle.begin("anna", HOME));
    }

    @Test
    void manyAtOnceAreNotManyFreeOnes() throws Exception {
        var began = new AtomicInteger();
        try (var executor = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 200; i++) {
                executor.execute(() -> {
                    if (tryOnce("anna", ATTACKER)) {
                        began.incrementAndGet();
                    }
                });
            }
        }
        assertEquals(10, began.get());
    }

    @Test
    void everythingIsForgottenAfterAnHoursRest() {
        fail("anna", ATTACKER, 10);
        clock.advance(Duration.ofMinutes(61));
        fail("anna", ATTACKER, 10);
        assertEquals(1, refused("anna", ATTACKER));
    }

    @Test
    void allAddressesOfAnIpv6NetworkAreOneClient() {
        for (int i = 0; i < 10; i++) {
            throttle.begin("anna", "2001:db8:1:2::" + i);
        }
        assertEquals(1, refused("anna", "2001:DB8:1:2:ffff:1:2:3%eth0"));
        assertDoesNotThrow(() -> throttle.begin("anna", "2001:db8:1:3::1"));
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 100_000; i++) {
            tryOnce("name" + i, "10." + i % 200 + "." + i % 251 + ".1");
        }
        assertTrue(throttle.remembered() <= 20_000);
    }

    @Test
    void addressesOfAnyFormAreTaken() {
        for (var address : List.of("", "unknown", "::ffff:1.2.3.4", ":::", "fe80::1%lo", "x".repeat(10_000), "1:2")) {
            assertDoesNotThrow(() -> throttle.begin("anna", address), address);
        }
        assertEquals("1.2.3.4", ClientAddress.key("::ffff:1.2.3.4"));
    }

    private void fail(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.begin(name, address);
        }
    }

    private boolean tryOnce(String name, String address) {
        try {
            throttle.begin(name, address);
            return true;
        } catch (OstlerException e) {
            return false;
        }
    }

    private long refused(String name, String address) {
        var refused = assertThrows(OstlerException.class, () -> throttle.begin(name, address));
        assertEquals(ErrorCode.LOGIN_THROTTLED, refused.code());
        return Long.parseLong(refused.parameters().get("retryAfterSeconds"));
    }
}
