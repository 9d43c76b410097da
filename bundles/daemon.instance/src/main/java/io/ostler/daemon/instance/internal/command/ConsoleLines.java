package io.ostler.daemon.instance.internal.command;

import io.ostler.daemon.instance.internal.launch.InputText;
import io.ostler.model.InstanceDefinition;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what a program answered elsewhere into its console, as text without control characters. One write at the end of
 * the file: the program's own writes come before or after it, never in between.
 */
record ConsoleLines(Path log, InstanceDefinition definition) {

    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;:?]{0,32}[ -/]?[@-~]");
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLines.class);

    String instance() {
        return definition.name();
    }

    void append(String text) {
        var end = definition.terminal() ? "\r\n" : "\n";
        var lines = new StringBuilder();
        COLOURS.matcher(text)
                .replaceAll("")
                .lines()
                .map(ConsoleLines::plain)
                .forEach(line -> lines.append(line).append(end));
        if (lines.toString().isBlank()) {
            return;
        }
        try (var file = FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var bytes = InputText.keys(lines.toString(), definition);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            LOG.warn("An answer does not get into the console of {}", instance(), e);
        }
    }

    private static String plain(String line) {
        return line.codePoints()
                .filter(c -> c == '\t' || !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
