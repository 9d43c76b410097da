package io.ostler.daemon.metrics.internal.proc;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads {@code /proc}. Confined to one thread: all files go through one buffer. */
final class ProcFolder {
    /** What marks the processes of a run in their environment. */
    private static final String ASSIGNMENT = "OSTLER_RUN=";

    private static final int LONGEST_ENVIRONMENT = 1 << 20;

    private final byte[] buffer = new byte[8192];

    /** Bytes that reached or left disks, ended children included. */
    record Transferred(long read, long written) {
        static final Transferred NONE = new Transferred(0, 0);

        Transferred plus(Transferred other) {
            return new Transferred(read + other.read, written + other.written);
        }
    }

    int[] pids() {
        var names = new File("/proc").list();
        return names == null
                ? new int[0]
                : Arrays.stream(names)
                        .filter(name -> Character.isDigit(name.charAt(0)))
                        .mapToInt(Integer::parseInt)
                        .toArray();
    }

    /** Null when it has gone. */
    @Nullable
    Stat stat(int pid) {
        int length = read("/proc/" + pid + "/stat");
        return length <= 0 ? null : Stat.parse(pid, buffer, length);
    }

    /** Null when it isn't ours to see. */
    @Nullable
    Transferred transferred(int pid) {
        int length = read("/proc/" + pid + "/io");
        if (length <= 0) {
            return null;
        }
        var text = text(length);
        return new Transferred(figure(text, "\nread_bytes: "), figure(text, "\nwrite_bytes: "));
    }

    /** Resident bytes, those that are shared divided by who shares them; -1 when it can't be told. */
    long share(int pid) {
        int length = read("/proc/" + pid + "/smaps_rollup");
        return length <= 0 ? -1 : Math.max(-1, figure(text(length), "\nPss:") * 1024);
    }

    /** Received and sent bytes of the network that the process sees, without its loopback. */
    Transferred network(int pid) {
        int length = read("/proc/" + pid + "/net/dev");
        return length <= 0 ? Transferred.NONE : NetworkFile.total(text(length), name -> !name.equals("lo"));
    }

    /** Identity of the network that it sees; empty when it can't be told. */
    String networkOf(String pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", pid, "ns", "net")).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * The run whose marker it carries; empty: none. Null: can't be told yet, because it is just becoming another program
     * and its environment isn't laid out.
     */
    @Nullable
    String runOf(int pid) {
        try (var in = new FileInputStream("/proc/" + pid + "/environ")) {
            var environment = in.readNBytes(LONGEST_ENVIRONMENT);
            if (environment.length == 0) {
                return null;
            }
            var text = "\0" + new String(environment, StandardCharsets.ISO_8859_1);
            int at = text.indexOf("\0" + ASSIGNMENT);
            if (at < 0) {
                return "";
            }
            int from = at + 1 + ASSIGNMENT.length();
            int end = text.indexOf('\0', from);
            return text.substring(from, end < 0 ? text.length() : end);
        } catch (IOException e) {
            return ""; // gone, or another user's
        }
    }

    private int read(String file) {
        try (var in = new FileInputStream(file)) {
            return in.readNBytes(buffer, 0, buffer.length);
        } catch (IOException e) {
            return -1; // gone while we look, or another user's
        }
    }

    private String text(int length) {
        return "\n" + new String(buffer, 0, length, StandardCharsets.US_ASCII);
    }

    private static long figure(String text, String name) {
        int at = text.indexOf(name);
        if (at < 0) {
            return 0;
        }
        at += name.length();
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        long figure = 0;
        for (; at < text.length() && Character.isDigit(text.charAt(at)); at++) {
            figure = figure * 10 + (text.charAt(at) - '0');
        }
        return figure;
    }
}
