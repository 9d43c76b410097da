package io.ostler.daemon.archive.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What fuzzing has found worth keeping, as it is and changed a little. The README says how to look for more. */
class FuzzCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");

    @Test
    void everythingThatWasKeptIsSurvived() throws Exception {
        try (var files = Files.list(CORPUS)) {
            var kept = files.sorted().toList();
            assertTrue(kept.size() > 9);
            for (var file : kept) {
                ArchiveFuzz.fuzzerTestOneInput(Files.readAllBytes(file));
            }
        }
    }

    @Test
    void andChangedALittle() throws Exception {
        var random = new Random(42);
        try (var files = Files.list(CORPUS)) {
            for (var file : files.sorted().toList()) {
                var bytes = Files.readAllBytes(file);
                for (int round = 0; round < 100 && bytes.length > 0; round++) {
                    var changed = bytes.clone();
                    for (int i = random.nextInt(4); i >= 0; i--) {
                        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                    }
                    ArchiveFuzz.fuzzerTestOneInput(changed);
                }
            }
        }
    }
}
