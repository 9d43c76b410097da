package io.ostler.itests.files.door;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One way to the files of one instance as one person; confined to one thread. */
public interface Door extends AutoCloseable {
    /** Stands in every instance before an act. */
    String OWN = "own.txt";
    /** A folder that stands there. */
    String TARGET = "target";
    /** Free before each act. */
    String OTHER = "other.txt";

    String CONTENT = "written through a door";

    String name();

    Set<Act> acts();

    /** Why each of the other acts isn't there. */
    Map<Act, String> leftOut();

    /** Why this path can't be said here, if it can't. */
    default Optional<String> cannotSay(PathBytes path) {
        return path.isText() ? Optional.empty() : Optional.of("names are text here, and this is none");
    }

    Answer act(Act act, PathBytes path) throws Exception;

    @Override
    default void close() throws Exception {}

    /** All others with the same reason. */
    static Map<Act, String> allBut(Set<Act> acts, String reason) {
        var others = new EnumMap<Act, String>(Act.class);
        for (var act : Act.values()) {
            if (!acts.contains(act)) {
                others.put(act, reason);
            }
        }
        return others;
    }
}
