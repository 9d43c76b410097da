package io.ostler.daemon.process.internal.group;

import io.ostler.daemon.process.internal.system.ProcStat;
import io.ostler.daemon.process.internal.system.Signals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The group of one run, in each tree that there is. Everything in it does nothing when there is no tree. Thread-safe. */
public final class ControlGroup {

    private static final String MEMBERS = "cgroup.procs";
    private static final Logger LOG = LoggerFactory.getLogger(ControlGroup.class);

    private final List<Path> folders;
    private final Set<String> limited;

    ControlGroup(List<Path> folders, Set<String> limited) {
        this.folders = List.copyOf(folders);
        this.limited = Set.copyOf(limited);
    }

    /** Files into which a process writes 0 to become a member, and with it all its children. */
    public List<Path> doors() {
        return folders.stream().map(folder -> folder.resolve(MEMBERS)).toList();
    }

    /** Whether the kernel keeps the limit of this controller. */
    public boolean limits(String controller) {
        return limited.contains(controller);
    }

    /** Who lives in it. */
    public List<ProcStat> members() {
        var members = new ArrayList<ProcStat>();
        if (!folders.isEmpty()) {
            for (var line : lines(folders.getFirst().resolve(MEMBERS))) {
                ProcStat.of(Long.parseLong(line)).ifPresent(members::add);
            }
        }
        return members;
    }

    /** Ends all, and lets nobody fork meanwhile; what is just being born may be left, so look again. */
    public void kill() {
        for (var folder : folders) {
            put(folder.resolve("cgroup.kill"), "1");
            put(folder.resolve("pids.max"), "0");
        }
        members().forEach(Signals::kill);
    }

    /** How many of its processes the kernel has ended because memory was short. */
    public long outOfMemoryKills() {
        return counted(List.of("memory.events", "memory.oom_control"), "oom_kill ");
    }

    /** How many processes and threads the kernel has refused it. */
    public long refusedProcesses() {
        return counted(List.of("pids.events"), "max ");
    }

    private long counted(List<String> files, String name) {
        for (var folder : folders) {
            for (var file : files) {
                for (var line : lines(folder.resolve(file))) {
                    if (line.startsWith(name)) {
                        return Long.parseLong(line.substring(name.length()).strip());
                    }
                }
            }
        }
        return 0;
    }

    /** Takes the group away; one that isn't empty yet stays, and goes when a daemon begins. */
    public void remove() {
        for (var folder : folders) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                LOG.debug("{} stays for now: {}", folder, e.toString());
            }
        }
    }

    private static void put(Path file, String text) {
        if (Files.exists(file)) {
            try {
                Files.writeString(file, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
            } catch (IOException e) {
                LOG.debug("{} can't be written: {}", file, e.toString());
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.US_ASCII) : List.of();
        } catch (IOException e) {
            return List.of(); // the group is gone
        }
    }
}
