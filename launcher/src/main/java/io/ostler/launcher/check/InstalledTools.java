package io.ostler.launcher.check;

import io.ostler.launcher.StartRefused;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The system's tools that hold running instances are there.
 *
 * @param searchPath folders as in the variable PATH
 */
public record InstalledTools(String searchPath) implements StartCheck {
    /** Tool and the Debian package it comes in. */
    private static final Map<String, String> PACKAGES = Map.of(
            "sh", "dash",
            "mkfifo", "coreutils",
            "stty", "coreutils",
            "script", "bsdutils",
            "setsid", "util-linux");

    @Override
    public void check() throws StartRefused {
        List<String> missing = PACKAGES.keySet().stream()
                .filter(tool -> !isInstalled(tool))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            var packages = new TreeSet<>(missing.stream().map(PACKAGES::get).toList());
            throw new StartRefused(
                    (missing.size() == 1 ? "The tool " : "The tools ") + String.join(", ", missing)
                            + (missing.size() == 1 ? " is" : " are") + " missing on PATH",
                    "Install with: apt-get install " + String.join(" ", packages));
        }
    }

    private boolean isInstalled(String tool) {
        var places = new ArrayList<Path>();
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            places.add(Path.of(folder, tool));
        }
        return places.stream().anyMatch(Files::isExecutable);
    }
}
