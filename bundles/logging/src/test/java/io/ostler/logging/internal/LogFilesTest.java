package io.ostler.logging.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.log.LogLevel;
import org.slf4j.LoggerFactory;

class LogFilesTest {
    @TempDir
    private Path folder;

    private LogFiles files = LogFiles.closed();

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void whatSlf4jSaysIsInTheFile() throws IOException {
        files = LogFiles.open(folder.resolve("log"));

        LoggerFactory.getLogger("io.ostler.Some").info("hello {}", "world");

        assertTrue(newest().contains("INFO  "));
        assertTrue(newest().contains("Some hello world\n"));
    }

    @Test
    void osgisLogServiceEndsInTheSameFile() throws IOException {
        files = LogFiles.open(folder.resolve("log"));

        OsgiLogger.named("org.apache.felix.scr").write(LogLevel.ERROR, "no constructor", new IOException("why"));

        assertTrue(newest().contains("ERROR"));
        assertTrue(newest().contains("IOException: why"));
    }

    @Test
    void levelsCountAtOnceAndAreTakenBack() throws IOException {
        files = LogFiles.open(folder.resolve("log"));
        var logger = LoggerFactory.getLogger("io.ostler.level.Inner");
        assertFalse(logger.isDebugEnabled());

        files.configure(settings(Map.of("level.io.ostler.level", "debug", "level", "WARN")));
        assertTrue(logger.isDebugEnabled());
        assertFalse(LoggerFactory.getLogger("other").isInfoEnabled());

        files.configure(LogSettings.defaults());
        assertFalse(logger.isDebugEnabled());
    }

    @Test
    void theFilesAreRotatedAndBounded() throws IOException {
        files = LogFiles.open(folder.resolve("log"));
        files.configure(settings(Map.of("fileSizeMb", "1", "fileCount", "2")));
        var logger = LoggerFactory.getLogger("io.ostler.Flood");
        String kilobyte = "x".repeat(1024);

        for (int i = 0; i < 3500; i++) {
            logger.warn(kilobyte);
        }
        files.close();

        try (var found = Files.list(folder.resolve("log"))) {
            var sizes = found.map(file -> file.toFile().length()).toList();
            assertEquals(2, sizes.size());
            assertTrue(sizes.stream().allMatch(size -> size < (1 << 20) + 4096));
        }
    }

    @Test
    void aValueThatCannotBeUnderstoodIsTheDefault() {
        LogSettings read = settings(Map.of("level", "LOUD", "fileSizeMb", "-1", "fileCount", "many"));

        assertEquals(LogSettings.defaults(), read);
    }

    private static LogSettings settings(Map<String, String> values) {
        return LogSettings.of(new Hashtable<>(values));
    }

    private String newest() throws IOException {
        return Files.readString(folder.resolve("log").resolve("ostler.0.log"));
    }
}
