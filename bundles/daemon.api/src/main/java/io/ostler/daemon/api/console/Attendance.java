package io.ostler.daemon.api.console;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.ConsoleWork;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Who has which console open, what they send, and whose window decides the terminal's size. Thread-safe. */
@ProviderType
public interface Attendance {

    /** Somebody opened it. Close when he is gone. */
    Seat enter(InstanceId id, UserId user, boolean writes);

    ConsoleWork.Presence presence(InstanceId id);

    /** Fixes the terminal's size for all; both null: the smallest window decides again. */
    void pin(ConsoleWork.PinRequest request);

    /** Something was sent, or refused; kept until a panel has it. Never blocks. */
    void sent(ConsoleWork.Typed typed);

    /** Close to stop. */
    AutoCloseable listen(Listener listener);

    /** One viewer's place. */
    interface Seat extends AutoCloseable {

        /** The size of his window; null: he has none that counts. */
        void size(@Nullable Integer columns, @Nullable Integer rows);

        @Override
        void close();
    }

    /** Receiver; return at once. */
    interface Listener {
        void presence(ConsoleWork.Presence presence);

        /** There is something that no panel has yet: see {@link #pending}. */
        void sent();
    }

    /** The oldest that no panel has, at most so many. */
    java.util.List<ConsoleWork.Typed> pending(int most);

    /** A panel has the oldest ones. */
    void delivered(int count);
}
