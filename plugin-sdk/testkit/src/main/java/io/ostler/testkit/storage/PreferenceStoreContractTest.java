package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.UserId;
import io.ostler.panel.api.store.PreferenceStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link PreferenceStore} must do. */
public abstract class PreferenceStoreContractTest {
    private final UserId anna = UserId.create();
    private final UserId bert = UserId.create();

    private PreferenceStore store;

    /** A store without preferences; asked before each test. */
    protected abstract PreferenceStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void eachPersonHasTheirOwn() {
        store.put(anna, "views", "[1]");
        store.put(bert, "views", "[2]");
        assertEquals(Optional.of("[1]"), store.get(anna, "views"));
        assertEquals(Optional.of("[2]"), store.get(bert, "views"));
        assertEquals(Optional.empty(), store.get(anna, "order"));
    }

    @Test
    void theLongestTextComesBackWhole() {
        var longest = ("x" + "\uD83D\uDE80").repeat(21_845);
        store.put(anna, "views", longest);
        assertEquals(Optional.of(longest), store.get(anna, "views"));
        store.put(anna, "views", "{}");
        assertEquals(Optional.of("{}"), store.get(anna, "views"));
    }

    @Test
    void keysAreListedOnce() {
        store.put(anna, "views", "x".repeat(50_000));
        store.put(anna, "order", "");
        store.put(bert, "other", "1");
        assertEquals(List.of("order", "views"), store.keys(anna));
        assertEquals(Optional.of(""), store.get(anna, "order"));
    }

    @Test
    void whatIsDeletedIsGone() {
        store.put(anna, "views", "1");
        store.put(anna, "order", "1");
        store.put(bert, "order", "1");
        assertTrue(store.delete(anna, "views"));
        assertFalse(store.delete(anna, "views"));
        store.deleteAll(anna);
        assertEquals(List.of(), store.keys(anna));
        assertEquals(List.of("order"), store.keys(bert));
    }
}
