package io.ostler.panel.core.internal.people;

import io.ostler.panel.api.access.Setup;
import io.ostler.panel.api.instance.Instances;
import io.ostler.panel.api.node.Nodes;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the person at the terminal where to go, once the panel answers there; the set-up code goes to the terminal and
 * its file, not into a log.
 */
@Component(service = {})
public final class ReadyNotice {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyNotice.class);
    private static final long TRIES = 1200;

    private final OwnAddress address;
    private final Setup setup;
    private final Thread waiting;

    @Activate
    public ReadyNotice(
            BundleContext context, @Reference Setup setup, @Reference Instances instances, @Reference Nodes nodes) {
        this.address = OwnAddress.of(context);
        this.setup = setup;
        waiting = Thread.ofVirtual().name("ready-notice").start(this::announceWhenReady);
    }

    @Deactivate
    void close() {
        waiting.interrupt();
    }

    private void announceWhenReady() {
        try {
            for (int i = 0; i < TRIES; i++) {
                if (answers()) {
                    announce();
                    return;
                }
                Thread.sleep(25);
            }
            LOG.error("The panel doesn't answer at {}", address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("SystemOut") // the terminal is the point
    private void announce() {
        var text = new StringBuilder("\nOstler is ready: " + address + "\n");
        if (setup.isNeeded()) {
            String link = setup.link();
            text.append("\n  Finish set-up here:  ").append(link);
            text.append("\n  Set-up code:         ")
                    .append(link.substring(link.indexOf('=') + 1))
                    .append('\n');
        }
        System.out.println(text);
        LOG.info("Ready at {}", address);
    }

    /**
     * Asks as a browser would: the port alone says nothing about the services behind it, and one of them nothing about
     * the others. Only when all are there, what doesn't exist is not found.
     */
    private boolean answers() {
        return status("/api/v1/setup").equals("200") && status("/api/v1/ready").equals("404");
    }

    /** Three digits, or nothing. */
    private String status(String path) {
        try (var socket = new Socket()) {
            socket.connect(address.socket(), 1000);
            socket.setSoTimeout(1000);
            var request = "GET " + path + " HTTP/1.1\r\nHost: " + address.host() + ":" + address.port()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return line.startsWith("HTTP/1.1 ") ? line.substring(9) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
