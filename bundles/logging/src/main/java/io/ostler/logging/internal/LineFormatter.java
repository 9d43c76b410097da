package io.ostler.logging.internal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One record, one line: time, level, thread, logger, message, context; a stack trace follows indented.
 *
 * <p>Characters that could start a line of their own or turn the reading direction are written as escapes: what a
 * stranger sends must not look like an entry. Thread-safe.
 */
final class LineFormatter extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    @Override
    public String format(LogRecord entry) {
        var line = new StringBuilder(160);
        TIME.formatTo(entry.getInstant(), line);
        line.append(' ').append(word(entry.getLevel())).append(" [");
        escape(Thread.currentThread().getName(), line);
        line.append("] ").append(shortened(entry.getLoggerName())).append(' ');
        escape(formatMessage(entry), line);
        Map<String, String> context = MDC.getCopyOfContextMap();
        if (context != null && !context.isEmpty()) {
            line.append(' ');
            escape(new TreeMap<>(context).toString(), line);
        }
        line.append('\n');
        if (entry.getThrown() != null) {
            trace(entry.getThrown(), line);
        }
        return line.toString();
    }

    private static String word(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARN ";
        }
        return value >= Level.INFO.intValue() ? "INFO " : "DEBUG";
    }

    private static String shortened(@Nullable String logger) {
        return logger == null ? "?" : logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static void trace(Throwable thrown, StringBuilder line) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        text.toString().lines().forEach(part -> {
            line.append("    ");
            escape(part, line);
            line.append('\n');
        });
    }

    private static void escape(@Nullable String text, StringBuilder line) {
        if (text == null) {
            line.append("null");
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t' || !isDangerous(c)) {
                line.append(c);
            } else {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
    }

    private static boolean isDangerous(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || Character.getType(c) == Character.FORMAT;
    }
}
