package io.ostler.logging.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LineFormatterTest {
    private final LineFormatter formatter = new LineFormatter();

    @AfterEach
    void forgetTheContext() {
        MDC.clear();
    }

    @Test
    void aRecordIsOneLine() {
        String text = formatter.format(entry("started"));

        assertTrue(text.matches("\\S+ WARN  \\[.+] Engine started\n"), text);
    }

    @Test
    void whatAStrangerSendsCannotStartALineOfItsOwn() {
        String text = formatter.format(entry("name a\r\n2026-01-01 ERROR forged\u2028next\u001b[31m"));

        assertEquals(1, text.lines().count());
        assertTrue(text.contains("a\\u000d\\u000a2026"), text);
        assertFalse(text.contains("\u001b"), text);
    }

    @Test
    void theReadingDirectionStays() {
        assertTrue(formatter.format(entry("user \u202eevil")).contains("\\u202eevil"));
    }

    @Test
    void theContextStandsBehindTheMessage() {
        MDC.put("requestId", "r1");
        MDC.put("nodeId", "n\n1");

        assertTrue(formatter.format(entry("refused")).endsWith("refused {nodeId=n\\u000a1, requestId=r1}\n"));
    }

    @Test
    void theTraceFollowsIndented() {
        LogRecord entry = entry("failed");
        entry.setThrown(new IllegalStateException("first\nforged"));

        List<String> lines = formatter.format(entry).lines().toList();

        assertTrue(lines.size() > 2);
        assertTrue(lines.stream().skip(1).allMatch(line -> line.startsWith("    ")));
    }

    private static LogRecord entry(String message) {
        var entry = new LogRecord(Level.WARNING, message);
        entry.setLoggerName("io.ostler.Engine");
        return entry;
    }
}
