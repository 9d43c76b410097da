package io.ostler.daemon.fetch.internal.net;

import java.net.InetAddress;

/** Which addresses may be connected to. Thread-safe. */
public interface AddressPolicy {
    boolean permits(InetAddress address);

    /** Which ports: those of the web, and such that no old service listens on. */
    default boolean permitsPort(int port) {
        return port == 80 || port == 443 || (port >= 1024 && port <= 65535);
    }
}
