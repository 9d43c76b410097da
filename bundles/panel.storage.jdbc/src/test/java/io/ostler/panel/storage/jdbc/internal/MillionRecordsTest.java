package io.ostler.panel.storage.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditFilter;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import io.ostler.panel.api.store.AuditStore.Ended;
import io.ostler.panel.storage.postgres.internal.PostgresProvider;
import io.ostler.testkit.postgres.PostgresCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pages among many records, each filter full; prints how long they take, asserts no time. A million with
 * {@code -Dtest=MillionRecordsTest -Daudit.records=1000000}.
 */
@Tag("slow")
class MillionRecordsTest {
    private static final int RECORDS = Integer.getInteger("audit.records", 5_000);
    private static final int LOOKS = 20_000;

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void derby(@TempDir Path folder) throws Exception {
        try (var derby = Stores.derby(folder)) {
            measure("Derby", derby.dataSource());
        }
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void postgres(@TempDir Path folder) throws Exception {
        try (var cluster = PostgresCluster.start()) {
            cluster.describe(folder, "postgres");
            try (var database = new PostgresProvider().open(folder)) {
                measure("PostgreSQL", database.dataSource());
            }
        }
    }

    private static void measure(String name, DataSource source) throws Exception {
        var store = new JdbcAuditStore(new Stores(source).database());
        long began = System.nanoTime();
        for (int from = 0; from < RECORDS; from += 1000) {
            var acts = new ArrayList<Ended>();
            for (int i = from; i < from + 1000; i++) {
                acts.add(act(i));
            }
            store.write(List.of(), acts);
        }
        System.out.printf(
                "%s: %,d records written in %,d ms%n", name, RECORDS, (System.nanoTime() - began) / 1_000_000);
        var middle = store.from(RECORDS / 2, 1).getFirst().at();
        var filters = new LinkedHashMap<String, AuditFilter>();
        filters.put("newest", AuditFilter.ALL);
        filters.put("of a user", new AuditFilter(null, null, "user77", null, null, null, null, null));
        filters.put("of an object", new AuditFilter(null, null, null, null, null, "object777", null, null));
        filters.put("address", new AuditFilter(null, null, null, null, null, null, null, null, "192.0.2.77"));
        filters.put("rare act", new AuditFilter(null, null, null, "setup", null, null, null, null));
        filters.put("acts that begin so", new AuditFilter(null, null, null, "instance.power", null, null, null, null));
        filters.put("refused", new AuditFilter(null, null, null, null, null, null, AuditResult.Outcome.REFUSED, null));
        filters.put("until the middle", new AuditFilter(null, middle, null, null, null, null, null, null));
        filters.put("a text, one step of 20,000", new AuditFilter(null, null, null, null, null, null, null, "nowhere"));
        for (var filter : filters.entrySet()) {
            long best = Long.MAX_VALUE;
            int found = 0;
            for (int i = 0; i < 5; i++) {
                long start = System.nanoTime();
                found = store.find(filter.getValue(), Long.MAX_VALUE, 100, LOOKS)
                        .records()
                        .size();
                best = Math.min(best, System.nanoTime() - start);
            }
            System.out.printf("%s: %s: %d found, %.1f ms%n", name, filter.getKey(), found, best / 1e6);
        }
        assertEquals(RECORDS, store.head().number());
    }

    private static Ended act(int i) {
        var actor = new AuditActor(
                "user" + i % 10_000,
                "name" + i % 10_000,
                "",
                "",
                "web",
                "192.0.2." + i % 250,
                "session",
                "Firefox",
                "r" + i);
        var names = List.of("instance.power.start", "instance.power.stop", "instance.file.write", "session.sign-in");
        var act = new AuditAct(
                actor,
                i == 10 ? "setup.complete" : names.get(i % 4),
                new AuditObject("instance", "object" + i % 1000, "Name of " + i % 1000),
                AuditValues.NONE,
                AuditValues.of(Map.of("path", "world/region/r." + i + ".mca")));
        return new Ended(
                "", act, i % 5000 == 0 ? new AuditResult(AuditResult.Outcome.REFUSED, "FORBIDDEN") : AuditResult.DONE);
    }
}
