package io.ostler.daemon.link.internal.push;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/** The machine's figures out of /proc; zeros where a system has none. Stateless, reads two small files. */
public final class ProcFiles {
    private ProcFiles() {}

    /** Bytes; {@code used} without what the system would give back at once. */
    public record Memory(long total, long used) {}

    /** Time of all processors since the machine started, in ticks. */
    record Processors(long busy, long all) {

        /** The busy share since an earlier reading, 0 to 1. */
        double shareSince(Processors before) {
            long passed = all - before.all;
            return passed <= 0 ? 0 : Math.clamp((double) (busy - before.busy) / passed, 0, 1);
        }
    }

    public static Memory memory() {
        var figures = new HashMap<String, Long>();
        try {
            for (var line : Files.readAllLines(Path.of("/proc/meminfo"), StandardCharsets.US_ASCII)) {
                var words = new StringTokenizer(line, ": ");
                if (words.countTokens() >= 2) {
                    figures.put(words.nextToken(), kibibytes(words.nextToken()));
                }
            }
        } catch (IOException | NumberFormatException e) {
            return new Memory(0, 0);
        }
        long total = figure(figures, "MemTotal");
        return new Memory(total, Math.max(0, total - figure(figures, "MemAvailable")));
    }

    private static long kibibytes(String number) {
        return Long.parseLong(number) * 1024;
    }

    private static long figure(Map<String, Long> figures, String name) {
        return figures.getOrDefault(name, 0L);
    }

    static Processors processors() {
        try (var lines = Files.lines(Path.of("/proc/stat"), StandardCharsets.US_ASCII)) {
            // cpu user nice system idle iowait irq softirq steal; guests are in user already
            var words = new StringTokenizer(lines.findFirst().orElse(""));
            long all = 0;
            long idle = 0;
            words.nextToken();
            for (int i = 0; i < 8 && words.hasMoreTokens(); i++) {
                long ticks = Long.parseLong(words.nextToken());
                all += ticks;
                idle += i == 3 || i == 4 ? ticks : 0;
            }
            return new Processors(all - idle, all);
        } catch (IOException | RuntimeException e) { // a system whose file reads otherwise gets zeros
            return new Processors(0, 0);
        }
    }
}
