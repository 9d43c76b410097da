package io.ostler.protocol;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people did at a daemon's own doors, for the panel's audit. All immutable. */
public final class Acts {
    /** A batch has at most so many. */
    public static final int AT_ONCE = 100;

    private Acts() {}

    /** What a daemon can tell of; nothing else is taken from one. */
    public enum Kind {
        FILE_READ("instance.file.read"),
        FILE_WRITE("instance.file.write"),
        FILE_FOLDER("instance.file.folder"),
        FILE_RENAME("instance.file.rename"),
        FILE_DELETE("instance.file.delete"),
        FILE_MODE("instance.file.mode"),
        CONSOLE_READ("instance.console.read"),
        SESSION_END("session.end");

        private final String act;

        Kind(String act) {
            this.act = act;
        }

        /** As the audit calls it. */
        public String act() {
            return act;
        }

        /** Of no interest where it is one's own. */
        public boolean isReading() {
            return this == FILE_READ || this == CONSOLE_READ;
        }
    }

    /**
     * @param session handle of the person's session
     * @param door where it was: {@code sftp}, {@code upload}, {@code download}
     * @param values at most 10, of at most 1000 characters each
     * @param refused the code, null when it was done
     */
    public record Act(
            Instant at,
            Kind kind,
            InstanceId instance,
            UserId user,
            String session,
            String door,
            String address,
            Map<String, String> values,
            @Nullable String refused) {
        public Act {
            values = Map.copyOf(values);
        }
    }

    /**
     * @param log id of the daemon's log; a new one counts from 1 again
     * @param first number of the first act; a gap before it means acts that were lost
     */
    public record Batch(String log, long first, List<Act> acts) {
        public Batch {
            acts = List.copyOf(acts);
        }
    }
}
