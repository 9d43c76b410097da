package io.ostler.daemon.http.internal.tus;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.Upload;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.daemon.http.internal.transfer.Receiver;
import io.ostler.daemon.http.internal.transfer.Reception;
import io.ostler.daemon.http.internal.transfer.Transfer;
import io.ostler.daemon.http.internal.transfer.UploadTarget;
import io.ostler.model.Id;
import io.ostler.protocol.Files.Conflict;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A small file that comes whole with its creation. To keep its parts for a resumption would cost more than to send it
 * again: it is there or it isn't. Confined to one thread at a time.
 */
final class WholeUpload implements Receiver {
    static final long MOST = 1 << 20;

    private final Exchange exchange;
    private final UploadSession session;
    private final Target target;
    private final Upload upload;
    private final @Nullable PartChecksum checksum;
    private final FinishedUploads finished;
    private final Reception reception;

    /** What it is to become. */
    record Target(String path, long size, Conflict conflict) {}

    private WholeUpload(
            Exchange exchange,
            UploadSession session,
            Target target,
            Upload upload,
            @Nullable PartChecksum checksum,
            FinishedUploads finished,
            Reception reception) {
        this.exchange = exchange;
        this.session = session;
        this.target = target;
        this.upload = upload;
        this.checksum = checksum;
        this.finished = finished;
        this.reception = reception;
    }

    static WholeUpload begin(
            Exchange exchange,
            UploadSession session,
            Transfer transfer,
            FileTree tree,
            Target target,
            @Nullable PartChecksum checksum,
            FinishedUploads finished,
            Reception reception) {
        var upload = tree.upload(target.path(), target.size(), target.conflict());
        transfer.releaseLater(upload::close);
        transfer.releaseLater(session.run());
        return new WholeUpload(exchange, session, target, upload, checksum, finished, reception);
    }

    @Override
    public void receive(ByteBuffer bytes) throws IOException {
        if (checksum != null) {
            checksum.update(bytes);
        }
        upload.write(bytes);
    }

    @Override
    public Answer complete() throws IOException {
        if (checksum != null) {
            checksum.require();
        }
        var landed = UploadTarget.landed(target.path(), upload.commit());
        reception.landed(exchange, session.ticket(), landed, target.size());
        var id = Id.random();
        finished.add(id, session.ticket(), target.path(), landed, target.size());
        return () -> {
            exchange.response().setHeader("Location", TusServlet.PATH + "/" + id);
            TusHeaders.landed(exchange, landed);
            TusHeaders.offset(exchange, target.size());
            exchange.empty(201);
        };
    }
}
