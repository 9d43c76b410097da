package io.ostler.daemon.api.stream;

import io.ostler.protocol.Messages;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/** Asks the panel who somebody is. Thread-safe, does not block. */
@ProviderType
public interface PanelLogins {

    /**
     * Fails with {@code LOGIN_FAILED}, {@code LOGIN_THROTTLED}, {@code NODE_AWAY} (no panel is linked),
     * {@code NODE_TIMEOUT}. The caller holds the grant of the pass while the person is connected.
     */
    CompletableFuture<Messages.DoorPass> signIn(Messages.DoorLogin login);
}
