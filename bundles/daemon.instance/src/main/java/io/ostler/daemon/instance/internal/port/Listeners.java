package io.ostler.daemon.instance.internal.port;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which program listens on a port, as far as this account may see it. Looks at every process: only for messages. */
final class Listeners {

    private static final List<String> TABLES =
            List.of("/proc/net/tcp", "/proc/net/tcp6", "/proc/net/udp", "/proc/net/udp6");

    private static final String LISTENING = "0A";

    private Listeners() {}

    /** The program's name and process id. */
    static Optional<String> of(int port) {
        var sockets = sockets(port);
        var names = new File("/proc").list((folder, name) -> Character.isDigit(name.charAt(0)));
        if (sockets.isEmpty() || names == null) {
            return Optional.empty();
        }
        for (var pid : names) {
            if (hasOne(Path.of("/proc", pid, "fd"), sockets)) {
                return Optional.of(name(pid) + " (" + pid + ")");
            }
        }
        return Optional.empty();
    }

    private static Set<String> sockets(int port) {
        var found = new HashSet<String>();
        var suffix = String.format(Locale.ROOT, ":%04X", port);
        for (var table : TABLES) {
            try {
                for (var line : Files.readAllLines(Path.of(table), StandardCharsets.ISO_8859_1)) {
                    var fields = line.strip().split("\\s+", -1);
                    if (fields.length > 9
                            && fields[1].endsWith(suffix)
                            && (table.contains("udp") || fields[3].equals(LISTENING))) {
                        found.add("socket:[" + fields[9] + "]");
                    }
                }
            } catch (IOException e) {
                continue; // a machine without IPv6 has no such table
            }
        }
        return found;
    }

    private static boolean hasOne(Path descriptors, Set<String> sockets) {
        try (var files = Files.list(descriptors)) {
            return files.map(Listeners::target).collect(Collectors.toSet()).stream()
                    .anyMatch(sockets::contains);
        } catch (IOException | UncheckedIOException e) {
            return false; // another account's, or gone
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String name(String pid) {
        try {
            var name = Files.readString(Path.of("/proc", pid, "comm"), StandardCharsets.ISO_8859_1)
                    .strip();
            return name.replaceAll("[^\\x20-\\x7e]", "?");
        } catch (IOException e) {
            return "?";
        }
    }
}
