package io.ostler.daemon.console.internal.attendance;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.ConsoleWork.Typed;
import java.time.Instant;
import java.util.Optional;

/** Something typed as one line of the outbox: its texts hold no control characters, so tabs can part them. */
final class TypedCodec {
    private TypedCodec() {}

    static String encode(Typed typed) {
        return String.join(
                "\t",
                typed.instance().value(),
                typed.user().value(),
                Integer.toString(typed.keys()),
                Long.toString(typed.offset()),
                Long.toString(typed.at().toEpochMilli()),
                typed.refused() == null ? "" : typed.refused(),
                typed.text() == null ? "" : "=" + TypedText.clean(typed.text()));
    }

    /** Empty for what no whole line is: the machine may have stopped in the middle of one. */
    static Optional<Typed> decode(String line) {
        var parts = line.split("\t", -1);
        if (parts.length != 7) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Typed(
                    new InstanceId(parts[0]),
                    new UserId(parts[1]),
                    parts[6].isEmpty() ? null : parts[6].substring(1),
                    Integer.parseInt(parts[2]),
                    Long.parseLong(parts[3]),
                    Instant.ofEpochMilli(Long.parseLong(parts[4])),
                    parts[5].isEmpty() ? null : parts[5]));
        } catch (RuntimeException e) { // numbers, ids and times that are none
            return Optional.empty();
        }
    }
}
