package io.ostler.panel.core.internal.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ostler.model.CarePolicy;
import io.ostler.model.ErrorCode;
import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.access.Caller;
import io.ostler.panel.api.instance.Instances.Filter;
import io.ostler.panel.api.instance.Instances.Query;
import io.ostler.panel.api.instance.Instances.Sort;
import io.ostler.panel.core.internal.fake.FakeAccess;
import io.ostler.panel.core.internal.fake.House;
import io.ostler.panel.core.internal.fake.Samples;
import io.ostler.protocol.InstanceSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListIndexTest {
    private final House house = new House();
    private final Caller root = FakeAccess.administrator();
    private final Map<String, InstanceId> ids = new HashMap<>();
    private long sequence;

    private void put(String name, InstanceState state, @Nullable Instant expires) {
        var id = ids.computeIfAbsent(name, n -> InstanceId.create());
        var definition = Samples.definition(name).withCare(CarePolicy.DEFAULT.withExpires(expires));
        sequence++;
        house.link
                .events()
                .instanceChanged(
                        new InstanceSnapshot(id, definition, 1, state, sequence, Instant.ofEpochSecond(sequence)));
    }

    private void four() {
        put("Beta", new InstanceState.Running(Instant.EPOCH, 1), Instant.parse("2030-01-01T00:00:00Z"));
        put("alpha", new InstanceState.Stopped(null), null);
        put("gamma", crashed(), Instant.parse("2029-01-01T00:00:00Z"));
        put("delta", new InstanceState.Stopped(null), null);
        label("Beta", List.of("pvp", "eu"), "See the wiki", List.of("clients", "north"));
        label("alpha", List.of("pvp"), "", List.of("clients"));
    }

    private static InstanceState crashed() {
        return new InstanceState.Crashed(new ExitInfo(1, null, Instant.EPOCH, Duration.ZERO, false));
    }

    private void label(String name, List<String> tags, String notes, List<String> folder) {
        house.labelRecords.put(ids.get(name), tags, notes, folder, -1);
    }

    private List<String> names(Filter filter, Sort sort, boolean descending) {
        return house.instances.list(root, new Query(filter, sort, descending, null, 200)).instances().stream()
                .map(i -> i.snapshot().definition().name())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "NAME, false, alpha Beta delta gamma",
        "NAME, true, gamma delta Beta alpha",
        "STATE, false, gamma Beta alpha delta",
        "CHANGED, true, delta gamma alpha Beta",
        "EXPIRES, false, gamma Beta alpha delta",
        "NODE, false, alpha Beta delta gamma"
    })
    void eachOrder(Sort sort, boolean descending, String expected) {
        four();
        assertEquals(List.of(expected.split(" ")), names(Filter.ALL, sort, descending));
    }

    private List<String> found(@Nullable String text, Set<String> states, List<String> tags, List<String> folder) {
        return names(new Filter(text, states, tags, folder, null, null), Sort.NAME, false);
    }

    @Test
    void eachFilter() {
        four();
        assertEquals(List.of("Beta"), found("WIKI  beta", Set.of(), List.of(), List.of()));
        assertEquals(List.of("delta"), found(ids.get("delta").value(), Set.of(), List.of(), List.of()));
        assertEquals(
                List.of(), found(ids.get("delta").value().substring(0, 7) + " delta", Set.of(), List.of(), List.of()));
        assertEquals(List.of("Beta"), found("clients/nor", Set.of(), List.of(), List.of()));
        assertEquals(List.of("Beta", "gamma"), found(null, Set.of("running", "crashed"), List.of(), List.of()));
        assertEquals(List.of("alpha", "Beta"), found(null, Set.of(), List.of("PvP"), List.of()));
        assertEquals(List.of("Beta"), found(null, Set.of(), List.of("pvp", "eu"), List.of()));
        assertEquals(List.of("alpha", "Beta"), found(null, Set.of(), List.of(), List.of("clients")));
        assertEquals(List.of("Beta"), found(null, Set.of(), List.of(), List.of("clients", "north")));
        assertEquals(List.of(), found(null, Set.of(), List.of(), List.of("client")));
    }

    @Test
    void aChangeIsInTheNextList() {
        four();
        assertEquals(List.of(), found("lobby", Set.of(), List.of(), List.of()));
        label("delta", List.of("lobby"), "", List.of());
        assertEquals(List.of("delta"), found("lobby", Set.of(), List.of(), List.of()));
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() {
        four();
        var next = house.instances
                .list(root, new Query(Filter.ALL, Sort.NAME, false, null, 1))
                .next();
        for (var cursor : List.of(next, "!", "bm9uZQ")) {
            var refused = assertThrows(
                    OstlerException.class,
                    () -> house.instances.list(root, new Query(Filter.ALL, Sort.STATE, false, cursor, 1)));
            assertEquals(ErrorCode.INVALID_REQUEST, refused.code());
        }
    }

    /** What stays where it is comes exactly once, whatever comes, goes and changes between the pages. */
    @ParameterizedTest
    @CsvSource({"NAME,false", "NAME,true", "NODE,true", "EXPIRES,false", "STATE,true", "CHANGED,false"})
    void everyInstanceExactlyOnce(Sort sort, boolean descending) {
        for (int seed = 0; seed < 20; seed++) {
            walk(sort, descending, new Random(seed));
        }
    }

    private void walk(Sort sort, boolean descending, Random random) {
        for (var id : List.copyOf(ids.values())) {
            house.directory.remove(house.node, id);
        }
        ids.clear();
        for (int i = 0; i < 120; i++) {
            put("stays " + i % 7 + " " + i, new InstanceState.Stopped(null), null);
        }
        var staying = Set.copyOf(ids.values());
        var seen = new ArrayList<InstanceId>();
        String cursor = null;
        do {
            var page =
                    house.instances.list(root, new Query(Filter.ALL, sort, descending, cursor, 1 + random.nextInt(20)));
            page.instances().forEach(i -> seen.add(i.snapshot().id()));
            cursor = page.next();
            for (int i = 0; i < 10; i++) {
                var name = "moves " + random.nextInt(50);
                if (random.nextBoolean()) {
                    put(name, random.nextBoolean() ? crashed() : new InstanceState.Starting(Instant.EPOCH), null);
                } else if (ids.containsKey(name)) {
                    house.directory.remove(house.node, ids.remove(name));
                }
            }
        } while (cursor != null);
        var counted = seen.stream().filter(staying::contains).toList();
        assertEquals(staying.size(), counted.size());
        assertEquals(staying, new HashSet<>(counted));
    }

    @Test
    void tenThousandInPages() {
        for (int i = 0; i < 10_000; i++) {
            put("world " + i, new InstanceState.Stopped(null), null);
        }
        int seen = 0;
        String cursor = null;
        do {
            var page = house.instances.list(root, new Query(Filter.ALL, Sort.NAME, false, cursor, 200));
            assertEquals(10_000, page.total());
            seen += page.instances().size();
            cursor = page.next();
        } while (cursor != null);
        assertEquals(10_000, seen);
    }
}
