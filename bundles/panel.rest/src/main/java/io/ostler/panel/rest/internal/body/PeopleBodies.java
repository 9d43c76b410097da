package io.ostler.panel.rest.internal.body;

import io.ostler.panel.api.instance.ConsolePeople;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is at a console, and who typed what there. */
public final class PeopleBodies {
    private PeopleBodies() {}

    /** @param name null: the account is gone */
    public record ConsolePerson(String user, @Nullable String name) {
        static ConsolePerson of(ConsolePeople.Person person) {
            return new ConsolePerson(person.user().value(), person.name());
        }
    }

    /** @param writes whether they may type anything */
    public record ConsoleViewer(String user, @Nullable String name, boolean writes, Instant since) {}

    /**
     * @param id of the instance
     * @param senders who typed something lately, also those who have left
     * @param columns and {@code rows} of the terminal, null before anybody's window counted
     */
    public record ConsolePresence(
            String id,
            List<ConsoleViewer> viewers,
            List<ConsolePerson> senders,
            @Nullable Integer columns,
            @Nullable Integer rows,
            boolean pinned) {

        public static ConsolePresence of(ConsolePeople.Presence presence) {
            return new ConsolePresence(
                    presence.instance().value(),
                    presence.viewers().stream()
                            .map(v -> new ConsoleViewer(v.user().value(), v.name(), v.writes(), v.since()))
                            .toList(),
                    presence.senders().stream().map(ConsolePerson::of).toList(),
                    presence.columns(),
                    presence.rows(),
                    presence.pinned());
        }
    }

    /** The caller's own commands, newest first, each once. */
    public record CommandHistory(List<String> commands) {}

    /** @param text null for keys, which are only counted; {@code refused} the code, null when it was sent */
    public record ConsoleInput(
            Instant at,
            ConsolePerson person,
            @Nullable String text,
            int keys,
            long offset,
            @Nullable String refused) {}

    /** Newest first. @param next for {@code before}, null: that was all */
    public record ConsoleInputs(
            List<ConsoleInput> inputs, @Nullable Instant next) {
        public static ConsoleInputs of(ConsolePeople.Inputs found) {
            return new ConsoleInputs(
                    found.inputs().stream()
                            .map(i -> new ConsoleInput(
                                    i.at(), ConsolePerson.of(i.person()), i.text(), i.keys(), i.offset(), i.refused()))
                            .toList(),
                    found.next());
        }
    }

    /** A terminal's size for all, 1 to 1000; both null: the smallest window decides. */
    public record TerminalSize(
            @Nullable Integer columns, @Nullable Integer rows) {}
}
