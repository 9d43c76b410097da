package io.ostler.daemon.process.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a run folder says about the run in it; written before anything is started, so that no death of the daemon leaves
 * a program that nobody knows of. Immutable.
 *
 * @param id random; every process of the run has it in its environment
 * @param boot the machine's boot in which it was started: pids and start times mean nothing in another
 */
record RunRecord(String id, String boot, Instant startedAt, boolean terminal) {

    private static final String FILE = "run";
    private static final SecureRandom RANDOM = new SecureRandom();

    static RunRecord create(Instant startedAt, boolean terminal) {
        var bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return new RunRecord(HexFormat.of().formatHex(bytes), currentBoot(), startedAt, terminal);
    }

    static String currentBoot() {
        return Boot.ID;
    }

    /** Read once: no daemon outlives its machine's boot. */
    private static final class Boot {
        static final String ID = read();

        private static String read() {
            try {
                return Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                        .strip();
            } catch (IOException e) {
                return "unknown";
            }
        }
    }

    boolean isOfThisBoot() {
        return boot.equals(currentBoot());
    }

    /** Empty when the folder tells of no run, or nothing that can be understood. */
    static Optional<RunRecord> read(Path runFolder) throws IOException {
        try {
            var fields = Files.readString(runFolder.resolve(FILE)).strip().split(" ", -1);
            return fields.length == 4 && fields[0].matches("[0-9a-f]{24}")
                    ? Optional.of(new RunRecord(
                            fields[0], fields[1], Instant.parse(fields[2]), Boolean.parseBoolean(fields[3])))
                    : Optional.empty();
        } catch (NoSuchFileException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Not forced to the disk: what it tells of does not outlive the machine either. */
    void write(Path runFolder) throws IOException {
        var text = String.join(" ", id, boot, startedAt.toString(), Boolean.toString(terminal)) + "\n";
        var fresh = runFolder.resolve(FILE + ".new");
        Files.write(fresh, text.getBytes(StandardCharsets.US_ASCII));
        Files.move(fresh, runFolder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    static void delete(Path runFolder) throws IOException {
        Files.deleteIfExists(runFolder.resolve(FILE));
    }
}
