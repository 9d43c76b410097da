package io.ostler.daemon.instance.internal.crash;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How many processes the kernel has killed since the machine's start because memory ran out. Stateless. */
public final class OomKills {

    private static final String COUNTERS = "/proc/vmstat";
    private static final String NAME = "\noom_kill ";

    private OomKills() {}

    /** -1 when it can't be told. */
    public static long count() {
        try (var in = new FileInputStream(COUNTERS)) {
            var text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            int at = text.indexOf(NAME);
            return at < 0 ? -1 : Long.parseLong(text.substring(at + NAME.length(), text.indexOf('\n', at + 1)));
        } catch (IOException | NumberFormatException | StringIndexOutOfBoundsException e) {
            return -1; // another system
        }
    }
}
