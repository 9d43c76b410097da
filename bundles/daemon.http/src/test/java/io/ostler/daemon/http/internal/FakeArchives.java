package io.ostler.daemon.http.internal;

import io.ostler.daemon.api.files.Archives;
import io.ostler.daemon.api.files.FileTree;
import io.ostler.protocol.Files;
import io.ostler.protocol.Tasks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** "Archives" that name what would be in them. */
public final class FakeArchives implements Archives {
    /** How much comes after the names. */
    public volatile long filler;

    public volatile boolean breaksOff;

    @Override
    public Tasks.Snapshot compress(Files.CompressRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Tasks.Snapshot extract(Files.ExtractRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stream(FileTree tree, List<String> paths, Files.ArchiveFormat format, OutputStream out)
            throws IOException {
        out.write((format + ":" + String.join(",", paths)).getBytes(StandardCharsets.UTF_8));
        var block = new byte[64 * 1024];
        for (long left = filler; left > 0; left -= block.length) {
            out.write(block);
        }
        if (breaksOff) {
            throw new IOException("broke off");
        }
    }
}
