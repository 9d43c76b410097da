package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.panel.api.instance.Labels;
import io.ostler.panel.api.store.LabelStore;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link LabelStore} must do. */
public abstract class LabelStoreContractTest {
    private final InstanceId instance = InstanceId.create();

    private LabelStore store;

    /** A store without labels; asked before each test. */
    protected abstract LabelStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    @Test
    void labelsComeBackAsStored() {
        var labels = new Labels(
                List.of("pvp", "größe 1", "名前"), "a\n\tb — 'quoted'", List.of("Kunden", "Müller & Söhne"), 3);
        store.put(instance, labels);
        assertEquals(Map.of(instance, labels), store.all());
    }

    @Test
    void theLongestLabelsFit() {
        var tags = IntStream.range(0, Labels.MOST_TAGS)
                .mapToObj(i -> "名".repeat(Labels.LONGEST_WORD - 2) + (10 + i))
                .toList();
        var folder = IntStream.range(0, Labels.DEEPEST)
                .mapToObj(i -> "é".repeat(Labels.LONGEST_WORD - 1) + i)
                .toList();
        var labels = new Labels(tags, "\uD83D\uDE80".repeat(Labels.LONGEST_NOTES / 2), folder, Long.MAX_VALUE);
        store.put(instance, labels);
        assertEquals(Map.of(instance, labels), store.all());
    }

    @Test
    void newLabelsReplaceTheFormerOnes() {
        store.put(instance, new Labels(List.of("a"), "notes", List.of("f"), 1));
        var next = new Labels(List.of(), "", List.of(), 2);
        store.put(instance, next);
        assertEquals(Map.of(instance, next), store.all());
    }

    @Test
    void onlyTheNamedOnesAreDeleted() {
        var other = InstanceId.create();
        store.put(instance, Labels.NONE);
        store.put(other, Labels.NONE);
        assertTrue(store.delete(instance));
        assertFalse(store.delete(instance));
        assertEquals(Map.of(other, Labels.NONE), store.all());
    }
}
