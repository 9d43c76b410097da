package io.ostler.panel.storage.jdbc.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a migration file into statements at semicolons, not at those inside {@code '…'}, {@code "…"} and {@code -- …}
 * comments; comments are dropped. Block comments and dollar quotes are not known. Confined to one thread.
 */
final class SqlScript {
    private final String text;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();

    private SqlScript(String text) {
        this.text = text;
    }

    static List<String> statements(String text) {
        return new SqlScript(text.replace("\r\n", "\n")).cut();
    }

    private List<String> cut() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                i = copyQuoted(i, c);
            } else if (text.startsWith("--", i)) {
                i = endOfLine(i);
            } else {
                if (c == ';') {
                    endStatement();
                } else {
                    statement.append(c);
                }
                i++;
            }
        }
        endStatement();
        return List.copyOf(statements);
    }

    /** A doubled quote inside is two quoted texts side by side: the same to us. */
    private int copyQuoted(int start, char quote) {
        int end = text.indexOf(quote, start + 1);
        int after = end < 0 ? text.length() : end + 1;
        statement.append(text, start, after);
        return after;
    }

    private int endOfLine(int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private void endStatement() {
        var complete = statement.toString().strip();
        if (!complete.isEmpty()) {
            statements.add(complete);
        }
        statement.setLength(0);
    }
}
