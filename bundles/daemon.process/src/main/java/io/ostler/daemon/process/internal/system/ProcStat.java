package io.ostler.daemon.process.internal.system;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One line of {@code /proc/PID/stat}. Pid and start time together name a process for as long as the machine is up; the
 * pid alone may be given to another one. Immutable.
 *
 * @param terminal device number of the controlling terminal, 0 for none
 * @param start in clock ticks since the machine's start
 */
public record ProcStat(long pid, char state, long parent, long group, long session, int terminal, long start) {

    /** Of a living process, or empty; a process that is dead but not yet reaped counts as gone. */
    public static Optional<ProcStat> of(long pid) {
        try (var in = new FileInputStream("/proc/" + pid + "/stat")) {
            return parse(new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1))
                    .filter(s -> !s.isDead());
        } catch (IOException e) {
            return Optional.empty(); // gone, or going while we read
        }
    }

    /** The line's second field is a file name in brackets that may hold brackets and blanks itself. */
    public static Optional<ProcStat> parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 2 || close < open) {
            return Optional.empty();
        }
        var fields = line.substring(close + 1).strip().split(" ", 21);
        if (fields.length < 20) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProcStat(
                    Long.parseLong(line.substring(0, open).strip()),
                    fields[0].charAt(0),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    Integer.parseInt(fields[4]),
                    Long.parseLong(fields[19])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public boolean isDead() {
        return state == 'Z' || state == 'X';
    }

    /** Whether this very process lives. */
    public boolean isAlive() {
        return of(pid).filter(this::isSame).isPresent();
    }

    public boolean isSame(ProcStat other) {
        return pid == other.pid && start == other.start;
    }

    /** The path of its terminal, or empty when it has none or another kind than a pseudo terminal. */
    public Optional<String> terminalPath() {
        int major = (terminal >> 8) & 0xfff;
        int minor = (terminal & 0xff) | ((terminal >> 12) & 0xfff00);
        return major == 136 ? Optional.of("/dev/pts/" + minor) : Optional.empty();
    }
}
