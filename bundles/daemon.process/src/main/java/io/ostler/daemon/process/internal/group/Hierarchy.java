package io.ostler.daemon.process.internal.group;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One tree of control groups, at the daemon's own place in it: what is made beneath stays within the daemon's own
 * limits. Immutable.
 *
 * @param controllers those of memory, pids and cpu that groups beneath it have
 */
record Hierarchy(Path own, boolean unified, Set<String> controllers) {

    static final Set<String> WANTED = Set.of("memory", "pids", "cpu");

    private static final String PARENT = "ostler";

    /** Where the groups of runs are. */
    Path parent() {
        return own.resolve(PARENT);
    }

    /** All that are mounted, whether the daemon may use them or not. */
    static List<Hierarchy> mounted(Path proc) throws IOException {
        var found = new ArrayList<Hierarchy>();
        var taken = new HashSet<String>();
        var places = Files.readAllLines(proc.resolve("self/cgroup"), StandardCharsets.UTF_8);
        for (var line : Files.readAllLines(proc.resolve("self/mountinfo"), StandardCharsets.UTF_8)) {
            of(line, places)
                    .filter(one -> one.unified || taken.addAll(one.controllers))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** A line reads {@code id parent dev root mountpoint options … - type source superoptions}. */
    private static Optional<Hierarchy> of(String mount, List<String> places) {
        var halves = mount.split(" - ", 2);
        var left = halves[0].split(" ", -1);
        var right = halves.length < 2 ? new String[0] : halves[1].split(" ", -1);
        if (left.length < 5 || right.length < 3 || !right[0].startsWith("cgroup")) {
            return Optional.empty();
        }
        boolean unified = right[0].equals("cgroup2");
        var controllers = new HashSet<>(List.of(right[2].split(",", -1)));
        controllers.retainAll(WANTED);
        if (!unified && controllers.isEmpty()) {
            return Optional.empty();
        }
        return places.stream()
                .map(place -> place.split(":", 3))
                .filter(place -> place.length == 3)
                .filter(place -> unified
                        ? place[1].isEmpty()
                        : List.of(place[1].split(",", -1)).containsAll(controllers))
                .findAny()
                .map(place -> new Hierarchy(below(Path.of(left[4]), left[3], place[2]), unified, controllers));
    }

    /** In a container the mount may begin somewhere inside of the tree. */
    private static Path below(Path mountPoint, String root, String place) {
        var rest = place.equals(root) ? "" : place.startsWith(root + "/") ? place.substring(root.length()) : place;
        return mountPoint.resolve(rest.replaceAll("^/+", "")).normalize();
    }
}
