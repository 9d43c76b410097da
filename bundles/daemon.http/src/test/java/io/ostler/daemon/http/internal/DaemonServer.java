package io.ostler.daemon.http.internal;

import io.ostler.daemon.api.act.ActLog;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.console.internal.attendance.AttendanceService;
import io.ostler.daemon.files.internal.FileTreesService;
import io.ostler.daemon.http.internal.console.ConsoleServlet;
import io.ostler.daemon.http.internal.download.DownloadLinks;
import io.ostler.daemon.http.internal.download.DownloadServlet;
import io.ostler.daemon.http.internal.download.FileSending;
import io.ostler.daemon.http.internal.download.LinkedFileServlet;
import io.ostler.daemon.http.internal.download.LinksServlet;
import io.ostler.daemon.http.internal.download.LogLinksServlet;
import io.ostler.daemon.http.internal.transfer.Reception;
import io.ostler.daemon.http.internal.tus.KeysServlet;
import io.ostler.daemon.http.internal.tus.TusServlet;
import io.ostler.daemon.http.internal.tus.UploadKeys;
import io.ostler.daemon.http.internal.upload.UploadServlet;
import jakarta.servlet.Servlet;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The daemon's doors on a loopback port, with real files behind them and fakes of the rest. */
public final class DaemonServer implements AutoCloseable {
    /** Longer than any test waits for anything: nothing ends because it was silent. */
    public static final Duration NEVER_IDLE = Duration.ofMinutes(10);

    public final FakeTickets tickets = new FakeTickets();
    public final FakeConsoles consoles = new FakeConsoles();
    public final FakeEngine engine;
    public final AttendanceService attendance;
    public final Path files;
    public final Path staging;
    public final Doors doors;
    public final DownloadLinks links;
    public final HttpClient client = HttpClient.newHttpClient();
    private final Server server = new Server();
    private final ServerConnector connector;
    private final FileTreesService realTrees;
    public final FakePace pace = new FakePace();
    public final FakeArchives archives = new FakeArchives();
    public final UploadKeys keys;
    /** What was noted for the audit. */
    public final List<String> noted = new CopyOnWriteArrayList<>();

    private final ActLog acts =
            (by, kind, values, refused) -> noted.add(by.door() + " " + kind + " " + values.get("path"));

    public DaemonServer(Path base) throws Exception {
        this(base, Map.of(), NEVER_IDLE);
    }

    public DaemonServer(Path base, Map<String, Integer> limits, Duration idle) throws Exception {
        this(base, limits, idle, real -> real, true);
    }

    /** @param change makes the file trees from the real ones */
    public DaemonServer(
            Path base, Map<String, Integer> limits, Duration idle, UnaryOperator<FileTrees> change, boolean hasArchives)
            throws Exception {
        files = Files.createDirectories(base.resolve("files"));
        staging = base.resolve("daemon/staging");
        engine = new FakeEngine(files);
        attendance = new AttendanceService(engine, consoles, base, Duration.ofMillis(50));
        realTrees = new FileTreesService(engine, staging);
        var trees = change.apply(realTrees);
        doors = new Doors(limits(limits));
        var http = new HttpConnectionFactory(new HttpConfiguration());
        http.setInputBufferSize(256 * 1024);
        connector = new ServerConnector(server, http);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(idle.toMillis());
        server.addConnector(connector);
        var context = new ServletContextHandler();
        JettyWebSocketServletContainerInitializer.configure(context, null);
        var sending = new FileSending(doors, tickets, trees, pace, consoles, acts, hasArchives ? archives : null);
        var reception = new Reception(doors, tickets, pace, acts);
        keys = new UploadKeys(doors, tickets, tickets);
        links = new DownloadLinks(doors, tickets);
        Map.<String, Servlet>of(
                        "/daemon/v1/ping", new PingServlet(tickets),
                        "/daemon/v1/console", new ConsoleServlet(doors, tickets, tickets, consoles, attendance, engine),
                        "/daemon/v1/upload/*", new UploadServlet(tickets, trees, reception),
                        "/daemon/v1/uploads", new KeysServlet(keys),
                        "/daemon/v1/tus/*", new TusServlet(keys, trees, reception),
                        "/daemon/v1/download", new DownloadServlet(tickets, sending),
                        "/daemon/v1/downloads", new LinksServlet(doors, tickets, sending, links),
                        "/daemon/v1/console/downloads", new LogLinksServlet(tickets, sending, links),
                        "/daemon/v1/d/*", new LinkedFileServlet(links, sending))
                .forEach((path, servlet) -> {
                    var holder = new ServletHolder(servlet);
                    holder.setAsyncSupported(true);
                    context.addServlet(holder, path);
                });
        server.setHandler(context);
        server.start();
    }

    static DoorLimits limits(Map<String, Integer> changed) {
        return (DoorLimits) Proxy.newProxyInstance(
                DoorLimits.class.getClassLoader(),
                new Class<?>[] {DoorLimits.class},
                (proxy, method, arguments) ->
                        changed.getOrDefault(method.getName(), (Integer) method.getDefaultValue()));
    }

    public int port() {
        return connector.getLocalPort();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public URI console() {
        return URI.create("ws://127.0.0.1:" + port() + "/daemon/v1/console");
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
    }

    /** A request that presents a ticket, from the page that it was issued to. */
    public HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token).header("Origin", FakeTickets.ORIGIN);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Waits for something that happens soon. */
    public static void await(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in time: " + what);
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    /** As if nobody had used an upload key for long. */
    public void letKeysDie() {
        keys.look(System.nanoTime() + Duration.ofMinutes(11).toNanos());
    }

    /** Nothing is held and nothing half done is on the disk. */
    public void awaitRest() {
        await(
                "all is given back",
                () -> doors.takenCounters() == 0 && tickets.open().isEmpty() && staged().isEmpty());
    }

    public List<String> staged() {
        if (!Files.exists(staging)) {
            return List.of();
        }
        try (var names = Files.list(staging)) {
            return names.map(path -> path.getFileName().toString()).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        doors.close();
        server.stop();
        attendance.close();
        consoles.close();
        client.close();
        realTrees.close();
    }
}
