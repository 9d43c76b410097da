package io.ostler.panel.storage.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.store.SettingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up: an honest error, nothing acknowledged is lost, and work goes on when there is space again. */
class FullDiskTest {
    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=8m", "ostler-test", disk.toString()),
                "a small disk can be mounted only by root");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void aFullDiskIsNamedAndNothingAcknowledgedIsLost() throws Exception {
        var acknowledged = new TreeMap<String, String>();
        try (var database = Stores.derby(disk)) {
            var settings = new JdbcSettingStore(new Stores(database.dataSource()).database());
            var refused = fill(settings, acknowledged);
            assertEquals(ErrorCode.DISK_FULL, refused.code());
            assertTrue(acknowledged.size() > 1);
            for (int i = 0; i < 5; i++) {
                var again = assertThrows(OstlerException.class, () -> settings.put("more", "value ".repeat(5000)));
                assertEquals(ErrorCode.DISK_FULL, again.code());
            }
            free();
            var other = new JdbcSettingStore(new Database(database.dataSource()));
            other.put("after", "there is space again");
            acknowledged.put("after", "there is space again");
            assertThere(other, acknowledged);
        }
        try (var database = Stores.derby(disk)) {
            assertThere(new JdbcSettingStore(new Stores(database.dataSource()).database()), acknowledged);
        }
    }

    private OstlerException fill(SettingStore settings, TreeMap<String, String> acknowledged) throws IOException {
        // Leaves a little, so that the database meets the end of the disk by itself.
        Files.write(
                disk.resolve("ballast"),
                new byte[(int) (Files.getFileStore(disk).getUsableSpace() - 400_000)]);
        for (int i = 0; ; i++) {
            try {
                settings.put("key " + i, "value ".repeat(5000) + i);
                acknowledged.put("key " + i, "value ".repeat(5000) + i);
            } catch (OstlerException e) {
                return e;
            }
        }
    }

    private void free() throws IOException {
        Files.delete(disk.resolve("ballast"));
    }

    private static void assertThere(SettingStore settings, TreeMap<String, String> acknowledged) {
        acknowledged.forEach(
                (key, value) -> assertEquals(value, settings.get(key).orElseThrow()));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
