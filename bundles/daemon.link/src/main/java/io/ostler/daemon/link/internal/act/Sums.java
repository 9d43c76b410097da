package io.ostler.daemon.link.internal.act;

import io.ostler.protocol.Acts.Act;
import io.ostler.protocol.Acts.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Keeps a person who does very much from filling the audit: beyond a stock of single acts, which comes back with time,
 * those of one kind at one instance become one with their number and the first of their paths. Confined to its caller's
 * lock.
 */
final class Sums {
    private static final int STOCK = 60;
    private static final long EACH_NANOS = 1_000_000_000L;
    private static final int MOST_KEYS = 1000;
    private static final int LONGEST_PATHS = 900;

    private final LongSupplier nanos;
    private final Map<List<Object>, Course> courses = new LinkedHashMap<>(16, 0.75f, true);

    Sums(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private static final class Course {
        private final Act sample;
        private long due;
        private int more;
        private final StringBuilder paths = new StringBuilder();

        Course(Act sample, long due) {
            this.sample = sample;
            this.due = due;
        }
    }

    /** Whether it is to be recorded by itself; if not, it is in the next {@link #take}. */
    boolean isSingle(Act act) {
        if (act.kind() == Kind.SESSION_END) {
            return true;
        }
        long now = nanos.getAsLong();
        var key = List.<Object>of(act.user(), act.instance(), act.kind(), act.door(), act.refused() == null);
        if (courses.size() >= MOST_KEYS && !courses.containsKey(key)) {
            courses.values().removeIf(course -> course.more == 0 && now - course.due >= 0);
            if (courses.size() >= MOST_KEYS) {
                return true; // so many people at once are not one who floods
            }
        }
        var course = courses.computeIfAbsent(key, none -> new Course(act, now));
        course.due = Math.max(course.due - now, 0) + now;
        if (course.due - now <= STOCK * EACH_NANOS && course.more == 0) {
            course.due += EACH_NANOS;
            return true;
        }
        course.more++;
        var path = act.values().get("path");
        if (path != null && course.paths.length() + path.length() < LONGEST_PATHS) {
            course.paths.append(course.paths.isEmpty() ? "" : ", ").append(path);
        }
        return false;
    }

    /** What was added up since. */
    List<Act> take(Instant now) {
        var acts = new ArrayList<Act>();
        for (var course : courses.values()) {
            if (course.more > 0) {
                var values = new TreeMap<String, String>();
                values.put("count", Integer.toString(course.more));
                values.put("paths", course.paths.toString());
                var act = course.sample;
                acts.add(new Act(
                        now,
                        act.kind(),
                        act.instance(),
                        act.user(),
                        act.session(),
                        act.door(),
                        act.address(),
                        values,
                        act.refused()));
                course.more = 0;
                course.paths.setLength(0);
            }
        }
        return acts;
    }
}
