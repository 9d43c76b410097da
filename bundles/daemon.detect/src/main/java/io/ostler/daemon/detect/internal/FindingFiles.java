package io.ostler.daemon.detect.internal;

import com.google.gson.JsonParseException;
import io.ostler.link.json.WireJson;
import io.ostler.model.InstanceId;
import io.ostler.protocol.Care.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What outlives the daemon: one small file per instance, replaced as a whole. Not flushed to the disk: losing one costs
 * a hint, no data. Stateless; one call at a time per instance.
 */
final class FindingFiles {
    private static final Logger LOG = LoggerFactory.getLogger(FindingFiles.class);
    private static final String END = ".json";
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int IN_ONE_STEP = 4096;

    /**
     * @param since when the run began, null while it was about to
     * @param start offset of the console at which it began
     * @param over whether the run was seen to its end
     */
    record Stored(@Nullable Instant since, long start, boolean over, List<Finding> findings) {
        Stored {
            findings = List.copyOf(findings);
        }
    }

    private final Path folder;

    FindingFiles(Path folder) {
        this.folder = folder;
    }

    Optional<Stored> read(InstanceId id) {
        var file = file(id);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("too long");
            }
            return Optional.ofNullable(WireJson.gson().fromJson(Files.readString(file), Stored.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) { // gson passes on what the records' constructors say
            LOG.warn("What was found in {} can't be read: {}", id, e.toString());
            return Optional.empty();
        }
    }

    void write(InstanceId id, Stored stored) {
        var file = file(id);
        var next = file.resolveSibling(id.value() + ".next");
        try {
            var text = WireJson.gson().toJson(stored).getBytes(StandardCharsets.UTF_8);
            if (overwrite(file, text)) {
                return;
            }
            Files.createDirectories(folder);
            Files.write(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | JsonParseException e) {
            LOG.warn("What was found in {} is not kept for the daemon's next start: {}", id, e.toString());
        }
    }

    /** A small one in one step, with blanks up to the old end, which spares the file system a new file each time. */
    private static boolean overwrite(Path file, byte[] text) throws IOException {
        if (text.length > IN_ONE_STEP) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long old = channel.size();
            if (old > IN_ONE_STEP) {
                return false;
            }
            var whole = Arrays.copyOf(text, (int) Math.max(old, text.length));
            Arrays.fill(whole, text.length, whole.length, (byte) ' ');
            return channel.write(ByteBuffer.wrap(whole)) == whole.length;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    void remove(InstanceId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            LOG.debug("A file of findings stays until the daemon's next start", e);
        }
    }

    /** Removes what belongs to no instance. */
    void keepOnly(Set<InstanceId> instances) {
        var names = instances.stream().map(id -> id.value() + END).collect(Collectors.toSet());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (!names.contains(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("Old files of findings stay", e);
        }
    }

    private Path file(InstanceId id) {
        return folder.resolve(id.value() + END);
    }
}
