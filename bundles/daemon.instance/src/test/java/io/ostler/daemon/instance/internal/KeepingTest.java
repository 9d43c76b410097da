package io.ostler.daemon.instance.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.InstanceState.Stopped;
import io.ostler.protocol.Care;
import io.ostler.testkit.instance.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Earlier definitions, and deleted instances that come back. */
class KeepingTest extends EngineFixture {

    // ---- history

    @Test
    void eachChangeIsKeptWithWhoAndWhen() throws IOException {
        engine.create(id, Definitions.PLAIN, USER);
        engine.update(id, Definitions.named("Two", Definitions.PLAIN), 1, null);
        engine.update(id, Definitions.named("Three", Definitions.PLAIN), 2, USER);
        restart();
        var revisions = care.revisions(id);
        assertEquals(
                List.of(3L, 2L, 1L),
                revisions.stream().map(Care.Revision::revision).toList());
        assertEquals(USER, revisions.get(0).user());
        assertNull(revisions.get(1).user());
        assertEquals(USER, revisions.get(2).user());
        assertFalse(revisions.get(0).at().isBefore(revisions.get(2).at()));
        assertEquals(Definitions.PLAIN, care.revision(id, 1).definition());
        assertEquals("Two", care.revision(id, 2).definition().name());
        assertEquals("Three", care.revision(id, 3).definition().name());
        assertEquals(revisions.get(1), care.revision(id, 2).revision());
        for (long wrong : new long[] {-1, 0, 4, Long.MAX_VALUE}) {
            assertCode(ErrorCode.NOT_FOUND, () -> care.revision(id, wrong));
        }
        assertCode(ErrorCode.NOT_FOUND, () -> care.revisions(InstanceId.create()));
    }

    @Test
    void ofManyChangesTheLastHundredAreKept() {
        engine.create(id, Definitions.PLAIN, USER);
        for (int i = 1; i <= 130; i++) {
            engine.update(id, Definitions.named("Name " + i, Definitions.PLAIN), i, USER);
        }
        var revisions = care.revisions(id);
        assertEquals(100, revisions.size());
        assertEquals(131, revisions.getFirst().revision());
        assertEquals(32, revisions.getLast().revision());
        assertEquals(99, home().resolve("history").toFile().list().length);
    }

    @Test
    void hugeDefinitionsDoNotFillTheDisk() {
        var variables = new java.util.TreeMap<String, String>();
        for (int i = 0; i < 250; i++) {
            variables.put("V" + i, "x".repeat(8000));
        }
        var d = Definitions.PLAIN;
        var huge = d.withRun(d.command(), "", variables, false);
        engine.create(id, huge, USER);
        for (int i = 1; i <= 10; i++) {
            engine.update(id, huge.withName("Name " + i), i, USER);
        }
        long bytes = 0;
        for (var file : home().resolve("history").toFile().listFiles()) {
            bytes += file.length();
        }
        assertTrue(bytes <= 8 << 20, bytes + " bytes");
        assertTrue(care.revisions(id).size() > 2);
    }

    @Test
    void aChangeThatWasCutShortIsNoRevision() throws IOException {
        engine.create(id, Definitions.PLAIN, USER);
        engine.close();
        Files.createDirectory(home().resolve("history"));
        Files.createLink(home().resolve("history/1.json"), home().resolve("instance.json"));
        open();
        assertEquals(1, care.revisions(id).size());
        engine.update(id, Definitions.named("Two", Definitions.PLAIN), 1, USER);
        assertEquals(2, care.revisions(id).size());
        assertEquals("A server", care.revision(id, 1).definition().name());
    }

    @Test
    void brokenAndForeignFilesOfTheHistoryAreLeftOut() throws IOException {
        engine.create(id, Definitions.PLAIN, USER);
        engine.update(id, Definitions.named("Two", Definitions.PLAIN), 1, USER);
        engine.update(id, Definitions.named("Three", Definitions.PLAIN), 2, USER);
        Files.writeString(home().resolve("history/2.json"), "{nonsense");
        Files.writeString(home().resolve("history/note.json"), "x");
        assertEquals(
                List.of(3L, 1L),
                care.revisions(id).stream().map(Care.Revision::revision).toList());
        assertCode(ErrorCode.NOT_FOUND, () -> care.revision(id, 2));
    }

    // ---- deleted

    @Test
    void aDeletedInstanceComesBackWithAllThatItHad() throws IOException {
        engine.create(id, Definitions.PLAIN, USER);
        engine.update(id, Definitions.named("Two", Definitions.PLAIN), 1, USER);
        Files.writeString(engine.files(id).resolve("world.dat"), "x");
        Files.writeString(engine.consoleLog(id), "said");
        engine.delete(id, true);
        assertTrue(engine.find(id).isEmpty());
        assertCode(ErrorCode.NOT_FOUND, () -> engine.files(id));
        var deleted = care.deleted().getFirst();
        assertEquals(id, deleted.instance());
        assertEquals("Two", deleted.name());
        assertEquals("fake", deleted.type());
        assertEquals(deleted.at().plus(java.time.Duration.ofDays(7)), deleted.purged());
        Await.until("console is with it", () -> Files.exists(data.resolve("deleted/" + id + "/console/out.log")));
        restart();
        assertEquals(List.of(deleted), care.deleted());
        var back = care.restore(id);
        assertEquals("Two", back.definition().name());
        assertEquals(2, back.revision());
        assertEquals(new Stopped(null), back.state());
        assertEquals("x", Files.readString(engine.files(id).resolve("world.dat")));
        assertEquals("said", Files.readString(engine.consoleLog(id)));
        assertEquals(2, care.revisions(id).size());
        assertTrue(care.deleted().isEmpty());
        restart();
        assertEquals("Two", engine.find(id).orElseThrow().definition().name());
        assertCode(ErrorCode.CONFLICT, () -> care.restore(id));
        assertCode(ErrorCode.NOT_FOUND, () -> care.restore(InstanceId.create()));
    }

    @Test
    void whatIsPurgedIsGone() throws IOException {
        engine.create(id, Definitions.PLAIN, USER);
        engine.delete(id, true);
        care.purge(id);
        assertTrue(care.deleted().isEmpty());
        assertCode(ErrorCode.NOT_FOUND, () -> care.restore(id));
        assertCode(ErrorCode.NOT_FOUND, () -> care.purge(id));
        nothingIsLeft();
    }

    @Test
    void withoutDaysOfGraceItGoesAtOnce() throws IOException {
        settings.with(4, null, 0);
        engine.create(id, Definitions.PLAIN, USER);
        engine.delete(id, true);
        assertTrue(care.deleted().isEmpty());
        nothingIsLeft();
    }

    @Test
    void fewerDaysOfGraceHoldForWhatIsDeletedAlready() throws IOException {
        engine.create(id, Definitions.PLAIN, USER);
        engine.delete(id, true);
        assertEquals(1, care.deleted().size());
        settings.with(4, null, 0);
        Await.until("gone", () -> care.deleted().isEmpty());
        nothingIsLeft();
    }

    @Test
    void whatIsOverdueGoesWithTheNextLife() throws IOException {
        engine.create(id, Definitions.PLAIN, USER);
        engine.delete(id, true);
        engine.close();
        Files.writeString(
                data.resolve("deleted").resolve(id.value()).resolve("deleted.json"),
                "{\"at\": \"2020-01-01T00:00:00Z\"}");
        open();
        Await.until("gone", () -> care.deleted().isEmpty());
        nothingIsLeft();
    }

    @Test
    void nothingIsPurgedBeforeTheNodesSettingsAreKnown() throws IOException {
        settings.with(4, null, 365);
        engine.create(id, Definitions.PLAIN, USER);
        engine.delete(id, true);
        engine.close();
        var month = java.time.Instant.now().minus(java.time.Duration.ofDays(30));
        Files.writeString(
                data.resolve("deleted").resolve(id.value()).resolve("deleted.json"), "{\"at\": \"" + month + "\"}");
        engine = new DaemonInstances(data, clock, START_SHOWN);
        engine.close(); // all that it had begun is done
        open();
        assertEquals(
                List.of(month), care.deleted().stream().map(Care.Deleted::at).toList());
        care.restore(id);
    }

    @Test
    void aDeletionOrReturnThatWasCutShortIsPutRight() throws IOException {
        engine.create(id, Definitions.PLAIN, USER);
        Files.writeString(engine.consoleLog(id), "said");
        engine.close();
        // noted, not moved: it isn't deleted
        Files.writeString(home().resolve("deleted.json"), "{\"at\": \"2026-01-01T00:00:00Z\"}");
        open();
        assertTrue(engine.find(id).isPresent());
        assertFalse(Files.exists(home().resolve("deleted.json")));
        // moved without its console: it is
        engine.close();
        Files.writeString(home().resolve("deleted.json"), "{\"at\": \"" + java.time.Instant.now() + "\"}");
        Files.move(home(), data.resolve("deleted").resolve(id.value()));
        open();
        assertTrue(engine.find(id).isEmpty());
        care.restore(id);
        assertEquals("said", Files.readString(engine.consoleLog(id)));
    }

    @Test
    void anIdThatIsTakenAgainIsNotOverwritten() throws IOException {
        engine.create(id, Definitions.PLAIN, USER);
        engine.delete(id, true);
        engine.create(id, Definitions.named("Other", Definitions.PLAIN), USER);
        assertCode(ErrorCode.CONFLICT, () -> care.restore(id));
        assertEquals("Other", engine.find(id).orElseThrow().definition().name());
        engine.delete(id, true);
        assertEquals(
                List.of("Other"),
                care.deleted().stream().map(Care.Deleted::name).toList());
        assertEquals("Other", care.restore(id).definition().name());
    }

    @Test
    void withoutItsFilesItIsDeletedAsBefore() throws IOException {
        engine.create(id, Definitions.PLAIN, USER);
        engine.update(id, Definitions.named("Two", Definitions.PLAIN), 1, USER);
        var file = Files.writeString(engine.files(id).resolve("world.dat"), "x");
        engine.delete(id, false);
        assertTrue(care.deleted().isEmpty());
        assertEquals("x", Files.readString(file));
        assertFalse(Files.exists(home().resolve("history")));
    }

    @Test
    void foreignNamesAmongTheDeletedAreLeftAlone() throws IOException {
        engine.close();
        Files.createDirectories(data.resolve("deleted/..Not An Id"));
        open();
        assertTrue(care.deleted().isEmpty());
        assertTrue(Files.exists(data.resolve("deleted/..Not An Id")));
    }

    private Path home() {
        return data.resolve("instances").resolve(id.value());
    }

    private void nothingIsLeft() {
        for (var folder : List.of("instances", "consoles", "runs", "trash", "deleted")) {
            Await.until(folder + " is empty", () -> {
                var names = data.resolve(folder).toFile().list();
                return names == null || names.length == 0;
            });
        }
    }
}
