package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.store.InputStore;
import io.ostler.panel.api.store.InputStore.InputRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link InputStore} must do. */
public abstract class InputStoreContractTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final InstanceId GAME = InstanceId.create();
    private static final InstanceId OTHER = InstanceId.create();
    private static final UserId ANNA = UserId.create();
    private static final UserId BERTA = UserId.create();

    private InputStore store;

    /** A store without inputs; asked before each test. */
    protected abstract InputStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    private static InputRecord line(int at, UserId user, String text, @Nullable String refused) {
        return new InputRecord(GAME, NOW.plusMillis(at), user, text, 0, 17, refused);
    }

    @Test
    void whatWasTypedComesBackNewestFirst() {
        var first = line(1, ANNA, "say \u202e ü 🎉 <b>", null);
        var keys = new InputRecord(GAME, NOW.plusMillis(2), BERTA, null, 12, 1L << 40, null);
        var refused = line(3, BERTA, "stop", "COMMAND_DENIED");
        for (var input : List.of(first, keys, refused)) {
            assertTrue(store.add(input));
        }
        assertEquals(List.of(refused, keys, first), store.inputs(GAME, null, null, 10));
        assertEquals(List.of(), store.inputs(OTHER, null, null, 10));
    }

    @Test
    void toldTwiceItIsKeptOnce() {
        assertTrue(store.add(line(1, ANNA, "list", null)));
        assertFalse(store.add(line(1, ANNA, "list", null)));
        assertTrue(store.add(line(1, BERTA, "list", null)));
        assertEquals(2, store.inputs(GAME, null, null, 10).size());
        assertEquals(List.of("list"), store.commands(GAME, ANNA));
    }

    @Test
    void pagesFollowOneAnotherAndCanBeOnePersons() {
        for (int i = 0; i < 10; i++) {
            store.add(line(i, i % 2 == 0 ? ANNA : BERTA, "c" + i, null));
        }
        var page = store.inputs(GAME, null, null, 4);
        assertEquals(List.of("c9", "c8", "c7", "c6"), texts(page));
        assertEquals(
                List.of("c5", "c4", "c3"),
                texts(store.inputs(GAME, page.getLast().at(), null, 3)));
        assertEquals(List.of("c8", "c6"), texts(store.inputs(GAME, null, ANNA, 2)));
    }

    private static List<String> texts(List<InputRecord> inputs) {
        return inputs.stream().map(input -> String.valueOf(input.text())).toList();
    }

    @Test
    void commandsAreOnesOwnOfOneInstanceEachOnceAndWereSent() {
        store.add(line(1, ANNA, "list", null));
        store.add(line(2, ANNA, "say a", null));
        store.add(line(3, ANNA, "list", null));
        store.add(line(4, ANNA, "stop", "COMMAND_DENIED"));
        store.add(line(5, ANNA, " ", null));
        store.add(new InputRecord(GAME, NOW.plusMillis(6), ANNA, null, 5, 0, null));
        store.add(line(7, BERTA, "hers", null));
        store.add(new InputRecord(OTHER, NOW, ANNA, "elsewhere", 0, 0, null));
        assertEquals(List.of("list", "say a"), store.commands(GAME, ANNA));
    }

    @Test
    void theLastCommandsAreKept() {
        for (int i = 0; i < InputStore.MOST_COMMANDS + 20; i++) {
            store.add(line(i, ANNA, "c" + i, null));
        }
        var commands = store.commands(GAME, ANNA);
        assertEquals(InputStore.MOST_COMMANDS, commands.size());
        assertEquals("c" + (InputStore.MOST_COMMANDS + 19), commands.getFirst());
    }

    @Test
    void whatIsOlderThanAYearGoes() {
        store.add(new InputRecord(OTHER, NOW.minus(400, ChronoUnit.DAYS), ANNA, "old", 0, 0, null));
        for (int i = 0; i < 120; i++) {
            store.add(line(i, ANNA, "c" + i, null));
        }
        assertEquals(List.of(), store.inputs(OTHER, null, null, 10));
        assertEquals(List.of(), store.commands(OTHER, ANNA));
    }

    @Test
    void theLongestLineFits() {
        var longest = "ü".repeat(4096);
        store.add(line(1, ANNA, longest, null));
        assertEquals(List.of(longest), store.commands(GAME, ANNA));
    }
}
