package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.store.SettingStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SettingStore} must do. */
public abstract class SettingStoreContractTest {
    private SettingStore store;

    /** A store without settings; asked before each test. */
    protected abstract SettingStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void anAbsentSettingIsEmpty() {
        assertEquals(Optional.empty(), store.get("absent"));
    }

    @Test
    void theLastValueCounts() {
        store.put("key", "one");
        store.put("key", "two");
        assertEquals(Optional.of("two"), store.get("key"));
    }

    @Test
    void namesDifferByCase() {
        store.put("key", "one");
        assertEquals(Optional.empty(), store.get("KEY"));
    }

    @Test
    void anEmptyValueIsAValue() {
        store.put("key", "");
        assertEquals(Optional.of(""), store.get("key"));
        assertFalse(store.putIfAbsent("key", "other"));
    }

    @Test
    void theLongestValueFitsAndALongerOneIsRefused() {
        var longest = "ß".repeat(32_000);
        store.put("key", longest);
        assertEquals(Optional.of(longest), store.get("key"));
        var refused = assertThrows(OstlerException.class, () -> store.put("key", longest + "x"));
        assertEquals(ErrorCode.VALUE_OUT_OF_RANGE, refused.code());
        assertEquals(Optional.of(longest), store.get("key"));
    }

    @Test
    void putIfAbsentKeepsWhatIsThere() {
        assertTrue(store.putIfAbsent("key", "one"));
        assertFalse(store.putIfAbsent("key", "two"));
        assertEquals(Optional.of("one"), store.get("key"));
    }

    @Test
    void ofManyWhoPutIfAbsentAtOnceExactlyOneWinsAndItsValueStays() throws Exception {
        var number = new AtomicInteger();
        var winners = AtOnce.run(8, () -> {
            var mine = "value " + number.incrementAndGet();
            return store.putIfAbsent("key", mine) ? Optional.of(mine) : Optional.<String>empty();
        });
        assertEquals(1, winners.stream().filter(Optional::isPresent).count());
        assertEquals(winners.stream().flatMap(Optional::stream).findFirst(), store.get("key"));
    }

    @Test
    void manyWhoPutAtOnceLeaveOneOfTheirValues() throws Exception {
        var number = new AtomicInteger();
        AtOnce.run(8, () -> {
            store.put("key", "value " + number.incrementAndGet());
            return true;
        });
        assertTrue(store.get("key").orElseThrow().startsWith("value "));
    }
}
