package io.ostler.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The unpacked program: where it is and what it is. Immutable.
 *
 * @param build changes with every change of a file in it
 */
public record Distribution(Path home, Kind kind, String version, String build) {

    /** Reads {@code lib/distribution.properties}, which the assembly writes. */
    public static Distribution at(Path home) throws StartRefused {
        Path file = home.resolve("lib").resolve("distribution.properties");
        Properties facts = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            facts.load(in);
            return new Distribution(
                    home,
                    Kind.ofWord(facts.getProperty("kind", "")),
                    facts.getProperty("version", "unknown"),
                    facts.getProperty("build", "unknown"));
        } catch (IOException | IllegalArgumentException e) {
            throw new StartRefused(file + " is missing or broken", "Unpack the archive again");
        }
    }

    public Path etc() {
        return home.resolve("etc");
    }

    /** The repository of bundles, laid out as Maven does. */
    public Path system() {
        return home.resolve("system");
    }
}
