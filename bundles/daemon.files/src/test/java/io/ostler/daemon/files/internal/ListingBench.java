package io.ostler.daemon.files.internal;

import io.ostler.protocol.Files.Sort;
import java.nio.file.Files;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pages of large folders (performance row 20), run by hand: {@code java -cp … ListingBench [entries]}. Tells medians
 * in microseconds after warming up.
 */
final class ListingBench {
    private static final int ROUNDS = 400;

    private ListingBench() {}

    public static void main(String[] args) throws Exception {
        int entries = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        var base = Files.createTempDirectory("ostler-bench");
        try (var fixture = new TreeFixture(base)) {
            TreeFixture.run(
                    "sh",
                    "-c",
                    "cd \"$1\" && seq -f 'file-%06g' " + entries + " | xargs touch",
                    "sh",
                    fixture.inside.toString());
            for (int limit : new int[] {50, 200, 1000}) {
                for (var sort : Sort.values()) {
                    var cursor = fixture.tree.list("", null, limit, sort, false).next();
                    tell("first page", limit, sort, () -> page(fixture, null, limit, sort));
                    tell("next page", limit, sort, () -> page(fixture, cursor, limit, sort));
                }
            }
            var touched = new int[1];
            tell("first page after a change", 200, Sort.NAME, () -> {
                Files.createFile(fixture.inside.resolve("new" + touched[0]++));
                page(fixture, null, 200, Sort.NAME);
            });
        } finally {
            try (var top = Folder.ofTrusted(base)) {
                Removal.empty(top);
            }
            Files.delete(base);
        }
    }

    private interface Call {
        void run() throws Exception;
    }

    private static void page(TreeFixture fixture, @Nullable String cursor, int limit, Sort sort) {
        fixture.tree.list("", cursor, limit, sort, false);
    }

    private static void tell(String what, int limit, Sort sort, Call call) throws Exception {
        var times = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            call.run();
            times[i] = System.nanoTime() - begun;
        }
        Arrays.sort(times, ROUNDS / 4, ROUNDS); // the first quarter warms up
        System.out.printf("%s of %d by %s: %d µs%n", what, limit, sort, times[ROUNDS / 4 + ROUNDS * 3 / 8] / 1000);
    }
}
