package io.ostler.daemon.detect.internal.event;

import io.ostler.daemon.api.detect.EventReader;
import io.ostler.daemon.detect.internal.event.LineEvents.Form;
import io.ostler.model.InstanceDefinition;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Freeciv; its server writes no chat. Thread-safe. */
@Component(service = EventReader.class)
public final class FreecivEvents implements EventReader {
    private static final String HEAD = "(?:> )?2: ";
    private static final String PLAYER = "(?<player>[^ \\p{Cntrl}]{1,47})";

    private static final LineEvents EVENTS = new LineEvents(
            Form.of(
                    "ready",
                    "Now accepting new client connections",
                    HEAD + "Now accepting new client connections on port [0-9]{1,5}\\."),
            Form.of("join", " has connected from ", HEAD + PLAYER + " has connected from [^ ]{1,255}\\.", "player"),
            Form.of(
                    "leave",
                    "Lost connection: ",
                    HEAD + "Lost connection: " + PLAYER + " from [^ ]{1,255}(?: \\([^()]{0,200}\\))*\\.",
                    "player"));

    @Override
    public String id() {
        return "freeciv";
    }

    @Override
    public boolean reads(InstanceDefinition definition) {
        return Programs.name(definition, "freeciv");
    }

    @Override
    public Optional<Event> read(String line) {
        return EVENTS.read(line);
    }
}
