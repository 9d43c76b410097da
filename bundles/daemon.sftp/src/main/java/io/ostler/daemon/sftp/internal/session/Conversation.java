package io.ostler.daemon.sftp.internal.session;

import io.ostler.daemon.sftp.internal.wire.BadPacketException;
import io.ostler.daemon.sftp.internal.wire.Packets;
import io.ostler.daemon.sftp.internal.wire.Replies;
import io.ostler.daemon.sftp.internal.wire.Request;
import io.ostler.daemon.sftp.internal.wire.Sftp;
import io.ostler.daemon.sftp.internal.wire.Status;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.sshd.common.util.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one client's requests, one after another: each gets exactly one answer, whatever goes wrong with it.
 * Confined to its client's thread but for {@link #close}.
 */
final class Conversation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final Map<String, String> EXTENSIONS = extensions();

    private final Handles handles;
    private final Pauses pauses;
    private final FileRequests files;
    private final NameRequests names;
    private boolean greeted;

    Conversation(Guest guest, Semaphore places) {
        handles = new Handles(places);
        pauses = new Pauses(guest);
        files = new FileRequests(guest, handles, pauses);
        names = new NameRequests(guest, handles);
    }

    static Buffer done(int id) {
        return Replies.status(id, Status.OK, "Done");
    }

    /** @throws BadPacketException when there is nothing to answer: the client doesn't speak the protocol */
    Buffer answer(Request request) throws BadPacketException, InterruptedException {
        if (!greeted) {
            if (request.type() != Sftp.INIT || request.number() < Sftp.VERSION) {
                throw hangUp("no greeting");
            }
            greeted = true;
            return Replies.version(EXTENSIONS);
        }
        int id = request.number();
        try {
            return answer(id, request);
        } catch (BadPacketException e) {
            return Replies.status(id, Status.BAD_MESSAGE, String.valueOf(e.getMessage()));
        } catch (OstlerException e) {
            return Replies.status(id, Status.of(e.code()), Status.text(e));
        } catch (ClosedChannelException e) {
            return Replies.status(id, Status.FAILURE, "It is closed");
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The disk failed at a request over SFTP: {}", e.toString());
            return Replies.status(id, Status.FAILURE, Status.text(new OstlerException(ErrorCode.STORAGE_FAILED)));
        } catch (RuntimeException e) {
            // Whatever a plug-in or the tree throws: the client gets its answer, the log the rest.
            LOG.error("A request over SFTP failed", e);
            return Replies.status(id, Status.FAILURE, Status.text(new OstlerException(ErrorCode.INTERNAL)));
        }
    }

    private Buffer answer(int id, Request request) throws BadPacketException, IOException, InterruptedException {
        return switch (request.type()) {
            case Sftp.OPEN -> files.open(id, request);
            case Sftp.CLOSE ->
                handles.close(request) ? done(id) : Replies.status(id, Status.FAILURE, "Nothing is open there");
            case Sftp.READ -> files.read(id, request);
            case Sftp.WRITE -> files.write(id, request);
            case Sftp.STAT, Sftp.LSTAT -> names.look(id, request);
            case Sftp.FSTAT -> names.lookAtHandle(id, request);
            case Sftp.SETSTAT -> names.change(id, request);
            case Sftp.FSETSTAT -> names.changeHandle(id, request);
            case Sftp.OPENDIR -> names.openFolder(id, request);
            case Sftp.READDIR -> names.readFolder(id, request);
            case Sftp.REMOVE -> names.remove(id, request, false);
            case Sftp.MKDIR -> names.makeFolder(id, request);
            case Sftp.RMDIR -> names.remove(id, request, true);
            case Sftp.REALPATH -> names.plainPath(id, request);
            case Sftp.RENAME -> names.rename(id, request, false);
            case Sftp.EXTENDED -> extended(id, request);
            case Sftp.READLINK, Sftp.SYMLINK ->
                Replies.status(id, Status.UNSUPPORTED, "Links are neither read nor made here");
            default -> unsupported(id);
        };
    }

    private Buffer extended(int id, Request request) throws BadPacketException, IOException {
        return switch (request.text()) {
            case "posix-rename@openssh.com" -> names.rename(id, request, true);
            case "statvfs@openssh.com" -> {
                ClientPath.inTree(request.text());
                yield names.room(id);
            }
            case "fstatvfs@openssh.com" -> names.room(id);
            case "fsync@openssh.com" -> files.sync(id, request);
            case "lsetstat@openssh.com" -> names.change(id, request);
            case "limits@openssh.com" ->
                Replies.numbers(
                        id, Packets.LONGEST, FileRequests.MOST_AT_ONCE, FileRequests.MOST_AT_ONCE, Handles.MOST);
            default -> unsupported(id);
        };
    }

    private static Buffer unsupported(int id) {
        return Replies.status(id, Status.UNSUPPORTED, "Not offered here");
    }

    private static Map<String, String> extensions() {
        Map<String, String> extensions = new LinkedHashMap<>();
        extensions.put("posix-rename@openssh.com", "1");
        extensions.put("statvfs@openssh.com", "2");
        extensions.put("fstatvfs@openssh.com", "2");
        extensions.put("fsync@openssh.com", "1");
        extensions.put("lsetstat@openssh.com", "1");
        extensions.put("limits@openssh.com", "1");
        return extensions;
    }

    private static BadPacketException hangUp(String why) {
        return new BadPacketException(why);
    }

    @Override
    public void close() {
        pauses.end();
        handles.close();
    }
}
