package io.ostler.daemon.console.internal.search;

import io.ostler.daemon.console.internal.log.StoredLog;
import io.ostler.model.InstanceId;
import io.ostler.protocol.ConsoleWork.Search;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Searches 1 GB of a server's log. Run by hand; prints figures, asserts nothing. */
final class SearchBench {
    private SearchBench() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("search-bench");
        var file = folder.resolve("out.log");
        for (boolean isColoured : new boolean[] {false, true}) {
            write(file, isColoured);
            var log = new StoredLog(file);
            try (var search = new LogSearch(20_000_000_000L)) {
                for (int round = 0; round < 2; round++) {
                    time(search, log, isColoured, "literal, none", "not to be found", false, null);
                    time(search, log, isColoured, "literal, exact case", "Not to be found", false, null);
                    time(search, log, isColoured, "expression", "not to be f[o0]und", true, null);
                    time(search, log, isColoured, "level error", "", false, "error");
                }
            }
            Files.delete(file);
        }
        Files.delete(folder);
        System.exit(0);
    }

    private static void write(Path file, boolean isColoured) throws Exception {
        var part = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            part.append(isColoured ? "\u001b[32m" : "")
                    .append("[12:34:56] [Server thread/INFO]: Player number ")
                    .append(i)
                    .append(isColoured ? "\u001b[0m" : "")
                    .append(" has moved to some place and said something ordinary\n");
        }
        var bytes = part.toString().getBytes(StandardCharsets.UTF_8);
        try (var out = Files.newOutputStream(file)) {
            for (long written = 0; written < 1_000_000_000; written += bytes.length) {
                out.write(bytes);
            }
        }
    }

    private static void time(
            LogSearch search, StoredLog log, boolean isColoured, String what, String text, boolean regex, String level)
            throws Exception {
        long before = System.nanoTime();
        long cpu = cpu();
        var wanted = new Search(
                InstanceId.create(), text, regex, what.contains("exact"), level, null, null, null, null, true, 100);
        var found = search.search(log, StandardCharsets.UTF_8, wanted);
        System.out.printf(
                "%s %s: %.2f s, %.2f s CPU, %d lines%s%n",
                isColoured ? "coloured" : "plain",
                what,
                (System.nanoTime() - before) / 1e9,
                (cpu() - cpu) / 1e9,
                found.lines().size(),
                found.cut() ? ", cut" : "");
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
