package io.ostler.daemon.instance.internal.launch;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.Map;

/** Size of a terminal; {@code VALUE_OUT_OF_RANGE} outside of 1 to 1000. Immutable. */
public record TerminalSize(int columns, int rows) {

    public TerminalSize {
        check("columns", columns);
        check("rows", rows);
    }

    private static void check(String field, int value) {
        if (value < 1 || value > 1000) {
            throw new OstlerException(ErrorCode.VALUE_OUT_OF_RANGE, Map.of("field", field, "min", "1", "max", "1000"));
        }
    }
}
