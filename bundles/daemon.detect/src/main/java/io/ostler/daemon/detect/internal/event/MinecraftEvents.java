package io.ostler.daemon.detect.internal.event;

import io.ostler.daemon.api.detect.EventReader;
import io.ostler.daemon.detect.internal.event.LineEvents.Form;
import io.ostler.model.InstanceDefinition;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Minecraft: Java edition, the plain server and those made of it. Thread-safe. */
@Component(service = EventReader.class)
public final class MinecraftEvents implements EventReader {
    /** Time, thread and level as the plain server, Paper or Forge write them. */
    private static final String HEAD =
            "\\[[^\\]]{0,30}[0-9]{2}:[0-9]{2}:[0-9]{2}[^\\]]{0,40}\\](?: ?\\[[^\\]]{1,80}\\]){0,2}:? ";

    private static final String PLAYER = "(?<player>[.*]?[A-Za-z0-9_]{1,16})";

    private static final LineEvents EVENTS = new LineEvents(
            Form.of("ready", "Done (", HEAD + "Done \\([0-9.,]{1,12}s\\)! For help, type .*"),
            Form.of("join", " joined the game", HEAD + PLAYER + " joined the game", "player"),
            Form.of("leave", " left the game", HEAD + PLAYER + " left the game", "player"),
            Form.of("chat", "<", HEAD + "(?:\\[Not Secure\\] )?<" + PLAYER + "> (?<text>.*)", "player", "text"));

    @Override
    public String id() {
        return "minecraft";
    }

    @Override
    public boolean reads(InstanceDefinition definition) {
        return Programs.name(definition, ".jar")
                || Programs.name(definition, "java")
                || Programs.name(definition, "minecraft")
                || Programs.name(definition, ".sh");
    }

    @Override
    public Optional<Event> read(String line) {
        return EVENTS.read(line);
    }
}
