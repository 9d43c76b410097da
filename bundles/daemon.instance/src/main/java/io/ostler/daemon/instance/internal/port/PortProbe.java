package io.ostler.daemon.instance.internal.port;

import io.ostler.model.ErrorCode;
import io.ostler.model.InstancePort;
import io.ostler.model.InstancePort.Protocol;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

/**
 * Whether a port can be listened on at this moment: by listening on it, on all addresses and on the loopback one.
 * Stateless.
 */
public final class PortProbe {
    /** Who has a port can't be told, or isn't for everybody. */
    static final String UNKNOWN = "–";

    private PortProbe() {}

    /** {@code PORT_TAKEN} with the first that something listens on, and what that is where it can be told. */
    public static void requireFree(List<InstancePort> ports) {
        for (var port : ports) {
            if (port.number() != 0 && !isFree(port.protocol(), port.number())) {
                throw new OstlerException(
                        ErrorCode.PORT_TAKEN,
                        Map.of(
                                "port",
                                Integer.toString(port.number()),
                                "by",
                                Listeners.of(port.number()).orElse(UNKNOWN)));
            }
        }
    }

    static boolean isFree(Protocol protocol, int number) {
        return (protocol == Protocol.UDP || isFreeTcp(number)) && (protocol == Protocol.TCP || isFreeUdp(number));
    }

    private static boolean isFreeTcp(int number) {
        return listens(new InetSocketAddress(number))
                && listens(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
    }

    private static boolean listens(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections of a run that is over don't count
            socket.bind(address, 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isFreeUdp(int number) {
        return receives(new InetSocketAddress(number))
                && receives(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
    }

    private static boolean receives(InetSocketAddress address) {
        try (var socket = new DatagramSocket(null)) {
            socket.setReuseAddress(false);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
