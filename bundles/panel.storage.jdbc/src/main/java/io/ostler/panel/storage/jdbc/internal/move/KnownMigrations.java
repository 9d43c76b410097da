package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.panel.storage.jdbc.internal.Migration;
import io.ostler.panel.storage.jdbc.internal.MigrationFolder;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/** The migrations that a distribution's bundles bring, found in their jars because no framework runs. Stateless. */
final class KnownMigrations {
    private static final String NAME = "Bundle-SymbolicName";

    private KnownMigrations() {}

    /** By symbolic name. */
    static Map<String, List<Migration>> in(Path repository) throws IOException {
        var known = new HashMap<String, List<Migration>>();
        try (var files = Files.walk(repository)) {
            for (var file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                read(file, known);
            }
        }
        return known;
    }

    private static void read(Path file, Map<String, List<Migration>> known) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            var manifest = jar.getManifest();
            var folder = manifest == null ? null : manifest.getMainAttributes().getValue(MigrationFolder.HEADER);
            var name = manifest == null ? null : manifest.getMainAttributes().getValue(NAME);
            if (folder == null || name == null) {
                return;
            }
            var scripts = new ArrayList<URL>();
            for (var entry : jar.stream().toList()) {
                if (entry.getName().startsWith(folder + "/") && entry.getName().endsWith(".sql")) {
                    scripts.add(URI.create("jar:" + file.toUri() + "!/" + entry.getName())
                            .toURL());
                }
            }
            int options = name.indexOf(';');
            known.put(options < 0 ? name : name.substring(0, options), MigrationFolder.read(scripts));
        }
    }
}
