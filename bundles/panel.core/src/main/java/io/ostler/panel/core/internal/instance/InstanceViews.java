package io.ostler.panel.core.internal.instance;

import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.AccessControl;
import io.ostler.panel.api.access.AccountNames;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.access.Permission;
import io.ostler.panel.api.instance.Instances.Instance;
import io.ostler.panel.api.instance.Instances.Page;
import io.ostler.panel.api.instance.Instances.Query;
import io.ostler.panel.core.internal.node.NodeTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Instances as people see them, made from the directory alone. Thread-safe. */
@Component(service = InstanceViews.class)
public final class InstanceViews {
    private static final Comparator<InstanceDirectory.Entry> BY_NAME =
            Comparator.comparing((InstanceDirectory.Entry e) -> sortKey(e));

    private final InstanceDirectory directory;
    private final InstanceRecords records;
    private final NodeTable nodes;
    private final AccessControl access;
    private final AccountNames names;

    @Activate
    public InstanceViews(
            @Reference InstanceDirectory directory,
            @Reference InstanceRecords records,
            @Reference NodeTable nodes,
            @Reference AccessControl access,
            @Reference AccountNames names) {
        this.directory = directory;
        this.records = records;
        this.nodes = nodes;
        this.access = access;
        this.names = names;
    }

    Page page(Caller caller, Query query) {
        if (query.limit() < 1 || query.limit() > 200) {
            throw OstlerException.invalid("limit", "1 to 200");
        }
        List<InstanceDirectory.Entry> all = directory.all().stream()
                .filter(entry -> matches(entry, query))
                .filter(entry -> access.allows(
                        caller, Permission.INSTANCE_VIEW, entry.snapshot().id()))
                .sorted(BY_NAME)
                .toList();
        String after = query.cursor() == null ? "" : decode(query.cursor());
        List<InstanceDirectory.Entry> rest = all.stream()
                .filter(entry -> sortKey(entry).compareTo(after) > 0)
                .toList();
        List<Instance> shown =
                rest.stream().limit(query.limit()).map(this::view).toList();
        String next = rest.size() > shown.size() ? encode(sortKey(rest.get(shown.size() - 1))) : null;
        return new Page(shown, next, all.size());
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
                seen);
    }

    private @Nullable String nameOf(@Nullable UserId owner) {
        if (owner == null) {
            return null;
        }
        return names.of(owner).orElse(owner.value());
    }

    private static boolean matches(InstanceDirectory.Entry entry, Query query) {
        NodeId node = query.node();
        String state = query.state();
        String text = query.text();
        return (node == null || node.equals(entry.node()))
                && (state == null || state.equals(entry.snapshot().state().word()))
                && (text == null
                        || entry.snapshot()
                                .definition()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .contains(text.toLowerCase(Locale.ROOT)));
    }

    /** Names may be equal, ids are not. */
    private static String sortKey(InstanceDirectory.Entry entry) {
        return entry.snapshot().definition().name().toLowerCase(Locale.ROOT)
                + '\0'
                + entry.snapshot().id();
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw OstlerException.invalid("cursor", "the next of an earlier page");
        }
    }
}
