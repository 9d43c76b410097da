package io.ostler.daemon.process.internal.group;

import io.ostler.model.InstanceLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** Limits in the words of control groups. Immutable. */
record Limits(InstanceLimits wanted) {

    private static final long PERIOD_MICROS = 100_000;

    /** Gives the controllers that now limit something. */
    Set<String> write(Path group, Hierarchy hierarchy) throws IOException {
        var limited = new HashSet<String>();
        var controllers = hierarchy.controllers();
        var memory = wanted.memory();
        if (memory != null && controllers.contains("memory")) {
            if (hierarchy.unified()) {
                put(group, "memory.max", memory);
                putIfThere(group, "memory.swap.max", 0);
                putIfThere(group, "memory.oom.group", 1);
            } else {
                put(group, "memory.limit_in_bytes", memory);
                putIfThere(group, "memory.memsw.limit_in_bytes", memory);
            }
            limited.add("memory");
        }
        var processes = wanted.processes();
        if (processes != null && controllers.contains("pids")) {
            put(group, "pids.max", processes);
            limited.add("pids");
        }
        var cpu = wanted.cpu();
        if (cpu != null && controllers.contains("cpu")) {
            long quota = Math.max(1000, cpu * PERIOD_MICROS / 100);
            if (hierarchy.unified()) {
                put(group, "cpu.max", quota + " " + PERIOD_MICROS);
            } else {
                put(group, "cpu.cfs_period_us", PERIOD_MICROS);
                put(group, "cpu.cfs_quota_us", quota);
            }
            limited.add("cpu");
        }
        return limited;
    }

    private static void putIfThere(Path group, String file, long value) throws IOException {
        if (Files.exists(group.resolve(file))) {
            put(group, file, value);
        }
    }

    private static void put(Path group, String file, Object value) throws IOException {
        Files.writeString(
                group.resolve(file), String.valueOf(value), StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
    }
}
