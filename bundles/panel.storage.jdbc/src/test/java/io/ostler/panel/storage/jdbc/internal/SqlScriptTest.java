package io.ostler.panel.storage.jdbc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScriptTest {

    @Test
    void statementsEndAtSemicolons() {
        assertEquals(List.of("A", "B\n C"), SqlScript.statements("A;\n\nB\r\n C;\n;\n"));
    }

    @Test
    void theLastStatementNeedsNoSemicolon() {
        assertEquals(List.of("A", "B"), SqlScript.statements("A; B"));
    }

    @Test
    void semicolonsAndCommentsInsideQuotesAreText() {
        assertEquals(
                List.of("INSERT 'a;--''b'", "SELECT \"x;y\""),
                SqlScript.statements("INSERT 'a;--''b'; SELECT \"x;y\";"));
    }

    @Test
    void commentsAreDropped() {
        assertEquals(List.of("A\n B"), SqlScript.statements("-- it's; nothing\nA--;\n B; -- end"));
    }

    @Test
    void anOpenQuoteEndsWithTheText() {
        assertEquals(List.of("A 'b;"), SqlScript.statements("A 'b;"));
    }

    @Test
    void nothingIsNothing() {
        assertEquals(List.of(), SqlScript.statements(" \n-- only this\n;"));
    }
}
