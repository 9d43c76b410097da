package io.ostler.daemon.instance.internal.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Earlier definitions of one instance, a file for each revision: the very file that was replaced, under a second name
 * that it gets before the replacement. So nothing is written twice, and a death at any moment leaves both whole. Not
 * thread-safe.
 */
public final class DefinitionHistory {

    public static final int MOST = 100;

    /** Of all files together, so that definitions full of variables don't fill a disk. */
    private static final long MOST_BYTES = 8L << 20;

    private static final String ENDING = ".json";
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionHistory.class);

    private final Path folder;

    public DefinitionHistory(Path folder) {
        this.folder = folder;
    }

    /**
     * Keeps the present file, which is about to be replaced.
     *
     * @throws IOException when it can't be kept; nothing has changed then
     */
    public void keep(Path present, long revision) throws IOException {
        InstanceFolders.createPrivate(folder);
        var file = file(revision);
        try {
            Files.createLink(file, present);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("{} is left of a change that was cut short", file);
        } catch (UnsupportedOperationException | IOException e) {
            copy(present, file); // a file system without second names
        }
        DurableFile.forceFolder(folder);
    }

    /** Lets go what is too old or too much. */
    public void trim(long revision) {
        try {
            long bytes = 0;
            for (long each : revisions()) {
                bytes += Files.size(file(each));
                if (each <= revision - MOST || bytes > MOST_BYTES) {
                    Files.deleteIfExists(file(each));
                }
            }
        } catch (IOException e) {
            LOG.warn("{} can't be tidied up", folder, e);
        }
    }

    /** Those before the given one that can be read, newest first. */
    public List<StoredDefinition> before(long revision) {
        var earlier = new ArrayList<StoredDefinition>();
        try {
            for (long each : revisions()) {
                if (each < revision && each > revision - MOST) {
                    find(each).ifPresent(earlier::add);
                }
            }
        } catch (IOException e) {
            LOG.warn("{} can't be read", folder, e);
        }
        return earlier;
    }

    public Optional<StoredDefinition> find(long revision) {
        try {
            return Optional.of(StoredDefinition.read(file(revision)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | UnreadableException e) {
            LOG.warn("{} can't be read: {}", file(revision), e.toString());
            return Optional.empty();
        }
    }

    private static void copy(Path present, Path file) throws IOException {
        var fresh = DurableFile.temporary(file);
        Files.copy(present, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Newest first. */
    private List<Long> revisions() throws IOException {
        var revisions = new ArrayList<Long>();
        try (var names = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (var path : names) {
                var name = String.valueOf(path.getFileName());
                try {
                    revisions.add(Long.parseLong(name.substring(0, name.length() - ENDING.length())));
                } catch (NumberFormatException e) {
                    LOG.debug("{} is no revision", path);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        revisions.sort(Comparator.reverseOrder());
        return revisions;
    }

    private Path file(long revision) {
        return folder.resolve(revision + ENDING);
    }
}
