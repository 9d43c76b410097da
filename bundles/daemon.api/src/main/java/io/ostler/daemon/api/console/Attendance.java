package io.ostler.daemon.api.console;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.ConsoleWork;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Who has which console open, what they send, and whose window decides the terminal's size. Thread-safe. */
@ProviderType
public interface Attendance {

    /** Somebody opened it. Close when he is gone. The guest is told of the terminal's size at once. */
    Seat enter(InstanceId id, UserId user, boolean writes, Guest guest);

    ConsoleWork.Presence presence(InstanceId id);

    /** Fixes the terminal's size for all; both null: the smallest window decides again. */
    void pin(ConsoleWork.PinRequest request);

    /**
     * Sends what a person typed, and notes it. Every door goes this way. {@code COMMAND_DENIED} for what the
     * definition doesn't allow now, when it comes from somebody who may send only that; else as
     * {@link io.ostler.daemon.api.instance.InstanceEngine#input}.
     *
     * @param line a line, else raw keys, which nobody may send who may send only what is allowed
     */
    void type(InstanceId id, UserId user, String text, boolean line, boolean onlyAllowed);

    /** Something was sent, or refused; kept until a panel has it. Does not wait for the disk. */
    void sent(ConsoleWork.Typed typed);

    /** Told at once of all consoles that somebody has open, then of each change. Close to stop. */
    AutoCloseable listen(Listener listener);

    /** The oldest that no panel has, at most so many. */
    List<ConsoleWork.Typed> pending(int most);

    /** A panel has the oldest ones. */
    void delivered(int count);

    /** One viewer's place. */
    interface Seat extends AutoCloseable {

        /** The size of his window; null: he has none that counts. */
        void size(@Nullable Integer columns, @Nullable Integer rows);

        @Override
        void close();
    }

    /** Who has it open hears what happens around it; return at once. */
    interface Guest {
        /** Somebody, also this one, sent a line. */
        void typed(ConsoleWork.Typed typed);

        /** The terminal has this size for all. */
        void sized(int columns, int rows, boolean pinned);
    }

    /** Receiver; return at once. */
    interface Listener {
        void presence(ConsoleWork.Presence presence);

        /** There is something that no panel has yet: see {@link #pending}. */
        void sent();
    }
}
