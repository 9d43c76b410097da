package io.ostler.daemon.sftp.internal.session;

import io.ostler.daemon.sftp.internal.wire.Attributes;
import io.ostler.daemon.sftp.internal.wire.BadPacketException;
import io.ostler.daemon.sftp.internal.wire.Replies;
import io.ostler.daemon.sftp.internal.wire.Request;
import io.ostler.daemon.sftp.internal.wire.Status;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Acts.Kind;
import io.ostler.protocol.Files;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.sshd.common.util.buffer.Buffer;

/** Looks at files and folders, names, renames and removes them. Confined to its client's thread. */
final class NameRequests {
    private static final int KIND_BITS = 0170000;
    private static final int MODE_BITS = 0777;
    private static final long BLOCK = 4096;
    private static final long LONGEST_NAME = 255;

    private final Guest guest;
    private final Handles handles;

    NameRequests(Guest guest, Handles handles) {
        this.guest = guest;
        this.handles = handles;
    }

    /** Links are shown, never followed. */
    Buffer look(int id, Request request) throws BadPacketException {
        return Replies.attributes(id, guest.tree().entry(ClientPath.inTree(request.text())));
    }

    Buffer lookAtHandle(int id, Request request) throws BadPacketException {
        return Replies.attributes(id, guest.tree().entry(opened(request).path()));
    }

    Buffer openFolder(int id, Request request) throws BadPacketException {
        var path = ClientPath.inTree(request.text());
        return Replies.handle(id, handles.open(() -> new Handle.Folder(guest.tree(), path)));
    }

    Buffer readFolder(int id, Request request) throws BadPacketException {
        if (!(handles.find(request) instanceof Handle.Folder folder)) {
            throw new OstlerException(ErrorCode.NOT_A_FOLDER);
        }
        var entries = folder.read();
        return entries.isEmpty()
                ? Replies.status(id, Status.END, "No more entries")
                : Replies.names(id, entries, Instant.now());
    }

    Buffer makeFolder(int id, Request request) throws BadPacketException {
        var path = ClientPath.inTree(request.text());
        guest.noted(Kind.FILE_FOLDER, Map.of("path", path), () -> guest.tree().makeFolder(path));
        return Conversation.done(id);
    }

    Buffer remove(int id, Request request, boolean folder) throws BadPacketException {
        var path = ClientPath.inTree(request.text());
        if ((guest.tree().entry(path).kind() == Files.Kind.FOLDER) != folder) {
            throw OstlerException.of(folder ? ErrorCode.NOT_A_FOLDER : ErrorCode.NOT_A_FILE, "path", path);
        }
        guest.noted(Kind.FILE_DELETE, Map.of("path", path), () -> guest.tree().remove(path));
        return Conversation.done(id);
    }

    Buffer rename(int id, Request request, boolean overwrite) throws BadPacketException {
        var from = ClientPath.inTree(request.text());
        var to = ClientPath.inTree(request.text());
        guest.noted(
                Kind.FILE_RENAME,
                Map.of("path", from, "to", to),
                () -> guest.tree().rename(from, to, overwrite));
        return Conversation.done(id);
    }

    Buffer plainPath(int id, Request request) throws BadPacketException {
        return Replies.path(id, ClientPath.absolute(request.text()));
    }

    Buffer change(int id, Request request) throws BadPacketException, IOException {
        var path = ClientPath.inTree(request.text());
        change(path, Attributes.read(request));
        return Conversation.done(id);
    }

    Buffer changeHandle(int id, Request request) throws BadPacketException, IOException {
        var handle = opened(request);
        var attributes = Attributes.read(request);
        var size = attributes.size();
        if (size != null && handle instanceof Handle.Writing writing) {
            writing.file().resize(size);
            change(handle.path(), new Attributes(null, attributes.mode(), attributes.modified()));
        } else {
            change(handle.path(), attributes);
        }
        return Conversation.done(id);
    }

    private void change(String path, Attributes attributes) throws IOException {
        var mode = attributes.mode();
        if (mode != null && (mode & ~KIND_BITS & ~MODE_BITS) != 0) {
            throw OstlerException.invalid("mode", "0 to 0777");
        }
        var size = attributes.size();
        if (size != null) {
            try (var file = guest.noted(
                    Kind.FILE_WRITE, Map.of("path", path), () -> guest.tree().open(path, false, false, false))) {
                file.resize(size);
            }
        }
        if (mode != null) {
            guest.noted(
                    Kind.FILE_MODE,
                    Map.of("path", path, "mode", Integer.toOctalString(mode & MODE_BITS)),
                    () -> guest.tree().changeMode(path, mode & MODE_BITS));
        }
        var modified = attributes.modified();
        if (size == null && mode == null && modified == null) {
            // Nothing to change, but what isn't there is still said.
            guest.tree().entry(path);
        }
        if (modified != null) {
            guest.tree().changeModified(path, modified);
        }
    }

    /** How much room there is; the quota counts as the disk's size. */
    Buffer room(int id) {
        var usage = guest.tree().usage();
        var quota = usage.quota();
        long size = quota == null ? usage.used() + usage.free() : quota;
        long free = quota == null ? usage.free() : Math.clamp(quota - usage.used(), 0, usage.free());
        long flags = guest.mayWrite() ? 2 : 3;
        return Replies.numbers(
                id, BLOCK, BLOCK, size / BLOCK, free / BLOCK, free / BLOCK, 0, 0, 0, 0, flags, LONGEST_NAME);
    }

    private Handle opened(Request request) throws BadPacketException {
        var handle = handles.find(request);
        if (handle == null) {
            throw Handle.wrongKind();
        }
        return handle;
    }
}
