package io.ostler.panel.api.access;

import io.ostler.model.NodeId;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.DoorPass;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Signs people in at doors of daemons that know no cookies (SFTP). The same throttling as for the web: failures count
 * per account and address, and can't lock others out. Thread-safe; password checks run on the pool of {@link Passwords}.
 */
@ProviderType
public interface DoorLogins {

    /** Fails with {@code LOGIN_FAILED} alike for any reason, {@code LOGIN_THROTTLED}, {@code OVERLOADED}. */
    CompletableFuture<DoorPass> signIn(NodeId node, DoorLogin login);
}
