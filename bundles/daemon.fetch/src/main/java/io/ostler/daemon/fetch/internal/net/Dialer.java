package io.ostler.daemon.fetch.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connects to hosts. The name is asked for once, and the connection goes to the very address that was judged; there is
 * no second question whose answer could differ. No proxy is used, whatever the environment says. Thread-safe.
 */
final class Dialer {
    private static final int MOST_ADDRESSES = 4;

    private final Resolver resolver;
    private final AddressPolicy policy;
    private final SSLSocketFactory tls;
    private final Duration connect;
    private final Duration stall;

    Dialer(Resolver resolver, AddressPolicy policy, SSLSocketFactory tls, Duration connect, Duration stall) {
        this.resolver = resolver;
        this.policy = policy;
        this.tls = tls;
        this.connect = connect;
        this.stall = stall;
    }

    /** What can be refused without asking anybody. */
    void check(WebAddress address) {
        if (!policy.permitsPort(address.port())) {
            throw WebAddress.refused("port " + address.port());
        }
        if (HostName.isLiteral(address.host())) {
            permitted(address.host());
        }
    }

    /** An open connection, without TLS yet. */
    Socket dial(WebAddress address) throws IOException {
        check(address);
        IOException last = null;
        for (var target : permitted(address.host())) {
            var socket = new Socket(Proxy.NO_PROXY);
            try {
                socket.connect(new InetSocketAddress(target, address.port()), (int) connect.toMillis());
                socket.setSoTimeout((int) stall.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw FetchErrors.failed("no connection to " + address.host(), last);
    }

    private List<InetAddress> permitted(String host) {
        try {
            var permitted = Arrays.stream(resolver.resolve(host))
                    .filter(policy::permits)
                    .limit(MOST_ADDRESSES)
                    .toList();
            if (permitted.isEmpty()) {
                throw WebAddress.refused("not on the public internet");
            }
            return permitted;
        } catch (UnknownHostException e) {
            throw FetchErrors.failed("the name %s isn't known".formatted(host), e);
        }
    }

    /** The certificate must be for the name in the address. */
    Socket secured(Socket plain, WebAddress address) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, address.host(), address.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
