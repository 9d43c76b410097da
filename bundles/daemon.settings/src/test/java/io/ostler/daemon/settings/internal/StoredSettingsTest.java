package io.ostler.daemon.settings.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.NodeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredSettingsTest {
    private static final NodeSettings SLOW = new NodeSettings(100_000L, 200_000L, null, 50_000L, false);

    @TempDir
    Path data;

    private Path file;

    @BeforeEach
    void setUp() {
        file = data.resolve("daemon/settings.json");
    }

    @Test
    void aNewNodeHasTheDefaultAndNoFile() {
        assertEquals(NodeSettings.DEFAULT, new StoredSettings(data).get());
        assertFalse(Files.exists(file));
    }

    @Test
    void aChangeSurvivesARestart() throws Exception {
        new StoredSettings(data).change(SLOW);
        assertEquals(SLOW, new StoredSettings(data).get());
        new StoredSettings(data).change(NodeSettings.DEFAULT);
        assertEquals(NodeSettings.DEFAULT, new StoredSettings(data).get());
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList(), "no drafts stay");
        }
    }

    @Test
    void listenersHearThePresentAndEachChange() throws Exception {
        var settings = new StoredSettings(data);
        var heard = new ArrayList<NodeSettings>();
        settings.listen(one -> {
            throw new IllegalStateException("deaf");
        });
        var listening = settings.listen(heard::add);
        settings.change(SLOW);
        listening.close();
        settings.change(NodeSettings.DEFAULT);
        assertEquals(List.of(NodeSettings.DEFAULT, SLOW), heard);
    }

    @Test
    void aChangeThatCannotBeStoredChangesNothing() throws Exception {
        var settings = new StoredSettings(data);
        settings.change(SLOW);
        var folder = file.getParent();
        Files.move(folder, data.resolve("away"));
        Files.writeString(folder, "a file where the folder was");
        var heard = new ArrayList<NodeSettings>();
        settings.listen(heard::add);
        var refused = assertThrows(OstlerException.class, () -> settings.change(NodeSettings.DEFAULT));
        assertEquals(ErrorCode.STORAGE_FAILED, refused.code());
        assertEquals(SLOW, settings.get());
        assertEquals(List.of(SLOW), heard);
        Files.delete(folder);
        Files.move(data.resolve("away"), folder);
        assertEquals(SLOW, new StoredSettings(data).get());
    }

    @Test
    void whatCannotBeReadOpensNoDoorAndIsNotLost() throws Exception {
        Files.createDirectories(file.getParent());
        for (var text : List.of("{\"sftp\":", "[1]", "{\"upload\":1}", "{\"upload\":\"fast\"}")) {
            Files.writeString(file, text);
            var settings = new StoredSettings(data);
            assertFalse(settings.get().sftp(), text);
            settings.change(SLOW);
            assertEquals(text, Files.readString(file.resolveSibling("settings.json.unreadable")));
            assertEquals(SLOW, new StoredSettings(data).get());
        }
    }

    @Test
    void aFileOfAnEarlierVersionGetsTheDefaultOfWhatItLacks() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"upload\":100000,\"later\":true}");
        assertEquals(new NodeSettings(100_000L, null, null, null, true), new StoredSettings(data).get());
    }

    @Test
    void twoWritersLeaveOneOrTheOtherAsAWhole() throws Exception {
        var settings = new StoredSettings(data);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 40; i++) {
                long speed = 100_000L + i;
                threads.execute(() -> settings.change(new NodeSettings(speed, speed, speed, speed, true)));
            }
        }
        var stored = new StoredSettings(data).get();
        assertEquals(settings.get(), stored);
        assertTrue(stored.upload().equals(stored.downloadPerUser()));
    }
}
