package io.ostler.daemon.http.internal.console;

import io.ostler.daemon.api.console.Consoles;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a viewer when what it gets was printed: all at the beginning, coarser if it is much, and then what is new, which
 * the console has in memory. Confined to one thread at a time.
 */
final class TimeTeller {
    static final int MOST_AT_FIRST = 1000;
    private static final int MOST_AT_ONCE = 64;
    private static final Logger LOG = LoggerFactory.getLogger(TimeTeller.class);

    private final Consoles consoles;
    private final InstanceId instance;
    private final Asides asides;
    private long told;

    TimeTeller(Consoles consoles, InstanceId instance, long from, Asides asides) {
        this.consoles = consoles;
        this.instance = instance;
        this.asides = asides;
        this.told = from;
    }

    void begin() {
        tell(MOST_AT_FIRST);
    }

    void goOn() {
        tell(MOST_AT_ONCE);
    }

    private void tell(int most) {
        try {
            var marks = consoles.times(instance, told, Long.MAX_VALUE, most);
            if (!marks.isEmpty()) {
                asides.tell(ConsoleReply.times(marks));
                told = marks.getLast().offset();
            }
        } catch (OstlerException e) {
            LOG.debug("The times of {} can't be told", instance, e); // the stream itself says what is wrong
        }
    }
}
