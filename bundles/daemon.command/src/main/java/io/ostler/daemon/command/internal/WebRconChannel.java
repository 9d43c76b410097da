package io.ostler.daemon.command.internal;

import io.ostler.daemon.api.command.CommandChannel;
import io.ostler.model.ConsolePolicy.CommandPath;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** RCON over WebSocket, as Rust has it. Thread-safe. */
@Component(service = CommandChannel.class)
public final class WebRconChannel implements CommandChannel {

    private final Lanes lanes;

    @Activate
    public WebRconChannel() {
        this(Timing.USUAL);
    }

    WebRconChannel(Timing timing) {
        lanes = new Lanes((port, password) -> WebRconSession.open(port, password, timing), timing);
    }

    @Override
    public CommandPath.Kind kind() {
        return CommandPath.Kind.WEB_RCON;
    }

    @Override
    public CompletableFuture<String> send(int port, @Nullable String password, String line) {
        return lanes.send(port, password, line);
    }

    @Deactivate
    void close() {
        lanes.close();
    }
}
