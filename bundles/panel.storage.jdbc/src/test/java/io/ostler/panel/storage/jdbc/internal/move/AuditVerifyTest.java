package io.ostler.panel.storage.jdbc.internal.move;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.panel.api.audit.AuditAct;
import io.ostler.panel.api.audit.AuditActor;
import io.ostler.panel.api.audit.AuditObject;
import io.ostler.panel.api.audit.AuditResult;
import io.ostler.panel.api.audit.AuditValues;
import io.ostler.panel.api.store.AuditStore.Ended;
import io.ostler.panel.storage.derby.internal.DerbyProvider;
import io.ostler.panel.storage.jdbc.internal.Database;
import io.ostler.panel.storage.jdbc.internal.JdbcAuditStore;
import io.ostler.panel.storage.jdbc.internal.Stores;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/ostler audit verify}, on a panel that is stopped and on one that runs. */
@Tag("slow")
class AuditVerifyTest {
    private static final int RECORDS = 1_100;

    @TempDir
    private Path data;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** Null when all is well, else the line that says why not. */
    private String verify(boolean online, String... options) {
        var words = new ArrayList<>(List.of("audit", "verify"));
        words.addAll(List.of(options));
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new StorageCommand(data, data, "1", online, out).run(words);
    }

    private void panel(String... statements) throws Exception {
        try (var derby = new DerbyProvider().open(data);
                var connection = derby.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                assertEquals(1, statement.executeUpdate(sql), sql);
            }
        }
    }

    private JdbcAuditStore filled(io.ostler.panel.api.storage.OpenDatabase derby) throws Exception {
        new Stores(derby.dataSource());
        var store = new JdbcAuditStore(new Database(derby.dataSource()));
        var acts = new ArrayList<Ended>();
        for (int i = 0; i < RECORDS; i++) {
            var act = new AuditAct(
                    AuditActor.stranger("Zoë\n‮", "web", "::1", "", "r" + i),
                    "session.sign-in",
                    AuditObject.of("user", "u" + i),
                    AuditValues.NONE,
                    AuditValues.of(Map.of("name", "a\tb\nc", "empty", "")));
            acts.add(new Ended("", act, AuditResult.DONE));
        }
        store.write(List.of(), acts);
        return store;
    }

    private String head() throws Exception {
        try (var derby = new DerbyProvider().open(data)) {
            var head = filled(derby).head();
            return head.number() + ":" + head.hash();
        }
    }

    @Test
    void whatIsAsItWasWrittenIsSaidWithItsEnd() throws Exception {
        var head = head();
        assertNull(verify(false));
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains(head), printed::toString);
        assertNull(verify(false, "--known", head));
        assertNotNull(verify(false, "--known", RECORDS + ":" + "0".repeat(64)));
        assertNotNull(verify(false, "--known", RECORDS + 1 + ":" + "0".repeat(64)));
        assertNotNull(verify(false, "--known", "nonsense"));
    }

    @Test
    void aRunningPanelIsVerifiedToo() throws Exception {
        try (var derby = new DerbyProvider().open(data)) {
            filled(derby);
            var door = new RowsDoor(data, derby);
            try {
                assertNull(verify(true));
            } finally {
                door.close();
            }
        }
    }

    @Test
    void theFirstRecordThatWasChangedIsNamed() throws Exception {
        head();
        panel(
                "UPDATE ostler_audit SET outcome = 'REFUSED' WHERE record_no = 700",
                "UPDATE ostler_audit SET user_name = 'nobody' WHERE record_no = 900");
        assertEquals("Record 700 is not as it was written.", verify(false));
        panel("UPDATE ostler_audit SET outcome = 'NONSENSE' WHERE record_no = 600");
        assertEquals("Record 600 is not as it was written.", verify(false));
    }

    @Test
    void whatWasTakenOutIsNoticed() throws Exception {
        head();
        panel("DELETE FROM ostler_audit WHERE record_no = 1100");
        assertEquals("Records after record 1099 are gone.", verify(false));
        panel("DELETE FROM ostler_audit WHERE record_no = 500");
        assertEquals("Records before record 501 are missing.", verify(false));
        panel("DELETE FROM ostler_audit WHERE record_no = 1");
        assertNotNull(verify(false));
    }

    @Test
    void retentionLeavesAChainInOrder() throws Exception {
        try (var derby = new DerbyProvider().open(data)) {
            assertEquals(1_000, filled(derby).removeOldest(Instant.EPOCH, 100, 5_000));
        }
        assertNull(verify(false));
        panel("DELETE FROM ostler_audit WHERE record_no = 1001");
        assertEquals("Records before record 1002 are gone, and nothing says that their time was over.", verify(false));
    }
}
