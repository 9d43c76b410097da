package io.ostler.daemon.command.internal;

import io.ostler.daemon.api.command.CommandChannel;
import io.ostler.model.ConsolePolicy.CommandPath;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** A console over telnet. Thread-safe. */
@Component(service = CommandChannel.class)
public final class TelnetChannel implements CommandChannel {

    private final Lanes lanes;

    @Activate
    public TelnetChannel() {
        this(Timing.USUAL);
    }

    TelnetChannel(Timing timing) {
        lanes = new Lanes((port, password) -> dial(port, password, timing), timing);
    }

    @Override
    public CommandPath.Kind kind() {
        return CommandPath.Kind.TELNET;
    }

    @Override
    public CompletableFuture<String> send(int port, @Nullable String password, String line) {
        return lanes.send(port, password, line);
    }

    @Deactivate
    void close() {
        lanes.close();
    }

    private static Session dial(int port, @Nullable String password, Timing timing) throws IOException, PathFailure {
        var wire = Wire.connect(port, timing.connect());
        try {
            return TelnetSession.open(wire, password, timing);
        } catch (PathFailure e) {
            wire.close();
            throw e;
        }
    }
}
