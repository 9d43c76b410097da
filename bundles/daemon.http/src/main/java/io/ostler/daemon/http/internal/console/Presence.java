package io.ostler.daemon.http.internal.console;

import io.ostler.daemon.api.console.Attendance.Guest;
import io.ostler.protocol.ConsoleWork.Typed;

/** Tells one viewer what the others at the console do. Thread-safe. */
record Presence(Asides asides) implements Guest {
    @Override
    public void typed(Typed typed) {
        asides.tell(ConsoleReply.typed(typed));
    }

    @Override
    public void sized(int columns, int rows, boolean pinned) {
        asides.tell(ConsoleReply.size(columns, rows, pinned));
    }
}
