package io.ostler.daemon.sftp.internal.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What fuzzing has found worth keeping, as it is and changed a little. The README says how to look for more. */
@Tag("slow")
class SftpFuzzCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");

    @Test
    void everythingThatWasKeptIsSurvived() throws Exception {
        var kept = kept();
        assertTrue(kept.size() > 9);
        for (var bytes : kept) {
            SftpFuzz.fuzzerTestOneInput(bytes);
        }
    }

    @Test
    void andChangedALittle() throws Exception {
        var random = new Random(42);
        for (var bytes : kept()) {
            for (int round = 0; round < 200; round++) {
                var changed = bytes.clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                SftpFuzz.fuzzerTestOneInput(changed);
            }
        }
    }

    private static List<byte[]> kept() throws Exception {
        try (var files = Files.list(CORPUS)) {
            var kept = new ArrayList<byte[]>();
            for (var file : files.sorted().toList()) {
                kept.add(Files.readAllBytes(file));
            }
            return kept;
        }
    }
}
