package io.ostler.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditChain;
import io.ostler.panel.api.audit.AuditFilter;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditRecord;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import io.ostler.panel.api.store.AuditStore;
import io.ostler.panel.api.store.AuditStore.Begun;
import io.ostler.panel.api.store.AuditStore.Ended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AuditStore} must do. */
public abstract class AuditStoreContractTest {
    private AuditStore store;

    /** A store without records; asked before each test. */
    protected abstract AuditStore emptyStore() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = emptyStore();
    }

    private static AuditAct act(String user, String name, String object) {
        var actor = new AuditActor(user, "name of " + user, "", "", "web", "192.0.2.7", "handle", "client", "4711");
        return new AuditAct(actor, name, AuditObject.of("instance", object));
    }

    private void add(AuditAct... acts) {
        for (var act : acts) {
            store.write(List.of(), List.of(new Ended("", act, AuditResult.DONE)));
        }
    }

    private List<String> found(AuditFilter filter) {
        return store.find(filter, Long.MAX_VALUE, 100, 10_000).records().stream()
                .map(record -> record.act().name())
                .toList();
    }

    @Test
    void recordsComeBackAsWritten() {
        var actor = new AuditActor("u", "Zoë", "v", "名前", "web", "::1", "s", "Fire\nfox\u202e", "r");
        var act = new AuditAct(
                actor,
                "instance.change",
                new AuditObject("instance", "i", "a 'quoted' \"name\""),
                AuditValues.of(Map.of("name", "", "名前", "\t1\n")),
                AuditValues.of(Map.of("z", "x".repeat(5000), "a", "\u0000")));
        store.write(List.of(), List.of(new Ended("", act, new AuditResult(AuditResult.Outcome.REFUSED, "FORBIDDEN"))));
        var record = store.from(1, 10).getFirst();
        assertEquals(act, record.act());
        assertEquals("FORBIDDEN", record.result().code());
        assertTrue(record.isGenuine());
        assertEquals(store.head(), new AuditStore.Head(1, record.hash()));
    }

    @Test
    void theLargestActFits() {
        var values = new java.util.TreeMap<String, String>();
        IntStream.range(0, 100).forEach(i -> values.put("n" + i + "\u0001".repeat(300), "\u0002".repeat(3000)));
        var long_ = "\ud83c\udfb2\u200f".repeat(400);
        var act = new AuditAct(
                new AuditActor(long_, long_, long_, long_, long_, long_, long_, long_, long_),
                long_,
                new AuditObject(long_, long_, long_),
                AuditValues.of(values),
                AuditValues.of(values));
        store.write(List.of(new Begun("b", Instant.now(), act)), List.of());
        store.write(List.of(), List.of(new Ended("b", act, AuditResult.DONE)));
        assertTrue(store.from(1, 10).getFirst().isGenuine());
        assertEquals(act, store.from(1, 10).getFirst().act());
    }

    @Test
    void whatWasBegunIsThereUntilItEnds() {
        var at = Instant.ofEpochMilli(1_000_000);
        store.write(
                List.of(new Begun("one", at, act("u", "a", "i")), new Begun("two", at, act("u", "b", "i"))), List.of());
        store.write(List.of(), List.of(new Ended("one", act("u", "a", "i"), AuditResult.DONE)));
        var open = store.open(at.plusMillis(1));
        assertEquals(List.of(new Begun("two", at, act("u", "b", "i"))), open);
        assertEquals(List.of(), store.open(at));
        assertEquals(List.of("a"), found(AuditFilter.ALL));
    }

    @Test
    void allOfAWritingOrNothing() {
        var begun = new Begun("one", Instant.now(), act("u", "a", "i"));
        store.write(List.of(begun), List.of());
        assertThrows(
                RuntimeException.class,
                () -> store.write(List.of(begun), List.of(new Ended("", act("u", "b", "i"), AuditResult.DONE))));
        assertEquals(new AuditStore.Head(0, ""), store.head());
        add(act("u", "c", "i"));
        assertEquals(List.of("c"), found(AuditFilter.ALL));
    }

    @Test
    void recordsAreChainedWhoeverWrites() throws Exception {
        add(act("u", "first", "i"));
        var writers = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 4; i++) {
            var name = "w" + i;
            writers.add(() -> {
                for (int k = 0; k < 20; k++) {
                    add(act("u", name, "i"));
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(writers)) {
                done.get();
            }
        }
        assertEquals(81, store.head().number());
        assertNull(faultOf(store.from(1, 1000)));
    }

    private AuditChain.@Nullable Fault faultOf(List<AuditRecord> records) {
        var chain = new AuditChain();
        for (var record : records) {
            var fault = chain.add(record);
            if (fault != null) {
                return fault;
            }
        }
        var head = store.head();
        return chain.end(head.number(), head.hash());
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        IntStream.range(0, 25).forEach(i -> add(act(i % 2 == 0 ? "even" : "odd", "n" + i, "i")));
        var filter = new AuditFilter(null, null, "odd", null, null, null, null, null);
        var names = new ArrayList<String>();
        long before = Long.MAX_VALUE;
        do {
            var page = store.find(filter, before, 5, 1000);
            page.records().forEach(record -> names.add(record.act().name()));
            before = page.looked();
        } while (before > 0);
        assertEquals(
                IntStream.range(0, 25)
                        .filter(i -> i % 2 == 1)
                        .mapToObj(i -> "n" + i)
                        .toList()
                        .reversed(),
                names);
    }

    @Test
    void filtersSelect() {
        add(act("u", "instance.power.start", "i"), act("u", "instance.powers", "j"), act("v", "user.change", "k"));
        store.write(
                List.of(),
                List.of(new Ended(
                        "", act("v", "user.delete", "k"), new AuditResult(AuditResult.Outcome.REFUSED, "ODD"))));
        assertEquals(List.of("instance.power.start"), found(filter("instance.power", null, null)));
        assertEquals(List.of("instance.powers"), found(filter(null, "j", null)));
        assertEquals(List.of("user.delete"), found(filter(null, null, "oDd")));
        assertEquals(List.of("user.delete", "user.change"), found(filter(null, null, "NAME OF V")));
        assertEquals(
                List.of("user.delete"),
                found(new AuditFilter(null, null, null, null, null, null, AuditResult.Outcome.REFUSED, null)));
    }

    private static AuditFilter filter(@Nullable String act, @Nullable String object, @Nullable String text) {
        return new AuditFilter(null, null, null, act, null, object, null, text);
    }

    @Test
    void actsThatBeginAlikeComeInOneOrder() {
        var names = List.of("instance.power.start", "instance.power.stop", "instance.power", "instance.powers", "z");
        store.write(
                List.of(),
                IntStream.range(0, 3000)
                        .mapToObj(i -> new Ended("", act("u", names.get(i % 5), "o" + i), AuditResult.DONE))
                        .toList());
        var found = new ArrayList<Long>();
        long before = Long.MAX_VALUE;
        do {
            var page = store.find(filter("instance.power", null, null), before, 100, 1000);
            page.records().forEach(record -> found.add(record.number()));
            before = page.looked();
        } while (before > 0);
        var expected = IntStream.range(0, 3000)
                .filter(i -> i % 5 < 3)
                .mapToObj(i -> i + 1L)
                .toList()
                .reversed();
        assertEquals(expected, found);
        assertEquals(List.of(), found(filter("instance.p", null, null)));
        assertEquals(List.of(), found(filter("i_stance", null, null)));
    }

    @Test
    void addressesSelect() {
        add(act("u", "a", "i"));
        assertEquals(List.of("a"), found(new AuditFilter(null, null, null, null, null, null, null, null, "192.0.2.7")));
        assertEquals(List.of(), found(new AuditFilter(null, null, null, null, null, null, null, null, "192.0.2")));
    }

    @Test
    void timesSelect() {
        add(act("u", "a", "i"));
        var at = store.from(1, 1).getFirst().at();
        assertEquals(List.of("a"), found(new AuditFilter(at, at.plusMillis(1), null, null, null, null, null, null)));
        assertEquals(List.of(), found(new AuditFilter(at.plusMillis(1), null, null, null, null, null, null, null)));
        assertEquals(List.of(), found(new AuditFilter(null, at, null, null, null, null, null, null)));
        assertEquals(1, store.numberAt(at));
        assertEquals(2, store.numberAt(at.plusMillis(1)));
    }

    @Test
    void aSearchThatFindsLittleEndsSoonAndCanGoOn() {
        var acts = IntStream.range(0, 1200)
                .mapToObj(i -> new Ended("", act("u", i == 0 ? "wanted" : "other", "i"), AuditResult.DONE))
                .toList();
        store.write(List.of(), acts);
        var first = store.find(filter(null, null, "wanted"), Long.MAX_VALUE, 10, 500);
        assertEquals(List.of(), first.records());
        assertTrue(first.looked() > 1, "there is more to look at");
        var second = store.find(filter(null, null, "wanted"), first.looked(), 10, 10_000);
        assertEquals(1, second.records().size());
        assertEquals(0, second.looked());
    }

    @Test
    void theOldestGoAndTheRestCanStillBeVerified() {
        IntStream.range(0, 20).forEach(i -> add(act("u", "n" + i, "i")));
        assertEquals(0, store.removeOldest(Instant.EPOCH, 100, 1000));
        assertEquals(15, store.removeOldest(Instant.EPOCH, 5, 1000));
        var rest = store.from(1, 100);
        assertEquals(16, rest.getFirst().number());
        assertEquals(AuditChain.RETENTION, rest.getLast().act().name());
        assertNull(faultOf(rest));
        assertEquals(4, store.removeOldest(Instant.now().plusSeconds(60), 1000, 4));
        assertNull(faultOf(store.from(1, 100)));
    }

    @Test
    void theNewestIsNeverRemoved() {
        add(act("u", "a", "i"));
        assertEquals(0, store.removeOldest(Instant.now().plusSeconds(60), 0, 1000));
        assertEquals(1, store.from(1, 100).size());
    }

    @Test
    void whatASourceTellsIsKeptOnce() {
        var none = store.told("node");
        assertEquals(AuditStore.Told.NOTHING, none);
        var two = new AuditStore.Told("log", 2);
        var acts = List.of(
                new Ended("", act("u", "a", "i"), AuditResult.DONE),
                new Ended("", act("u", "b", "i"), AuditResult.DONE));
        store.adopt("node", none, two, acts);
        assertEquals(two, store.told("node"));
        var again = assertThrows(OstlerException.class, () -> store.adopt("node", none, two, acts));
        assertEquals(ErrorCode.CONFLICT, again.code());
        store.adopt("node", two, new AuditStore.Told("another", 1), List.of());
        assertEquals(new AuditStore.Told("another", 1), store.told("node"));
        assertEquals(AuditStore.Told.NOTHING, store.told("node two"));
        assertEquals(List.of("b", "a"), found(AuditFilter.ALL));
        assertNull(faultOf(store.from(1, 100)));
    }

    @Test
    void faultsAreNamed() {
        IntStream.range(0, 6).forEach(i -> add(act("u", "n" + i, "i")));
        var all = store.from(1, 100);
        assertEquals(new AuditChain.Fault(4, AuditChain.Kind.MISSING), faultOf(without(all, 2)));
        assertEquals(new AuditChain.Fault(2, AuditChain.Kind.CUT), faultOf(without(all, 0)));
        assertEquals(new AuditChain.Fault(5, AuditChain.Kind.SHORT), faultOf(all.subList(0, 5)));
        var changed = new ArrayList<>(all);
        var third = all.get(2);
        changed.set(
                2, new AuditRecord(3, third.at(), act("w", "n2", "i"), third.result(), third.former(), third.hash()));
        assertEquals(new AuditChain.Fault(3, AuditChain.Kind.CHANGED), faultOf(changed));
        changed.set(2, AuditRecord.after(third.former(), 3, third.at(), act("w", "n2", "i"), third.result()));
        assertEquals(new AuditChain.Fault(4, AuditChain.Kind.TORN), faultOf(changed));
        assertNotNull(all.getLast().hash());
    }

    private static List<AuditRecord> without(List<AuditRecord> all, int index) {
        var rest = new ArrayList<>(all);
        rest.remove(index);
        return rest;
    }
}
