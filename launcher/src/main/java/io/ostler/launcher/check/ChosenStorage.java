package io.ostler.launcher.check;

import io.ostler.launcher.StartRefused;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;

/**
 * Which database the panel uses: the line {@code storage} of {@code DATA/panel/database.cfg}. A mistake in it ends the
 * start; a panel that silently came up with another, empty database would be worse.
 */
public record ChosenStorage(Path data) implements StartCheck {
    private static final Set<String> KNOWN = Set.of("derby", "postgres");

    @Override
    public void check() throws StartRefused {
        name();
    }

    /** The word for bundles, as the property {@code ostler.storage}. */
    public String name() throws StartRefused {
        Path file = data.resolve("panel").resolve("database.cfg");
        if (!Files.exists(file)) {
            return "derby";
        }
        ReadableConfiguration.check(file);
        var lines = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            lines.load(in);
        } catch (IOException e) {
            throw new StartRefused(file + " can't be read", "Check its owner and permissions");
        }
        String chosen = lines.getProperty("storage", "").strip();
        if (!KNOWN.contains(chosen)) {
            throw new StartRefused(
                    file + " says storage = " + chosen, "It has to be derby or postgres; mend that line");
        }
        return chosen;
    }
}
