package io.ostler.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The suffix of a test class says how it runs; a class with tests and another name would never run. */
class TestNamesTest {
    private static final Pattern NAME = Pattern.compile(".*(Test|ContractTest|IT|Bench)\\.java");

    @Test
    void classesWithTestsAreNamedForHowTheyRun() throws IOException {
        try (var files = Files.walk(Path.of(".."))) {
            List<Path> odd = files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f ->
                            f.toString().contains("/src/test/") || f.toString().contains("/testkit/src/"))
                    .filter(f -> !NAME.matcher(f.toString()).matches())
                    .filter(TestNamesTest::hasTests)
                    .toList();
            assertEquals(List.of(), odd);
        }
    }

    private static boolean hasTests(Path file) {
        try {
            String text = Files.readString(file);
            // An abstract class's tests run under the names of those that extend it.
            return !text.contains("abstract class")
                    && (text.contains("@Test\n")
                            || text.contains("@ParameterizedTest")
                            || text.contains("@RepeatedTest"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
