package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.panel.api.storage.OpenDatabase;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives {@code bin/ostler backup} the rows of the running panel, as they are at one moment: a socket in a folder that only
 * the panel's own user may enter, because a file's owner is all the proof that is needed there. One at a time. Thread-safe.
 */
@Component(
        service = {},
        immediate = true)
public final class RowsDoor {
    private static final Logger log = LoggerFactory.getLogger(RowsDoor.class);
    private static final int STACK = 256 << 10;

    private final OpenDatabase database;
    private final Path data;
    private final ServerSocketChannel server;

    /** @param ready no backup of tables that aren't there yet */
    @Activate
    public RowsDoor(
            BundleContext context,
            @Reference(target = "(ostler.storage=*)") OpenDatabase database,
            @Reference(target = "(ostler.schema=io.ostler.panel.storage.jdbc)") DataSource ready)
            throws IOException {
        this(Path.of(context.getProperty("ostler.data")), database);
    }

    RowsDoor(Path data, OpenDatabase database) throws IOException {
        this.data = data;
        this.database = database;
        var owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(data.resolve("panel"));
        if (Files.notExists(folder(data))) {
            Files.createDirectory(folder(data), PosixFilePermissions.asFileAttribute(owner));
        }
        Files.setPosixFilePermissions(folder(data), owner);
        Files.deleteIfExists(socket(data));
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        ShortPath.use(socket(data), server::bind);
        var thread = new Thread(null, this::serve, "ostler-rows-door", STACK);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The rows of the panel that runs on this data folder.
     *
     * @throws Refused when none answers
     */
    static void visit(Path data, RowVisitor visitor) throws IOException, SQLException, Refused {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            try {
                ShortPath.use(socket(data), (UnixDomainSocketAddress address) -> channel.connect(address));
            } catch (SocketException e) {
                throw new Refused("The panel on " + data + " is not ready yet; try again in a moment.");
            }
            Dump.read(new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel))), visitor);
        }
    }

    private static Path folder(Path data) {
        return data.resolve("panel").resolve("door");
    }

    private static Path socket(Path data) {
        return folder(data).resolve("rows");
    }

    private void serve() {
        while (server.isOpen()) {
            try (var client = server.accept()) {
                give(client);
            } catch (ClosedChannelException e) {
                log.debug("Closed", e);
            } catch (IOException | SQLException e) {
                // The other end sees a stream that is cut off.
                log.warn("A backup could not be given: {}", e.getMessage());
                log.debug("The backup failed", e);
            }
        }
    }

    private void give(SocketChannel client) throws SQLException, IOException {
        var out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(client)));
        var writer = new Dump.Writer(out);
        var temporary = data.resolve("panel");
        database.readConsistently(temporary, connection -> DatabaseRows.visit(connection, writer));
        writer.complete();
        log.info("The panel's rows were given to a backup");
    }

    @Deactivate
    void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket(data));
    }
}
