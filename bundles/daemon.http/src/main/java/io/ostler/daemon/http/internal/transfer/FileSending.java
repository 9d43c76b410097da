package io.ostler.daemon.http.internal.transfer;

import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Ticket;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends files. The body goes out on a thread of the doors, so that slow readers hold none of the server's. Thread-safe.
 */
@Component(service = FileSending.class)
public final class FileSending {
    private static final Logger LOG = LoggerFactory.getLogger(FileSending.class);

    private final Doors doors;
    private final Grants grants;
    private final FileTrees files;
    private final TransferBuffers buffers = new TransferBuffers();

    @Activate
    public FileSending(@Reference Doors doors, @Reference Grants grants, @Reference FileTrees files) {
        this.doors = doors;
        this.grants = grants;
        this.files = files;
    }

    /** The file of a ticket; {@code TICKET_INVALID} when it names none. */
    Download open(Ticket ticket) {
        var path = ticket.path();
        if (path == null) {
            throw new OstlerException(ErrorCode.TICKET_INVALID);
        }
        return files.of(ticket.instance()).download(path);
    }

    /**
     * Answers the request with the file, or the part or the headers that it asks for.
     *
     * @param whenOver runs once, also when it fails
     */
    void send(Exchange exchange, Ticket ticket, Runnable whenOver) {
        var transfer = Transfer.begin(doors, grants, ticket, exchange, whenOver);
        boolean isGoingOn = false;
        try {
            var file = open(ticket);
            transfer.releaseLater(file::close);
            var part = new FileAnswer(exchange, file).begin();
            if (part.isPresent()) {
                var async = exchange.request().startAsync();
                async.setTimeout(0);
                doors.workers().execute(() -> copy(exchange, transfer, file, part.get(), async));
                isGoingOn = true;
            }
        } finally {
            if (!isGoingOn) {
                transfer.close();
            }
        }
    }

    private void copy(Exchange exchange, Transfer transfer, Download file, ByteRange part, AsyncContext async) {
        var buffer = buffers.take();
        try (transfer) {
            copy(file, part, exchange.response().getOutputStream(), buffer);
        } catch (IOException | RuntimeException e) {
            // the length was promised: an end before it must not look like the end of the file
            LOG.debug("Download {} broke off", exchange.id(), e);
            exchange.cut();
        } finally {
            buffers.give(buffer);
            async.complete();
        }
    }

    private static void copy(Download file, ByteRange part, ServletOutputStream out, ByteBuffer buffer)
            throws IOException {
        var channel = file.channel().position(part.first());
        for (long left = part.length(); left > 0; left -= buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            if (channel.read(buffer) <= 0) {
                throw new EOFException("the file became shorter");
            }
            write(out, buffer.flip());
        }
    }

    /** The server takes a buffer as it is; were its stream wrapped by somebody, bytes would do. */
    private static void write(ServletOutputStream out, ByteBuffer bytes) throws IOException {
        if (out instanceof HttpOutput direct) {
            direct.write(bytes);
        } else {
            var copy = new byte[bytes.remaining()];
            bytes.get(copy);
            out.write(copy);
        }
    }
}
