package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.FactorStore;
import io.ostler.panel.api.store.FactorStore.TotpRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link FactorStore} must do. */
public abstract class FactorStoreContractTest {
    private static final Instant NOW = Instant.parse("2026-02-28T12:00:00.5Z");
    private static final UserId ANNA = UserId.create();
    private static final UserId BERTA = UserId.create();

    private FactorStore store;

    /** A store without factors; asked before each test. */
    protected abstract FactorStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void anAppComesBackAsItWasStoredAndIsReplacedUntilItIsConfirmed() {
        assertTrue(store.begin(app("first")));
        assertTrue(store.begin(app("second")));
        assertEquals(Optional.of(app("second")), store.totp(ANNA));
        assertFalse(store.confirm(ANNA, "first", 7));
        assertTrue(store.confirm(ANNA, "second", 7));
        assertFalse(store.confirm(ANNA, "second", 8));
        assertFalse(store.begin(app("third")));
        assertEquals(Optional.of(new TotpRecord(ANNA, "second", true, 7, NOW)), store.totp(ANNA));
        assertEquals(Optional.empty(), store.totp(BERTA));
        store.removeTotp(ANNA);
        assertEquals(Optional.empty(), store.totp(ANNA));
    }

    @Test
    void eachStepIsUsedOnceAndNoneBeforeIt() throws Exception {
        store.begin(app("one"));
        assertFalse(store.useStep(ANNA, 9), "not confirmed");
        store.confirm(ANNA, "one", 10);
        assertFalse(store.useStep(ANNA, 10));
        var used = AtOnce.run(6, () -> store.useStep(ANNA, 12));
        assertEquals(1, Collections.frequency(used, true));
        assertFalse(store.useStep(ANNA, 11));
        assertTrue(store.useStep(ANNA, 13));
    }

    @Test
    void sealingAnewUndoesNothing() {
        store.begin(app("one"));
        store.confirm(ANNA, "one", 10);
        store.reseal(ANNA, "other", "bad");
        store.reseal(ANNA, "one", "two");
        assertEquals(Optional.of(new TotpRecord(ANNA, "two", true, 10, NOW)), store.totp(ANNA));
    }

    @Test
    void aCodeIsTakenOnce() throws Exception {
        store.putCodes(ANNA, List.of("a", "b", "c"));
        assertFalse(store.takeCode(BERTA, "a"));
        var taken = AtOnce.run(6, () -> store.takeCode(ANNA, "a"));
        assertEquals(1, Collections.frequency(taken, true));
        assertEquals(2, store.countCodes(ANNA));
        store.putCodes(ANNA, List.of("d"));
        assertFalse(store.takeCode(ANNA, "b"));
        assertEquals(1, store.countCodes(ANNA));
        store.putCodes(ANNA, List.of());
        assertEquals(0, store.countCodes(ANNA));
    }

    private static TotpRecord app(String sealed) {
        return new TotpRecord(ANNA, sealed, false, 0, NOW);
    }
}
