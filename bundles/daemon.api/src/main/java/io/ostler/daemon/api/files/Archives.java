package io.ostler.daemon.api.files;

import io.ostler.protocol.Files;
import io.ostler.protocol.Tasks;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Makes and reads archives. Thread-safe. */
@ProviderType
public interface Archives {

    /** Begins a task. */
    Tasks.Snapshot compress(Files.CompressRequest request);

    /** Begins a task. {@code ARCHIVE_FORMAT_UNKNOWN}. */
    Tasks.Snapshot extract(Files.ExtractRequest request);

    /**
     * Writes entries of a tree as an archive into a stream as it goes, for downloads of folders; blocks. What the
     * person may not read, and what is neither file, folder nor link, is left out.
     *
     * @param paths entries of one folder
     */
    void stream(FileTree tree, List<String> paths, Files.ArchiveFormat format, OutputStream out) throws IOException;
}
