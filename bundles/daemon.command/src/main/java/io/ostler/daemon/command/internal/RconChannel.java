package io.ostler.daemon.command.internal;

import io.ostler.daemon.api.command.CommandChannel;
import io.ostler.model.ConsolePolicy.CommandPath;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Source RCON over TCP. Thread-safe. */
@Component(service = CommandChannel.class)
public final class RconChannel implements CommandChannel {

    private final Lanes lanes;

    @Activate
    public RconChannel() {
        this(Timing.USUAL);
    }

    RconChannel(Timing timing) {
        lanes = new Lanes((port, password) -> dial(port, password, timing), timing);
    }

    @Override
    public CommandPath.Kind kind() {
        return CommandPath.Kind.RCON;
    }

    @Override
    public CompletableFuture<String> send(int port, @Nullable String password, String line) {
        if (line.getBytes(StandardCharsets.UTF_8).length > RconSession.MOST_LINE) {
            throw OstlerException.invalid("text", "at most " + RconSession.MOST_LINE + " bytes");
        }
        return lanes.send(port, password, line);
    }

    @Deactivate
    void close() {
        lanes.close();
    }

    private static Session dial(int port, @Nullable String password, Timing timing) throws IOException, PathFailure {
        var wire = Wire.connect(port, timing.connect());
        try {
            return RconSession.open(wire, password == null ? "" : password, timing);
        } catch (PathFailure e) {
            wire.close();
            throw e;
        }
    }
}
