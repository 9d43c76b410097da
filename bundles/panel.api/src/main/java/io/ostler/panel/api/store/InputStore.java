package io.ostler.panel.api.store;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Who typed what at which console, bounded: of each instance the last {@value #MOST_INPUTS}, for a year; and of each
 * person there the last {@value #MOST_COMMANDS} different commands, which others can't push out. Thread-safe, blocks.
 */
@ConsumerType
public interface InputStore {
    int MOST_INPUTS = 10_000;
    int MOST_COMMANDS = 500;

    /**
     * @param at its identity with instance and user
     * @param text of a line, at most 4096 characters; null for keys, which are only counted
     * @param refused the code, null when it was sent
     */
    record InputRecord(
            InstanceId instance,
            Instant at,
            UserId user,
            @Nullable String text,
            int keys,
            long offset,
            @Nullable String refused) {}

    /** False when it was there already: told twice it is kept once. A line that was sent becomes a command, too. */
    boolean add(InputRecord input);

    /** Newest first. @param before null: from the newest; {@code user} null: everybody's */
    List<InputRecord> inputs(InstanceId instance, @Nullable Instant before, @Nullable UserId user, int limit);

    /** One's own different commands, newest first. */
    List<String> commands(InstanceId instance, UserId user);
}
