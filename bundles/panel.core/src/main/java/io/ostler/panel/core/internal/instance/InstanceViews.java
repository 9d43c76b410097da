package io.ostler.panel.core.internal.instance;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.Instances.Filter;
import io.ostler.panel.api.instance.Instances.Instance;
import io.ostler.panel.api.instance.Instances.Page;
import io.ostler.panel.api.instance.Instances.Query;
import io.ostler.panel.api.instance.Instances.Sort;
import io.ostler.panel.api.instance.Labels;
import io.ostler.panel.core.internal.label.LabelRecords;
import io.ostler.panel.core.internal.node.NodeTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Instances as people see them, made from the directory alone. Thread-safe. */
@Component(service = InstanceViews.class)
public final class InstanceViews {
    private static final int LONGEST_PAGE = 1000;

    private final ListIndex index;
    private final InstanceRecords records;
    private final NodeTable nodes;
    private final AccessControl access;
    private final AccountNames names;
    private final LabelRecords labels;

    @Activate
    public InstanceViews(
            @Reference ListIndex index,
            @Reference InstanceRecords records,
            @Reference NodeTable nodes,
            @Reference AccessControl access,
            @Reference AccountNames names,
            @Reference LabelRecords labels) {
        this.index = index;
        this.records = records;
        this.nodes = nodes;
        this.access = access;
        this.names = names;
        this.labels = labels;
    }

    Page page(Caller caller, Query query) {
        if (query.limit() < 1 || query.limit() > LONGEST_PAGE) {
            throw OstlerException.invalid("limit", "1 to " + LONGEST_PAGE);
        }
        var order = index.in(query.sort());
        var all = found(caller, query.filter(), query.descending() ? order.reversed() : order);
        int from = 0;
        if (query.cursor() != null) {
            from = after(all, decode(query), query);
        }
        var page = all.subList(from, Math.min(all.size(), from + query.limit()));
        var next =
                from + page.size() < all.size() ? encode(query, page.getLast().key(query.sort())) : null;
        return new Page(page.stream().map(row -> view(row.entry)).toList(), next, all.size());
    }

    /** All that the caller may see, by name. */
    List<InstanceDirectory.Entry> all(Caller caller, Filter filter) {
        return found(caller, filter, index.in(Sort.NAME)).stream()
                .map(row -> row.entry)
                .toList();
    }

    private List<ListRow> found(Caller caller, Filter asked, List<ListRow> rows) {
        boolean seesAll = access.allows(caller, Permission.INSTANCE_VIEW, null);
        if (seesAll && asked.equals(Filter.ALL)) {
            return rows;
        }
        var filter = new Filter(
                asked.text(),
                asked.states(),
                asked.tags().stream().map(Labels::tag).toList(),
                asked.folder(),
                asked.node(),
                asked.owner());
        List<String> words = asked.text() == null
                ? List.of()
                : List.of(asked.text().toLowerCase(Locale.ROOT).strip().split("\\s+"));
        return rows.stream()
                .filter(row -> row.matches(filter, words))
                .filter(row -> asked.owner() == null
                        || records.ownerOf(row.entry.snapshot().id())
                                .filter(asked.owner()::equals)
                                .isPresent())
                .filter(row -> seesAll
                        || access.allows(
                                caller,
                                Permission.INSTANCE_VIEW,
                                row.entry.snapshot().id()))
                .toList();
    }

    /** Where the page behind a place begins; what stood there may have gone meanwhile. */
    private static int after(List<ListRow> rows, String place, Query query) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int compared = rows.get(middle).key(query.sort()).compareTo(place);
            if (query.descending() ? compared < 0 : compared > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    Instance view(InstanceDirectory.Entry entry) {
        var node = nodes.find(entry.node()).orElse(null);
        boolean linked = node != null && node.link() != null;
        Instant seen = node == null || node.seen() == null ? entry.snapshot().changedAt() : node.seen();
        UserId owner = records.ownerOf(entry.snapshot().id()).orElse(null);
        return new Instance(
                entry.snapshot(),
                entry.node(),
                node == null ? entry.node().value() : node.record().name(),
                owner,
                nameOf(owner),
                !linked,
                seen,
                labels.of(entry.snapshot().id()));
    }

    private @Nullable String nameOf(@Nullable UserId owner) {
        if (owner == null) {
            return null;
        }
        return names.of(owner).orElse(owner.value());
    }

    private static String order(Query query) {
        return query.sort() + (query.descending() ? "-" : "+") + '\n';
    }

    private static String encode(Query query, String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((order(query) + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(Query query) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(query.cursor()), StandardCharsets.UTF_8);
            if (text.startsWith(order(query))) {
                return text.substring(order(query).length());
            }
        } catch (IllegalArgumentException e) {
            throw new OstlerException(
                    ErrorCode.INVALID_REQUEST, Map.of("field", "cursor", "rule", "the next of an earlier page"), e);
        }
        throw OstlerException.invalid("cursor", "the next of an earlier page in the same order");
    }
}
