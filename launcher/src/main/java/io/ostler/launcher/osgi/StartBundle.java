package io.ostler.launcher.osgi;

import io.ostler.launcher.Distribution;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.utils.properties.Properties;

/**
 * One line of {@code etc/startup.properties}: a bundle of the distribution and its start level. Immutable.
 *
 * @param location {@code mvn:group/artifact/version[/type[/classifier]]}
 */
record StartBundle(String location, int startLevel) {

    static List<StartBundle> of(Distribution distribution) throws IOException {
        File file = distribution.etc().resolve("startup.properties").toFile();
        var lines = new Properties(file);
        var bundles = new ArrayList<StartBundle>();
        for (String location : lines.keySet()) {
            bundles.add(new StartBundle(
                    location, Integer.parseInt(lines.getProperty(location).strip())));
        }
        return bundles;
    }

    /** The jar in the distribution's repository. */
    Path jar(Path repository) throws IOException {
        String[] parts = location.substring(location.indexOf(':') + 1).split("/", -1);
        if (!location.startsWith("mvn:") || parts.length < 3) {
            throw new IOException("not a bundle's address: " + location);
        }
        String classifier = parts.length > 4 ? "-" + parts[4] : "";
        Path jar = repository
                .resolve(parts[0].replace('.', '/'))
                .resolve(parts[1])
                .resolve(parts[2])
                .resolve(parts[1] + "-" + parts[2] + classifier + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new IOException("missing: " + jar);
        }
        return jar;
    }
}
