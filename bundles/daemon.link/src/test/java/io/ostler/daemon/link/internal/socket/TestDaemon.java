package io.ostler.daemon.link.internal.socket;

import io.ostler.daemon.link.internal.calls.Capabilities;
import io.ostler.daemon.link.internal.calls.DaemonPortrait;
import io.ostler.daemon.link.internal.calls.DaemonWork;
import io.ostler.daemon.link.internal.calls.FakeEngine;
import io.ostler.daemon.link.internal.calls.FakeTrees;
import io.ostler.daemon.link.internal.calls.LinkedPanels;
import io.ostler.daemon.link.internal.calls.SocketDaemons;
import io.ostler.daemon.link.internal.grant.GrantRegistry;
import io.ostler.daemon.link.internal.grant.SignedTickets;
import io.ostler.daemon.link.internal.push.Attachments;
import io.ostler.daemon.link.internal.push.FindingNews;
import io.ostler.daemon.link.internal.push.TaskNews;
import io.ostler.daemon.link.internal.trust.DaemonIdentity;
import io.ostler.daemon.link.internal.trust.TrustedPanels;
import io.ostler.link.enrol.PanelTrust;
import io.ostler.link.key.PrivateFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A daemon's link behind a real server on loopback. */
final class TestDaemon implements AutoCloseable {
    final FakeEngine engine = new FakeEngine();
    final FakeTrees trees = new FakeTrees();
    final GrantRegistry grants = new GrantRegistry();
    final Capabilities capabilities = new Capabilities();
    final TaskNews taskNews = new TaskNews();
    final LinkedPanels linked = new LinkedPanels(grants);
    final DaemonIdentity identity;
    final SignedTickets tickets;
    final Attachments attachments;
    private final Path data;
    private final DaemonWork work = new DaemonWork(engine, trees, capabilities);
    private final LinkServlet servlet;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    TestDaemon(Path data, Duration handshakeLimit) throws Exception {
        this.data = data;
        identity = new DaemonIdentity(data);
        var panels = new TrustedPanels(identity);
        tickets = new SignedTickets(panels, grants);
        attachments = new Attachments(engine, taskNews, new FindingNews(engine), data);
        servlet = new LinkServlet(
                identity,
                new SocketDaemons(panels, work, new DaemonPortrait("1.2.3", capabilities), attachments, grants, linked),
                handshakeLimit);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var context = new ServletContextHandler();
        JettyWebSocketServletContainerInitializer.configure(context, null);
        context.addServlet(new ServletHolder(servlet), "/daemon/v1/link");
        server.setHandler(context);
        server.start();
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + connector.getLocalPort() + "/daemon/v1/link");
    }

    int port() {
        return connector.getLocalPort();
    }

    void join(PanelTrust panel) throws Exception {
        PrivateFile.createFolder(PanelTrust.trustFile(data).getParent());
        panel.write(PanelTrust.trustFile(data));
    }

    /** As when the bundle stops. */
    void closeDoor() {
        servlet.deactivate();
    }

    @Override
    public void close() throws Exception {
        closeDoor();
        server.stop();
        work.close();
    }
}
