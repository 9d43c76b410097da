package io.ostler.daemon.http.internal.tus;

import io.ostler.daemon.api.files.ResumableUploads.Part;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.daemon.http.internal.transfer.Receiver;
import io.ostler.daemon.http.internal.transfer.Reception;
import io.ostler.daemon.http.internal.transfer.UploadTarget;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Ticket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The bytes of one request for an upload. Confined to one thread at a time. */
final class PartReceiver implements Receiver {
    /** One request may bring a whole large file: so much of its time is lost at most when the daemon dies meanwhile. */
    private static final long SYNC = TimeUnit.SECONDS.toNanos(5);

    private final Exchange exchange;
    private final Ticket ticket;
    private final Part part;
    private final @Nullable PartChecksum checksum;
    private final FinishedUploads finished;
    private final Reception reception;
    private final int status;
    private final long began;
    private long lastSync = System.nanoTime();

    /** @param status of the answer when all went well */
    PartReceiver(
            Exchange exchange,
            Ticket ticket,
            Part part,
            @Nullable PartChecksum checksum,
            FinishedUploads finished,
            Reception reception,
            int status) {
        this.exchange = exchange;
        this.ticket = ticket;
        this.part = part;
        this.checksum = checksum;
        this.finished = finished;
        this.reception = reception;
        this.status = status;
        this.began = part.offset();
    }

    @Override
    public void receive(ByteBuffer bytes) throws IOException {
        requireWithin(bytes.remaining());
        if (checksum != null) {
            checksum.update(bytes);
        }
        part.write(bytes);
        long now = System.nanoTime();
        if (checksum == null && now - lastSync > SYNC) {
            part.sync();
            lastSync = now;
        }
    }

    /** {@code REQUEST_TOO_LARGE} for more than was announced. */
    void requireWithin(long count) {
        long left = part.size() - part.offset();
        if (count > left) {
            throw new OstlerException(ErrorCode.REQUEST_TOO_LARGE, Map.of("limit", Long.toString(left)));
        }
    }

    @Override
    public Answer complete() throws IOException {
        if (checksum != null) {
            checksum.require();
        }
        long offset = part.offset();
        TusHeaders.expires(exchange, part.expires());
        if (offset == part.size()) {
            var path = part.path();
            var landed = UploadTarget.landed(path, part.commit());
            finished.add(part.id(), ticket, path, landed, offset);
            TusHeaders.landed(exchange, landed);
            reception.landed(exchange, ticket, landed, offset);
        } else {
            part.sync();
        }
        return () -> {
            TusHeaders.offset(exchange, offset);
            exchange.empty(status);
        };
    }

    @Override
    public void spoil(@Nullable OstlerException refusal) {
        var code = refusal == null ? null : refusal.code();
        if (code == ErrorCode.DISK_FULL || code == ErrorCode.QUOTA_EXCEEDED) {
            if (part.offset() < part.size()) {
                part.discard(); // it can't get further, and what it holds is missed by others
            }
        } else if (checksum != null || code == ErrorCode.REQUEST_TOO_LARGE) {
            takeBack();
        }
    }

    private void takeBack() {
        try {
            if (part.offset() > began) {
                part.truncate(began);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
