package io.ostler.daemon.sftp.internal.session;

import io.ostler.daemon.api.stream.Pace.Direction;
import io.ostler.daemon.sftp.internal.wire.Attributes;
import io.ostler.daemon.sftp.internal.wire.BadPacketException;
import io.ostler.daemon.sftp.internal.wire.Replies;
import io.ostler.daemon.sftp.internal.wire.Request;
import io.ostler.daemon.sftp.internal.wire.Sftp;
import io.ostler.daemon.sftp.internal.wire.Status;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Acts.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens files, reads and writes them at offsets. Confined to its client's thread. */
final class FileRequests {
    static final int MOST_AT_ONCE = 255 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(FileRequests.class);

    /** Others than the owner never get to write a new file. */
    private static final int NEW_FILE = 0755;

    private final Guest guest;
    private final Handles handles;
    private final Pauses pauses;

    FileRequests(Guest guest, Handles handles, Pauses pauses) {
        this.guest = guest;
        this.handles = handles;
        this.pauses = pauses;
    }

    Buffer open(int id, Request request) throws BadPacketException {
        var path = ClientPath.inTree(request.text());
        int flags = request.number();
        var attributes = Attributes.read(request);
        boolean writes = (flags & (Sftp.FOR_WRITING | Sftp.APPEND | Sftp.CREATE | Sftp.TRUNCATE)) != 0;
        return Replies.handle(
                id,
                handles.open(() -> guest.noted(
                        writes ? Kind.FILE_WRITE : Kind.FILE_READ,
                        Map.of("path", path),
                        () -> writes
                                ? writing(path, flags, attributes)
                                : new Handle.Reading(path, guest.tree().download(path)))));
    }

    private Handle writing(String path, int flags, Attributes attributes) {
        boolean create = (flags & Sftp.CREATE) != 0;
        boolean isNew = create && attributes.mode() != null && !exists(path);
        var file =
                guest.tree().open(path, create, create && (flags & Sftp.EXCLUSIVE) != 0, (flags & Sftp.TRUNCATE) != 0);
        var mode = attributes.mode();
        if (isNew && mode != null) {
            setMode(path, mode & NEW_FILE);
        }
        return new Handle.Writing(path, file, (flags & Sftp.FOR_READING) != 0, (flags & Sftp.APPEND) != 0);
    }

    private boolean exists(String path) {
        try {
            guest.tree().entry(path);
            return true;
        } catch (OstlerException e) {
            return e.code() != ErrorCode.FILE_NOT_FOUND;
        }
    }

    private void setMode(String path, int mode) {
        try {
            guest.tree().changeMode(path, mode);
        } catch (OstlerException e) {
            // The file is there and can be written; clients set the mode again at the end if they care.
            LOG.debug("A new file keeps its mode: {}", e.code());
        }
    }

    Buffer read(int id, Request request) throws BadPacketException, IOException, InterruptedException {
        var handle = handles.find(request);
        long offset = request.offset();
        int wanted = Math.clamp(Integer.toUnsignedLong(request.number()), 0, MOST_AT_ONCE);
        var room = Replies.room(wanted);
        int length = read(handle, ByteBuffer.wrap(room, Replies.dataFrom(), wanted), offset);
        if (length <= 0 && wanted > 0) {
            return Replies.status(id, Status.END, "End of file");
        }
        pauses.pause(Direction.DOWNLOAD, length);
        return Replies.data(id, room, length);
    }

    private static int read(@Nullable Handle handle, ByteBuffer target, long offset) throws IOException {
        int total = 0;
        while (target.hasRemaining()) {
            int length = switch (handle) {
                case Handle.Reading reading -> reading.file().channel().read(target, offset + total);
                case Handle.Writing writing
                when writing.reads() -> writing.file().read(target, offset + total);
                case null, default -> throw Handle.wrongKind();
            };
            if (length <= 0) {
                break;
            }
            total += length;
        }
        return total;
    }

    Buffer write(int id, Request request) throws BadPacketException, IOException, InterruptedException {
        var handle = handles.find(request);
        long offset = request.offset();
        var bytes = request.bytes();
        int length = bytes.remaining();
        if (offset > Long.MAX_VALUE - length) {
            throw new OstlerException(ErrorCode.QUOTA_EXCEEDED);
        }
        if (!(handle instanceof Handle.Writing writing)) {
            throw Handle.wrongKind();
        }
        writing.write(bytes, offset);
        pauses.pause(Direction.UPLOAD, length);
        return Conversation.done(id);
    }

    Buffer sync(int id, Request request) throws BadPacketException, IOException {
        if (!(handles.find(request) instanceof Handle.Writing writing)) {
            throw Handle.wrongKind();
        }
        writing.file().sync();
        return Conversation.done(id);
    }
}
