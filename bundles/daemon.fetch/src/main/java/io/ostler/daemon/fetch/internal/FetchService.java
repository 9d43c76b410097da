package io.ostler.daemon.fetch.internal;

import io.ostler.daemon.api.files.Fetches;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.daemon.fetch.internal.net.AddressPolicy;
import io.ostler.daemon.fetch.internal.net.PublicAddresses;
import io.ostler.daemon.fetch.internal.net.Resolver;
import io.ostler.daemon.fetch.internal.net.WebAddress;
import io.ostler.daemon.fetch.internal.net.WebClient;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import io.ostler.protocol.Tasks;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Checks what was asked and begins the task for it. Thread-safe. */
@Component(service = Fetches.class)
public final class FetchService implements Fetches {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final FileTrees trees;
    private final TaskBoard board;
    private final ScheduledThreadPoolExecutor clock;
    private final WebClient client;

    @Activate
    public FetchService(@Reference FileTrees trees, @Reference TaskBoard board) {
        this(
                trees,
                board,
                InetAddress::getAllByName,
                new PublicAddresses(),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                WebClient.Limits.USUAL);
    }

    FetchService(
            FileTrees trees,
            TaskBoard board,
            Resolver resolver,
            AddressPolicy policy,
            SSLSocketFactory tls,
            WebClient.Limits limits) {
        this.trees = trees;
        this.board = board;
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("ostler-fetch-clock").factory());
        clock.setRemoveOnCancelPolicy(true);
        client = new WebClient(resolver, policy, tls, limits, clock);
    }

    @Override
    public Tasks.Snapshot fetch(Files.FetchRequest request) {
        var address = WebAddress.of(request.url());
        client.check(address);
        var sha256 = request.sha256();
        if (sha256 != null && !SHA_256.matcher(sha256).matches()) {
            throw OstlerException.invalid("sha256", "64 hexadecimal digits");
        }
        var tree = trees.of(request.instance(), request.rights(), request.user());
        checkPlace(tree, request);
        // the address itself may hold a secret
        var about = Map.of("host", address.host(), "path", request.folder());
        return board.start(
                request.instance(),
                Tasks.Kind.FETCH,
                about,
                request.user(),
                run -> new Fetching(client, tree, request, run).run(address));
    }

    private static void checkPlace(FileTree tree, Files.FetchRequest request) {
        var folder = request.folder();
        checkFolder(tree, folder);
        var name = request.name();
        if (name == null) {
            return;
        }
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw OstlerException.invalid("name", "the name of a file");
        }
        var path = folder.isEmpty() ? name : folder + "/" + name;
        boolean taken = exists(tree, path);
        if (taken && request.conflict() == Files.Conflict.FAIL) {
            throw OstlerException.of(ErrorCode.FILE_EXISTS, "path", path);
        }
        if (taken && request.conflict() == Files.Conflict.SKIP) {
            return;
        }
        // begun and dropped: tells now what name, rights or what stands there refuse
        tree.upload(path, -1, taken ? request.conflict() : Files.Conflict.FAIL).close();
    }

    private static void checkFolder(FileTree tree, String folder) {
        if (folder.isEmpty()) {
            return;
        }
        var entry = tree.entry(folder);
        if (entry.kind() != Files.Kind.FOLDER) {
            throw OstlerException.of(ErrorCode.NOT_A_FOLDER, "path", folder);
        }
        if (!entry.writable()) {
            throw OstlerException.of(ErrorCode.FILE_ACCESS_DENIED, "path", folder);
        }
    }

    static boolean exists(FileTree tree, String path) {
        try {
            tree.entry(path);
            return true;
        } catch (OstlerException e) {
            if (e.code() == ErrorCode.FILE_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Deactivate
    void close() {
        clock.shutdownNow();
    }
}
