package io.ostler.daemon.http.internal.upload;

import io.ostler.daemon.api.files.Upload;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.daemon.http.internal.transfer.EntryJson;
import io.ostler.daemon.http.internal.transfer.Receiver;
import io.ostler.daemon.http.internal.transfer.Reception;
import io.ostler.daemon.http.internal.transfer.UploadTarget;
import io.ostler.protocol.Ticket;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that comes in one body. Confined to one thread at a time. */
final class WholeFile implements Receiver {
    private final Exchange exchange;
    private final Ticket ticket;
    private final String path;
    private final Upload upload;
    private final Reception reception;

    WholeFile(Exchange exchange, Ticket ticket, String path, Upload upload, Reception reception) {
        this.exchange = exchange;
        this.ticket = ticket;
        this.path = path;
        this.upload = upload;
        this.reception = reception;
    }

    @Override
    public void receive(ByteBuffer bytes) throws IOException {
        Reception.requireWithin(ticket, upload.written() + bytes.remaining());
        upload.write(bytes);
    }

    @Override
    public Answer complete() throws IOException {
        var entry = upload.commit();
        reception.landed(exchange, ticket, UploadTarget.landed(path, entry), upload.written());
        return () -> exchange.json(201, out -> {
            EntryJson.write(out.name("entry"), entry);
            out.name("path").value(UploadTarget.landed(path, entry));
        });
    }
}
