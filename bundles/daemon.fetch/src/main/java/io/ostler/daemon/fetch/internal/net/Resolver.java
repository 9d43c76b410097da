package io.ostler.daemon.fetch.internal.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks for the addresses of a name, once per connection. Thread-safe. */
@FunctionalInterface
public interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
}
