package io.ostler.daemon.metrics.internal.proc;

import io.ostler.daemon.metrics.internal.proc.ProcFolder.Transferred;
import java.util.StringTokenizer;
import java.util.function.Predicate;

/** The lines of {@code /proc/net/dev}. */
final class NetworkFile {
    private NetworkFile() {}

    static Transferred total(String text, Predicate<String> counts) {
        var total = Transferred.NONE;
        for (var line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && counts.test(line.substring(0, colon).strip())) {
                total = total.plus(figures(line.substring(colon + 1)));
            }
        }
        return total;
    }

    private static Transferred figures(String text) {
        var words = new StringTokenizer(text);
        if (words.countTokens() < 9) {
            return Transferred.NONE;
        }
        long received = Long.parseLong(words.nextToken());
        for (int i = 0; i < 7; i++) {
            words.nextToken();
        }
        return new Transferred(received, Long.parseLong(words.nextToken()));
    }
}
