package io.ostler.daemon.console.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The samples are those of the web console's own test, so both sides read levels alike. */
class LevelsTest {

    private static final Path SAMPLES = Path.of("../../web-console/src/console/log/levelSamples.json");
    private static final Pattern SAMPLE = Pattern.compile("\\[\"((?:[^\"])*)\", (?:\"(\\w+)\"|null)\\]");

    @Test
    void theSamplesHaveTheirLevels() throws IOException {
        var samples = SAMPLE.matcher(Files.readString(SAMPLES));
        int count = 0;
        for (; samples.find(); count++) {
            assertEquals(samples.group(2), Levels.name(Levels.find(samples.group(1))), samples.group(1));
        }
        assertTrue(count > 20);
    }

    @Test
    void linesOfAStackTraceBelongToTheLineAbove() {
        assertTrue(Levels.continuesPrevious("    at x.y.Z(Z.java:1)"));
        assertTrue(Levels.continuesPrevious("Caused by: x"));
        assertTrue(Levels.continuesPrevious("... 12 more"));
        assertFalse(Levels.continuesPrevious("plain"));
        assertFalse(Levels.continuesPrevious("   "));
    }

    @Test
    void aLineWithoutAWordPassesInfoAndNothingHigher() {
        assertTrue(Levels.passes(Levels.NONE, Levels.INFO));
        assertFalse(Levels.passes(Levels.DEBUG, Levels.INFO));
        assertFalse(Levels.passes(Levels.NONE, Levels.WARN));
        assertTrue(Levels.passes(Levels.ERROR, Levels.WARN));
    }
}
