package io.ostler.panel.core.internal.people;

import java.net.InetSocketAddress;
import org.osgi.framework.BundleContext;

/**
 * Where this server listens, as the launcher says it.
 *
 * @param host address or name, never a wildcard
 */
record OwnAddress(String host, int port) {

    static OwnAddress of(BundleContext context) {
        String bind = context.getProperty("ostler.bind");
        String port = context.getProperty("ostler.port");
        boolean everywhere = bind == null || bind.isBlank() || bind.equals("0.0.0.0") || bind.equals("::");
        return new OwnAddress(everywhere ? "127.0.0.1" : bind, port == null ? 9400 : Integer.parseInt(port.strip()));
    }

    InetSocketAddress socket() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
