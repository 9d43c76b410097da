package io.ostler.daemon.detect.internal.event;

import io.ostler.daemon.api.detect.EventReader;
import io.ostler.daemon.detect.internal.event.LineEvents.Form;
import io.ostler.model.InstanceDefinition;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Luanti, formerly Minetest. Thread-safe. */
@Component(service = EventReader.class)
public final class LuantiEvents implements EventReader {
    private static final String HEAD =
            "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}: ACTION\\[(?:Server|Main|ServerThread)\\]: ";
    private static final String PLAYER = "(?<player>[A-Za-z0-9_-]{1,20})";

    private static final LineEvents EVENTS = new LineEvents(
            Form.of("ready", " listening on ", HEAD + "Server for gameid=\".{0,80}\" listening on [^ ]{1,80}"),
            Form.of(
                    "join",
                    " joins game. List of players: ",
                    HEAD + PLAYER + "(?: \\[[^\\] ]{1,60}\\])? joins game\\. List of players: .*",
                    "player"),
            Form.of(
                    "leave",
                    ". List of players:",
                    HEAD + PLAYER + " (?:leaves game|times out)\\. List of players:.*",
                    "player"),
            Form.of("chat", "CHAT: <", HEAD + "CHAT: <" + PLAYER + "> (?<text>.*)", "player", "text"));

    @Override
    public String id() {
        return "luanti";
    }

    @Override
    public boolean reads(InstanceDefinition definition) {
        return Programs.name(definition, "minetest") || Programs.name(definition, "luanti");
    }

    @Override
    public Optional<Event> read(String line) {
        return EVENTS.read(line);
    }
}
