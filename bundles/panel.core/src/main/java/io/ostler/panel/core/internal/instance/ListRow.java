package io.ostler.panel.core.internal.instance;

import io.ostler.panel.api.instance.Instances.Filter;
import io.ostler.panel.api.instance.Instances.Sort;
import io.ostler.panel.api.instance.Labels;
import io.ostler.panel.core.internal.instance.InstanceDirectory.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An instance with what lists search and sort by, made once for each of its states. Confined to its index's lock. */
final class ListRow {
    private static final String STATES = "crashed unknown stopping starting busy running stopped";

    final Entry entry;
    final Labels labels;
    private final String nodeName;
    private final @Nullable String[] keys = new @Nullable String[Sort.values().length];
    private static final int LEAST_OF_ID = 8;

    private final String searched;

    ListRow(Entry entry, Labels labels, String nodeName) {
        this.entry = entry;
        this.labels = labels;
        this.nodeName = nodeName;
        searched = String.join(
                        "\n",
                        name(),
                        nodeName,
                        String.join("\n", labels.tags()),
                        String.join("/", labels.folder()),
                        labels.notes())
                .toLowerCase(Locale.ROOT);
    }

    boolean isOf(Entry other, Labels otherLabels, String otherNode) {
        return entry == other && labels == otherLabels && nodeName.equals(otherNode);
    }

    private String name() {
        return entry.snapshot().definition().name();
    }

    /** Its place in an order, as a text that no other instance has: names may be equal, ids are not. */
    String key(Sort sort) {
        var known = keys[sort.ordinal()];
        if (known == null) {
            known = first(sort)
                    + '\0'
                    + name().toLowerCase(Locale.ROOT)
                    + '\0'
                    + entry.snapshot().id();
            keys[sort.ordinal()] = known;
        }
        return known;
    }

    private String first(Sort sort) {
        return switch (sort) {
            case NAME -> "";
            case STATE ->
                String.format(
                        Locale.ROOT,
                        "%03d",
                        STATES.indexOf(entry.snapshot().state().word()));
            case NODE -> nodeName.toLowerCase(Locale.ROOT);
            case CHANGED -> sortable(entry.snapshot().changedAt());
            case EXPIRES -> {
                var expires = entry.snapshot().definition().care().expires();
                yield expires == null ? "~" : sortable(expires);
            }
        };
    }

    /** Hexadecimal figures in the order of the times. */
    private static String sortable(Instant at) {
        return String.format(
                Locale.ROOT, "%016x%08x", at.getEpochSecond() - Instant.MIN.getEpochSecond(), at.getNano());
    }

    /** @param words of the filter's text, in lower case */
    boolean matches(Filter filter, List<String> words) {
        return (filter.node() == null || filter.node().equals(entry.node()))
                && (filter.states().isEmpty()
                        || filter.states().contains(entry.snapshot().state().word()))
                && labels.tags().containsAll(filter.tags())
                && isIn(filter.folder())
                && words.stream().allMatch(word -> searched.contains(word) || isBeginOfId(word));
    }

    /** Ids are random letters: a short word would be in many of them. */
    private boolean isBeginOfId(String word) {
        return word.length() >= LEAST_OF_ID && entry.snapshot().id().value().startsWith(word);
    }

    private boolean isIn(List<String> folder) {
        return labels.folder().size() >= folder.size()
                && labels.folder().subList(0, folder.size()).equals(folder);
    }
}
