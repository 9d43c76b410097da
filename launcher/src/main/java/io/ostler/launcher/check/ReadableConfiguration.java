package io.ostler.launcher.check;

import io.ostler.launcher.StartRefused;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every {@code etc/*.cfg} and {@code etc/*.properties} can be read and each of its lines says {@code key = value}.
 *
 * <p>The readers behind it forgive nearly everything: a line without {@code =} becomes a key that nobody asks for, and
 * the setting that was meant is silently the default. So it is looked at strictly here, before the start.
 */
public record ReadableConfiguration(Path etc) implements StartCheck {

    @Override
    public void check() throws StartRefused {
        var files = new TreeSet<Path>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(etc, "*.{cfg,properties}")) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new StartRefused("The folder " + etc + " can't be read", "Unpack the archive again");
        }
        for (Path file : files) {
            check(file);
        }
    }

    static void check(Path file) throws StartRefused {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new StartRefused(file + " is not text in UTF-8", "Mend it or take it from the archive again");
        } catch (IOException e) {
            throw new StartRefused(file + " can't be read", "Check its owner and permissions");
        }
        boolean continued = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            boolean comment = !continued && (line.isEmpty() || line.startsWith("#") || line.startsWith("!"));
            String fault = comment ? null : fault(line, continued);
            if (fault != null) {
                throw new StartRefused(
                        file + " line " + (i + 1) + " " + fault,
                        "Mend that line or take the file from the archive again");
            }
            continued = !comment && endsWithOddBackslashes(line);
        }
    }

    private static @Nullable String fault(String line, boolean continued) {
        if (!continued && line.indexOf('=') <= 0 && line.indexOf(':') <= 0) {
            return "is not of the form key = value";
        }
        for (int at = line.indexOf('\\'); at >= 0 && at + 1 < line.length(); at = line.indexOf('\\', at + 2)) {
            if (line.charAt(at + 1) == 'u' && !line.substring(at + 2).matches("[0-9a-fA-F]{4}.*")) {
                return "has a broken \\u escape";
            }
        }
        return null;
    }

    private static boolean endsWithOddBackslashes(String line) {
        int count = 0;
        while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
            count++;
        }
        return count % 2 == 1;
    }
}
