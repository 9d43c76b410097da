package io.ostler.launcher.check;

import io.ostler.launcher.StartRefused;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** The address can be listened on: it belongs to this machine, the port is free and allowed. */
public record FreePort(String bind, int port) implements StartCheck {

    @Override
    public void check() throws StartRefused {
        InetAddress address;
        try {
            address = InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new StartRefused("There is no address " + bind, "Choose an address of this machine with --bind");
        }
        try (ServerSocket socket = new ServerSocket()) {
            // as Jetty does: connections of a former run that linger don't count
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (BindException e) {
            throw refusal(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new StartRefused("Can't listen on " + bind + " port " + port + ": " + e.getMessage(), OTHER_PORT);
        }
    }

    private static final String OTHER_PORT = "Choose another with --port";

    private StartRefused refusal(String reason) {
        if (reason.contains("Cannot assign")) {
            return new StartRefused(
                    "The address " + bind + " is not one of this machine", "Choose one that is with --bind");
        }
        if (reason.contains("Permission denied")) {
            return new StartRefused("Ports below 1024 are reserved, port " + port + " can't be opened", OTHER_PORT);
        }
        return new StartRefused(
                "Address " + bind + " port " + port + " is in use by another program",
                "Stop that program or choose another port with --port");
    }
}
