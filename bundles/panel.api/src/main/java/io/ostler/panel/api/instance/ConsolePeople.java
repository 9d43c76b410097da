package io.ostler.panel.api.instance;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.panel.api.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * People at consoles: who is there, and who typed what. Thread-safe. Who is there stands in memory, as daemons told it,
 * and each change is an event of topic {@code presence}; nobody is known to be there while the node is away.
 */
@ProviderType
public interface ConsolePeople {

    /** @param name null for an account that is gone */
    record Person(UserId user, @Nullable String name) {}

    /** @param writes whether they may type anything */
    record Viewer(UserId user, @Nullable String name, boolean writes, Instant since) {}

    /**
     * @param senders who typed something lately, also those who have left
     * @param columns, rows of the terminal, null before anybody's window counted
     */
    record Presence(
            InstanceId instance,
            List<Viewer> viewers,
            List<Person> senders,
            @Nullable Integer columns,
            @Nullable Integer rows,
            boolean pinned) {}

    /** @param text null for keys, which are only counted; {@code refused} the code, null when it was sent */
    record Input(
            Instant at,
            Person person,
            @Nullable String text,
            int keys,
            long offset,
            @Nullable String refused) {}

    /** Newest first. @param next what to ask for to go on, null: that was all */
    record Inputs(List<Input> inputs, @Nullable Instant next) {}

    /** {@code CONSOLE_READ}. */
    Presence presence(Caller caller, InstanceId instance);

    /** The caller's own commands, newest first, each once; {@code CONSOLE_COMMANDS} or {@code CONSOLE_WRITE}. Blocks. */
    List<String> history(Caller caller, InstanceId instance);

    /** What everybody typed; {@code INSTANCE_MEMBERS}. Blocks. */
    Inputs inputs(Caller caller, InstanceId instance, @Nullable Instant before, @Nullable UserId user, int limit);

    /** Fixes the terminal's size for all; both null: the smallest window decides. {@code CONSOLE_WRITE}. */
    CompletableFuture<Void> pin(Caller caller, InstanceId instance, @Nullable Integer columns, @Nullable Integer rows);
}
