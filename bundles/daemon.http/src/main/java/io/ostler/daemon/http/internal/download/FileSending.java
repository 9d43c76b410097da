package io.ostler.daemon.http.internal.download;

import io.ostler.daemon.api.act.ActLog;
import io.ostler.daemon.api.console.StoredConsole;
import io.ostler.daemon.api.files.Archives;
import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.api.stream.Pace;
import io.ostler.daemon.http.internal.Doors;
import io.ostler.daemon.http.internal.Exchange;
import io.ostler.daemon.http.internal.transfer.Transfer;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Acts;
import io.ostler.protocol.ConsoleWork;
import io.ostler.protocol.Files.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends files, folders as archives, and stretches of consoles. The body goes out on a thread of the doors, so that slow readers hold none of
 * the server's. Thread-safe.
 */
@Component(service = FileSending.class)
public final class FileSending {
    private static final Logger LOG = LoggerFactory.getLogger(FileSending.class);

    private final Doors doors;
    private final Grants grants;
    private final FileTrees files;
    private final Pace pace;
    private final StoredConsole consoles;
    private final @Nullable Archives archives;
    private final ActLog acts;
    private final TransferBuffers buffers = new TransferBuffers();

    @Activate
    public FileSending(
            @Reference Doors doors,
            @Reference Grants grants,
            @Reference FileTrees files,
            @Reference Pace pace,
            @Reference StoredConsole consoles,
            @Reference ActLog acts,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable
                    Archives archives) {
        this.doors = doors;
        this.grants = grants;
        this.files = files;
        this.pace = pace;
        this.consoles = consoles;
        this.acts = acts;
        this.archives = archives;
    }

    /** Writes the body of an answer. */
    private interface Body {
        void write(PacedOutput out) throws IOException;
    }

    /** Throws what {@link #send} would; holds nothing. */
    void check(Wanted wanted) {
        if (wanted.log() != null) {
            consoles.place(new ConsoleWork.PlaceRequest(wanted.ticket().instance(), null));
            return;
        }
        var tree = tree(wanted);
        var file = open(tree, wanted);
        if (file != null) {
            file.close();
        } else {
            requireArchives();
            FolderAnswer.entries(tree, wanted);
        }
    }

    /**
     * Answers the request with the file, or the part or the headers that it asks for, or with an archive.
     *
     * @param whenOver runs once, also when it fails
     */
    void send(Exchange exchange, Wanted wanted, Runnable whenOver) {
        var transfer = Transfer.begin(doors, grants, wanted.ticket(), exchange, whenOver);
        boolean isGoingOn = false;
        try {
            var body = prepare(exchange, wanted, transfer);
            if (body != null) {
                note(exchange, wanted);
                begin(exchange, wanted, transfer, body);
                isGoingOn = true;
            }
        } finally {
            if (!isGoingOn) {
                transfer.close();
            }
        }
    }

    private void note(Exchange exchange, Wanted wanted) {
        var ticket = wanted.ticket();
        var by = new ActLog.By(ticket.grant(), "download", exchange.request().getRemoteAddr());
        if (wanted.log() != null) {
            acts.note(by, Acts.Kind.CONSOLE_READ, Map.of(), null);
        } else {
            var path = wanted.chosen().isEmpty() ? wanted.path() : String.join(", ", wanted.chosen());
            acts.note(by, Acts.Kind.FILE_READ, Map.of("path", path), null);
        }
    }

    /** Sets status and headers; null when there is no body to send. */
    private @Nullable Body prepare(Exchange exchange, Wanted wanted, Transfer transfer) {
        var log = wanted.log();
        if (log != null) {
            LogPart.begin(exchange);
            boolean isHead = exchange.request().getMethod().equals("HEAD");
            var instance = wanted.ticket().instance();
            return isHead ? null : out -> consoles.copy(instance, log.from(), log.to(), log.plain(), out);
        }
        var tree = tree(wanted);
        var file = open(tree, wanted);
        if (file == null) {
            return prepareArchive(exchange, wanted, tree);
        }
        transfer.releaseLater(file::close);
        var part = new FileAnswer(exchange, file).begin();
        return part.isEmpty() ? null : out -> copy(file, part.get(), out);
    }

    private @Nullable Body prepareArchive(Exchange exchange, Wanted wanted, FileTree tree) {
        var packer = requireArchives();
        var entries = FolderAnswer.entries(tree, wanted);
        FolderAnswer.begin(exchange, wanted);
        boolean isHead = exchange.request().getMethod().equals("HEAD");
        return isHead ? null : out -> pack(packer, tree, entries, wanted, out);
    }

    private static void pack(Archives packer, FileTree tree, List<String> entries, Wanted wanted, PacedOutput out)
            throws IOException {
        packer.stream(tree, entries, wanted.format(), out);
        out.flush();
    }

    private void begin(Exchange exchange, Wanted wanted, Transfer transfer, Body body) {
        var async = exchange.request().startAsync();
        async.setTimeout(0);
        doors.workers().execute(() -> {
            try (transfer) {
                var out = exchange.response().getOutputStream();
                body.write(new PacedOutput(out, transfer, pace, wanted.ticket().user()));
            } catch (IOException | RuntimeException e) {
                LOG.debug("Download {} broke off", exchange.id(), e);
                breakOff(exchange, transfer, e);
            } finally {
                async.complete();
            }
        });
    }

    /** A length or a last chunk was promised: an end before it must not look like the end of the file. */
    private static void breakOff(Exchange exchange, Transfer transfer, Exception reason) {
        if (exchange.response().isCommitted() || transfer.isCut()) {
            exchange.drop();
            return;
        }
        exchange.response().setHeader("Content-Disposition", null);
        exchange.refuse(
                reason instanceof OstlerException known
                        ? known
                        : new OstlerException(ErrorCode.STORAGE_FAILED, Map.of(), reason));
    }

    private FileTree tree(Wanted wanted) {
        var ticket = wanted.ticket();
        return files.of(ticket.instance(), ticket.rights(), ticket.user());
    }

    /** The file that is wanted; null when it is a folder. */
    private static @Nullable Download open(FileTree tree, Wanted wanted) {
        var path = wanted.path();
        if (wanted.isFolder()) {
            return null;
        }
        try {
            return tree.download(path);
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.NOT_A_FILE && tree.entry(path).kind() == Kind.FOLDER) {
                return null;
            }
            throw e;
        }
    }

    private Archives requireArchives() {
        if (archives == null) {
            throw new OstlerException(ErrorCode.CAPABILITY_MISSING, Map.of("capability", "archives"));
        }
        return archives;
    }

    private void copy(Download file, ByteRange part, PacedOutput out) throws IOException {
        var buffer = buffers.take();
        try {
            var channel = file.channel().position(part.first());
            for (long left = part.length(); left > 0; left -= buffer.limit()) {
                int most = Math.min(buffer.capacity(), out.portion());
                buffer.clear().limit((int) Math.min(most, left));
                if (channel.read(buffer) <= 0) {
                    throw new OstlerException(ErrorCode.FILE_CHANGED);
                }
                out.write(buffer.flip());
            }
        } finally {
            buffers.give(buffer);
        }
    }
}
