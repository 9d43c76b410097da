package io.ostler.panel.storage.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.model.NodeId;
import io.ostler.model.UserId;
import io.ostler.panel.api.instance.Labels;
import io.ostler.panel.api.store.InputStore.InputRecord;
import io.ostler.panel.api.store.InstanceStore.InstanceRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A panel that has been used for a while gets the tables of a later version. */
class UpgradeTest {
    private static final InstanceId ID = new InstanceId("instance-0001");
    private static final UserId OWNER = new UserId("user-0001");
    private static final Instant CREATED = Instant.ofEpochMilli(1_700_000_000_000L);

    @Test
    void whatWasThereBeforeIsThereAfter(@TempDir Path folder) throws Exception {
        try (var derby = Stores.derby(folder)) {
            var before = Stores.ownMigrations().subList(0, 3);
            new SchemaHistory(derby.dataSource()).migrate(Stores.BUNDLE, before);
            new Database(derby.dataSource())
                    .update(
                            "INSERT INTO ostler_instance (id, node_id, owner_id, created) VALUES (?, ?, ?, ?)",
                            ID.value(),
                            "node-0001",
                            OWNER.value(),
                            CREATED);
        }
        var typed = Instant.ofEpochMilli(System.currentTimeMillis()); // what is a year old is cleared away
        // Another process, and once more after that: nothing is done twice.
        for (int start = 0; start < 2; start++) {
            try (var derby = Stores.derby(folder)) {
                var database = new Stores(derby.dataSource()).database();
                var instances = new JdbcInstanceStore(database);
                assertEquals(
                        List.of(new InstanceRecord(ID, new NodeId("node-0001"), OWNER, CREATED)), instances.list());
                assertNull(instances.list().getFirst().deleted());
                var inputs = new JdbcInputStore(database);
                var input = new InputRecord(ID, typed, OWNER, "say hi", 0, 0, null);
                assertEquals(start == 0, inputs.add(input));
                assertEquals(List.of("say hi"), inputs.commands(ID, OWNER));
                var labels = new JdbcLabelStore(database);
                labels.put(ID, new Labels(List.of("eu"), "", List.of(), start + 1));
                assertEquals(start + 1, labels.all().get(ID).revision());
                assertTrue(new JdbcPreferenceStore(database).keys(OWNER).isEmpty());
            }
        }
    }
}
