package io.ostler.daemon.http.internal.tus;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.files.ResumableUploads.Part;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.daemon.http.internal.transfer.Reception;
import io.ostler.daemon.http.internal.transfer.Transfer;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does what the requests of the protocol ask for. Thread-safe. */
final class TusUploads {
    private final FileTrees files;
    private final Reception reception;
    private final FinishedUploads finished = new FinishedUploads();
    private final RunningParts running = new RunningParts();

    TusUploads(FileTrees files, Reception reception) {
        this.files = files;
        this.reception = reception;
    }

    private FileTree tree(UploadSession session) {
        var ticket = session.ticket();
        return files.of(ticket.instance(), ticket.rights(), ticket.user());
    }

    /** The most an upload may have now: what the ticket allows, the quota and the disk; null when nothing bounds it. */
    @Nullable
    Long maxSize(UploadSession session) {
        var usage = tree(session).usage();
        long most = usage.free();
        if (usage.quota() != null) {
            most = Math.min(most, Math.max(0, usage.quota() - usage.used()));
        }
        var limit = session.ticket().maxSize();
        return limit == null ? most : Math.min(most, limit);
    }

    /** {@code POST}: a new upload, with its first bytes when the request has a body. */
    void create(Exchange exchange, UploadSession session) throws IOException {
        if (exchange.header("Upload-Defer-Length") != null) {
            throw OstlerException.invalid("Upload-Defer-Length", "left out: the length must be known");
        }
        long size = TusHeaders.number(exchange, "Upload-Length");
        var metadata = UploadMetadata.parse(exchange.header("Upload-Metadata"));
        var target = session.target();
        var path = target.file(target.isFolder() ? metadata.beneath() : null);
        var conflict = target.conflict(metadata.conflict());
        Reception.requireWithin(session.ticket(), size);
        var checksum = checksum(exchange);
        boolean hasBody = exchange.hasBody();
        if (hasBody) {
            TusHeaders.requireBodyType(exchange);
        }
        var tree = tree(session);
        target.makeFolders(tree, path);
        if (hasBody && size <= WholeUpload.MOST && exchange.request().getContentLengthLong() == size) {
            var whole = new WholeUpload.Target(path, size, conflict);
            reception.receive(
                    exchange,
                    session.ticket(),
                    transfer ->
                            WholeUpload.begin(exchange, session, transfer, tree, whole, checksum, finished, reception),
                    reading -> {});
            return;
        }
        var part = tree.uploads().create(path, size, conflict, session.ticket().user());
        exchange.response().setHeader("Location", TusServlet.PATH + "/" + part.id());
        if (hasBody || size == 0) {
            receive(exchange, session, part, checksum, 201);
        } else {
            try (part) {
                TusHeaders.expires(exchange, part.expires());
            }
            exchange.empty(201);
        }
    }

    /** {@code HEAD}: how far it is. */
    void tell(Exchange exchange, UploadSession session, String id) throws IOException {
        var done = finished.find(id, session);
        if (done.isPresent()) {
            TusHeaders.landed(exchange, done.get().landed());
            tell(exchange, done.get().size(), done.get().size());
            return;
        }
        long offset;
        long size;
        // Let go of before the answer: whoever has that may send the next part at once.
        try (var part = open(session, id)) {
            TusHeaders.expires(exchange, part.expires());
            offset = part.offset();
            size = part.size();
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.UPLOAD_BUSY) {
                running.endSilent(id, System.nanoTime());
            }
            throw e;
        }
        tell(exchange, offset, size);
    }

    private static void tell(Exchange exchange, long offset, long size) throws IOException {
        TusHeaders.offset(exchange, offset);
        exchange.response().setHeader("Upload-Length", Long.toString(size));
        exchange.empty(200);
    }

    /** {@code PATCH}: bytes from an offset on. */
    void append(Exchange exchange, UploadSession session, String id) {
        TusHeaders.requireBodyType(exchange);
        long offset = TusHeaders.number(exchange, "Upload-Offset");
        var checksum = checksum(exchange);
        var part = open(session, id);
        if (part.offset() != offset) {
            long right = part.offset();
            part.close();
            throw new OstlerException(ErrorCode.UPLOAD_OFFSET_WRONG, Map.of("offset", Long.toString(right)));
        }
        receive(exchange, session, part, checksum, 204);
    }

    /** {@code DELETE}: forgets it. */
    void forget(Exchange exchange, UploadSession session, String id) throws IOException {
        try (var part = open(session, id)) {
            part.discard();
        }
        exchange.empty(204);
    }

    private static @Nullable PartChecksum checksum(Exchange exchange) {
        return PartChecksum.parse(exchange.header("Upload-Checksum"));
    }

    /** {@code UPLOAD_GONE} also for what isn't opened by the session's right. */
    private Part open(UploadSession session, String id) {
        var part = tree(session)
                .uploads()
                .open(id, session.ticket().user())
                .orElseThrow(() -> new OstlerException(ErrorCode.UPLOAD_GONE));
        if (!session.target().covers(part.path())) {
            part.close();
            throw new OstlerException(ErrorCode.UPLOAD_GONE);
        }
        return part;
    }

    /** The part is let go of in any case. */
    private void receive(
            Exchange exchange, UploadSession session, Part part, @Nullable PartChecksum checksum, int status) {
        var ticket = session.ticket();
        var receiver = new PartReceiver(exchange, ticket, part, checksum, finished, reception, status);
        var isHeld = new boolean[1];
        try {
            receiver.requireWithin(exchange.request().getContentLengthLong());
            reception.receive(
                    exchange,
                    ticket,
                    transfer -> {
                        hold(session, part, transfer);
                        isHeld[0] = true;
                        return receiver;
                    },
                    reading -> running.add(part.id(), reading));
        } finally {
            if (!isHeld[0]) {
                part.close();
            }
        }
    }

    private void hold(UploadSession session, Part part, Transfer transfer) {
        var over = session.run();
        transfer.releaseLater(over);
        transfer.releaseLater(part::close);
        transfer.releaseLater(() -> running.remove(part.id())); // the first to go: the next may follow at once
    }
}
