package io.ostler.daemon.fetch.internal;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.files.Upload;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.daemon.fetch.internal.net.Answer;
import io.ostler.daemon.fetch.internal.net.WebAddress;
import io.ostler.daemon.fetch.internal.net.WebClient;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files;
import io.ostler.protocol.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** One download: the file appears whole and with the right checksum, or not at all. Confined to one thread. */
final class Fetching {
    private final WebClient client;
    private final FileTree tree;
    private final Files.FetchRequest request;
    private final TaskBoard.Run run;

    Fetching(WebClient client, FileTree tree, Files.FetchRequest request, TaskBoard.Run run) {
        this.client = client;
        this.tree = tree;
        this.request = request;
        this.run = run;
    }

    void run(WebAddress address) throws Exception {
        try (var answer = client.get(address, host -> run.note("Redirected to " + host))) {
            save(answer);
        } catch (OstlerException | IOException e) {
            // an interrupt closes the connection, which looks like a fault of the other end
            if (run.isCancelled()) {
                throw new OstlerException(ErrorCode.TASK_CANCELLED, Map.of(), e);
            }
            throw e;
        }
    }

    private void save(Answer answer) throws IOException {
        var name = request.name();
        if (name == null) {
            name = FileName.of(
                    answer.header("content-disposition"), answer.address().target());
        }
        var path = request.folder().isEmpty() ? name : request.folder() + "/" + name;
        if (request.conflict() == Files.Conflict.SKIP && FetchService.exists(tree, path)) {
            run.note("Left as it is: " + path);
            return;
        }
        var conflict = request.conflict() == Files.Conflict.SKIP ? Files.Conflict.FAIL : request.conflict();
        try (var upload = tree.upload(path, answer.length(), conflict)) {
            var sum = copy(answer, upload, path);
            var wanted = request.sha256();
            if (wanted != null && !wanted.toLowerCase(Locale.ROOT).equals(sum)) {
                throw new OstlerException(ErrorCode.CHECKSUM_WRONG, Map.of("path", path, "sha256", sum));
            }
            run.note("Saved as " + upload.commit().name());
            run.note("SHA-256 " + sum);
        }
        var coding = answer.header("content-encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            run.note("The server calls its content compressed; it was saved as it came");
        }
    }

    private String copy(Answer answer, Upload upload, String path) throws IOException {
        var digest = sha256();
        var piece = new byte[64 << 10];
        long done = 0;
        for (int count = read(answer, piece); count >= 0; count = read(answer, piece)) {
            digest.update(piece, 0, count);
            upload.write(ByteBuffer.wrap(piece, 0, count));
            done += count;
            run.progress(new Tasks.Progress(Tasks.Unit.BYTES, done, Math.max(answer.length(), 0), 0, path));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static int read(Answer answer, byte[] piece) {
        try {
            return answer.read(piece);
        } catch (IOException e) {
            throw WebClient.failure(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
