package io.ostler.daemon.process.internal.group;

import io.ostler.model.InstanceLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control groups that the daemon may make: one per run, with or without limits, because a group also tells who
 * belongs to a run whatever it did to hide. Thread-safe.
 */
public final class ControlGroups {

    /** Nothing can be made here. */
    public static final ControlGroups NONE = new ControlGroups(List.of());

    /** A group that somebody has just made may be empty still. */
    private static final Duration LEFT_OVER = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(ControlGroups.class);

    private final List<Hierarchy> hierarchies;

    private ControlGroups(List<Hierarchy> hierarchies) {
        this.hierarchies = hierarchies;
    }

    /** Looks what may be used, and says so in the log. */
    public static ControlGroups find() {
        return find(Path.of("/proc"));
    }

    static ControlGroups find(Path proc) {
        var usable = new ArrayList<Hierarchy>();
        try {
            for (var hierarchy : Hierarchy.mounted(proc)) {
                (hierarchy.unified() ? Delegation.of(hierarchy) : prepared(hierarchy)).ifPresent(usable::add);
            }
        } catch (IOException e) {
            LOG.debug("Control groups can't be told", e);
        }
        var groups = new ControlGroups(List.copyOf(usable));
        if (usable.isEmpty()) {
            LOG.warn("No control groups for instances here: limits of memory and processes are kept by looking once a"
                    + " second, limits of processor time not at all");
        } else {
            LOG.info("Limits of instances are kept by control groups for {}", groups.controllers());
            groups.sweep();
        }
        return groups;
    }

    /** Which of memory, pids and cpu can be limited. */
    public Set<String> controllers() {
        return hierarchies.stream()
                .flatMap(hierarchy -> hierarchy.controllers().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A new group with these limits. What can't be made is left out: the group says what it limits. */
    public ControlGroup make(String run, InstanceLimits limits) {
        var made = new ArrayList<Path>();
        var limited = new HashSet<String>();
        for (var hierarchy : hierarchies) {
            var folder = hierarchy.parent().resolve(run);
            try {
                Files.createDirectory(folder);
                made.add(folder);
                limited.addAll(new Limits(limits).write(folder, hierarchy));
            } catch (IOException e) {
                LOG.warn("No control group for a run in {}: {}", hierarchy.parent(), e.toString());
            }
        }
        return new ControlGroup(made, limited);
    }

    /** The group that a run was started in; an empty one when it had none, or has none any more. */
    public ControlGroup of(String run) {
        return new ControlGroup(
                hierarchies.stream()
                        .map(hierarchy -> hierarchy.parent().resolve(run))
                        .filter(Files::isDirectory)
                        .toList(),
                controllers());
    }

    private static Optional<Hierarchy> prepared(Hierarchy hierarchy) {
        try {
            Files.createDirectories(hierarchy.parent());
            return Files.isWritable(hierarchy.parent()) ? Optional.of(hierarchy) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} is not for the daemon to use: {}", hierarchy.own(), e.toString());
            return Optional.empty();
        }
    }

    /** Groups of runs that ended while no daemon was there. */
    private void sweep() {
        for (var hierarchy : hierarchies) {
            try (var folders = Files.newDirectoryStream(hierarchy.parent(), Files::isDirectory)) {
                for (var folder : folders) {
                    boolean old = Files.getLastModifiedTime(folder)
                            .toInstant()
                            .isBefore(Instant.now().minus(LEFT_OVER));
                    if (old
                            && Files.readString(folder.resolve("cgroup.procs"), StandardCharsets.US_ASCII)
                                    .isBlank()) {
                        Files.deleteIfExists(folder);
                    }
                }
            } catch (IOException e) {
                LOG.debug("{} can't be tidied up", hierarchy.parent(), e);
            }
        }
    }
}
