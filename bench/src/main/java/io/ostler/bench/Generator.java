package io.ostler.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The measured program: prints 100-byte lines {@code <nanoTime> <number> …}. Run as an instance, so its clock is the
 * machine's monotonic one, the same that the driver reads.
 *
 * <p>Arguments: {@code rate LINES_PER_SECOND SECONDS} or {@code flat BYTES WRITE_SIZE [RESULT_FILE]}; both wait for a
 * line on the standard input first and end with a line {@code END}.
 */
public final class Generator {
    private static final int LINE = 100;

    private Generator() {}

    public static void main(String[] args) throws IOException {
        try (var out = new FileOutputStream(FileDescriptor.out)) {
            out.write("READY\n".getBytes(StandardCharsets.US_ASCII));
            while (System.in.read() != '\n') {
                // wait for the driver's go
            }
            switch (args[0]) {
                case "rate" -> atRate(out, Long.parseLong(args[1]), Long.parseLong(args[2]));
                case "flat" ->
                    flatOut(out, Long.parseLong(args[1]), Integer.parseInt(args[2]), args.length > 3 ? args[3] : "");
                default -> throw new IllegalArgumentException(args[0]);
            }
            out.write("END\n".getBytes(StandardCharsets.US_ASCII));
            // Stay alive: an exit is not part of what is measured.
            while (System.in.read() >= 0) {
                // until killed
            }
        }
    }

    private static void atRate(FileOutputStream out, long perSecond, long seconds) throws IOException {
        long total = perSecond * seconds;
        long begin = System.nanoTime();
        var batch = new byte[LINE * 1024];
        long sent = 0;
        while (sent < total) {
            long due = Math.min(total, (System.nanoTime() - begin) * perSecond / 1_000_000_000L);
            int lines = (int) Math.min(1024, due - sent);
            if (lines > 0) {
                for (int i = 0; i < lines; i++) {
                    line(batch, i * LINE, sent + i);
                }
                out.write(batch, 0, lines * LINE);
                sent += lines;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    private static void flatOut(FileOutputStream out, long bytes, int size, String resultFile) throws IOException {
        var block = new byte[Math.max(LINE, size / LINE * LINE)];
        for (int i = 0; i < block.length / LINE; i++) {
            line(block, i * LINE, i);
        }
        long begin = System.nanoTime();
        for (long sent = 0; sent < bytes; sent += block.length) {
            out.write(block, 0, (int) Math.min(block.length, bytes - sent));
        }
        long took = System.nanoTime() - begin;
        if (!resultFile.isEmpty()) {
            Files.writeString(Path.of(resultFile), Long.toString(took));
        }
    }

    private static void line(byte[] target, int at, long number) {
        byte[] head = (System.nanoTime() + " " + number + " ").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, target, at, head.length);
        java.util.Arrays.fill(target, at + head.length, at + LINE - 1, (byte) '.');
        target[at + LINE - 1] = '\n';
    }
}
