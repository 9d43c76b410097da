package io.ostler.daemon.detect.internal.event;

import io.ostler.daemon.api.detect.EventReader;
import io.ostler.daemon.detect.internal.event.LineEvents.Form;
import io.ostler.model.InstanceDefinition;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** OpenTTD, a dedicated server. Thread-safe. */
@Component(service = EventReader.class)
public final class OpenttdEvents implements EventReader {
    /** The server writes a mark of direction before what it says to all. */
    private static final String HEAD = "(?:\\[[0-9: -]{5,20}\\] )?\\u200e?";
    /** No longer than the server allows, so a change of name never looks like a join. */
    private static final String PLAYER = "(?<player>.{1,25}?)";

    private static final LineEvents EVENTS = new LineEvents(
            Form.of("ready", "Map generated, starting game", "dbg: \\[net\\] Map generated, starting game"),
            Form.of(
                    "join",
                    " has joined the game",
                    HEAD + "\\*\\*\\* " + PLAYER + " has joined the game(?: \\(Client #[0-9]{1,10}\\))?",
                    "player"),
            Form.of(
                    "leave",
                    " has left the game",
                    HEAD + "\\*\\*\\* " + PLAYER + " has left the game(?: \\([^()]{0,200}\\))?",
                    "player"),
            Form.of("chat", "[All] ", HEAD + "\\[All\\] " + PLAYER + ": (?<text>.*)", "player", "text"));

    @Override
    public String id() {
        return "openttd";
    }

    @Override
    public boolean reads(InstanceDefinition definition) {
        return Programs.name(definition, "openttd");
    }

    @Override
    public Optional<Event> read(String line) {
        return EVENTS.read(line);
    }
}
