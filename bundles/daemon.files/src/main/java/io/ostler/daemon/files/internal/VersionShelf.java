package io.ostler.daemon.files.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.UserId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Former contents of texts that were saved through the daemon: the last {@link #PER_FILE} of a file,
 * {@link #MOST_BYTES} of an instance, the oldest go first. Each lies as {@code ID} beside {@code ID.version}. They
 * follow their file when it gets another path through the daemon. Thread-safe.
 */
final class VersionShelf {
    static final int PER_FILE = 20;
    static final long MOST_BYTES = 50L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(VersionShelf.class);
    private static final String ENDING = ".version";

    private final KeptFolder place;
    /** By path, each list the oldest first. */
    private final Map<FilePath, List<Version>> files = new HashMap<>();

    private volatile long total;
    private boolean isLoaded;

    record Version(
            String id,
            FilePath path,
            Instant at,
            long size,
            @Nullable UserId user) {
        long cost() {
            return Space.cost(size);
        }
    }

    VersionShelf(Path folder) {
        this.place = new KeptFolder(folder);
    }

    long total() {
        return total;
    }

    /** Keeps what is about to be replaced, unless the newest version says the same. */
    synchronized void keep(FilePath path, byte[] content, @Nullable UserId user) throws IOException {
        load();
        var versions = files.getOrDefault(path, List.of());
        if (!versions.isEmpty()
                && versions.getLast().size() == content.length
                && Arrays.equals(read(versions.getLast()), content)) {
            return;
        }
        var version = new Version(KeptFolder.newId(), path, Instant.now(), content.length, user);
        try (var shelf = place.open()) {
            var name = Path.of(version.id());
            try {
                try (var channel = shelf.create(name)) {
                    for (var left = ByteBuffer.wrap(content); left.hasRemaining(); ) {
                        channel.write(left);
                    }
                    channel.force(false);
                }
                DurableText.write(shelf, version.id() + ENDING, facts(version));
            } catch (IOException e) {
                shelf.removeFile(name);
                throw e;
            }
            shelf.sync();
        }
        enter(version);
        shrink(path);
    }

    private void enter(Version version) {
        files.computeIfAbsent(version.path(), path -> new ArrayList<>()).add(version);
        total += version.cost();
    }

    private static Map<String, String> facts(Version version) {
        var facts = new HashMap<String, String>();
        facts.put("path", version.path().toString());
        facts.put("at", version.at().toString());
        if (version.user() != null) {
            facts.put("user", version.user().value());
        }
        return facts;
    }

    private void shrink(FilePath path) throws IOException {
        for (var versions = files.get(path); versions != null && versions.size() > PER_FILE; ) {
            remove(versions.getFirst());
        }
        while (total > MOST_BYTES) {
            remove(oldest());
        }
    }

    private Version oldest() {
        return files.values().stream()
                .map(List::getFirst)
                .min(Comparator.comparing(Version::at))
                .orElseThrow();
    }

    private void remove(Version version) throws IOException {
        try (var shelf = place.open()) {
            for (var name : List.of(version.id() + ENDING, version.id())) {
                try {
                    shelf.removeFile(Path.of(name));
                } catch (NoSuchFileException e) {
                    LOG.debug("{} is gone already", name);
                }
            }
        }
        var versions = files.get(version.path());
        if (versions != null && versions.remove(version)) {
            total -= version.cost();
            if (versions.isEmpty()) {
                files.remove(version.path());
            }
        }
    }

    synchronized boolean giveWay(long bytes) throws IOException {
        long given = 0;
        while (given < bytes && !files.isEmpty()) {
            var oldest = oldest();
            remove(oldest);
            given += oldest.cost();
        }
        return given > 0;
    }

    /** Newest first. */
    synchronized List<Version> list(FilePath path) throws IOException {
        load();
        return List.copyOf(files.getOrDefault(path, List.of())).reversed();
    }

    /** {@code NOT_FOUND}. */
    synchronized byte[] read(FilePath path, String id) throws IOException {
        for (var version : list(path)) {
            if (version.id().equals(id)) {
                return read(version);
            }
        }
        throw new Fault(ErrorCode.NOT_FOUND);
    }

    private byte[] read(Version version) throws IOException {
        try (var shelf = place.open();
                var channel = shelf.openFile(Path.of(version.id()), StandardOpenOption.READ)) {
            return TextFiles.readAll(channel);
        }
    }

    /** A file or folder has another path now; what was kept for a file of that path stays there. */
    synchronized void moved(FilePath from, FilePath to) throws IOException {
        load();
        var moved = files.keySet().stream()
                .filter(path -> path.equals(from) || from.isAbove(path))
                .toList();
        if (moved.isEmpty()) {
            return;
        }
        try (var shelf = place.open()) {
            for (var path : moved) {
                for (var version : List.copyOf(files.getOrDefault(path, List.of()))) {
                    var now = new Version(
                            version.id(), path.from(from, to), version.at(), version.size(), version.user());
                    DurableText.write(shelf, now.id() + ENDING, facts(now));
                    files.computeIfAbsent(now.path(), any -> new ArrayList<>()).add(now);
                }
                files.remove(path);
            }
        }
        files.values().forEach(versions -> versions.sort(Comparator.comparing(Version::at)));
    }

    /** Reads what an earlier life of the daemon left. */
    synchronized void load() throws IOException {
        if (isLoaded) {
            return;
        }
        if (place.isThere()) {
            try (var shelf = place.open();
                    var names = shelf.reopen()) {
                for (var each = names.names(); each.hasNext(); ) {
                    var name = each.next();
                    if (name.toString().endsWith(ENDING)) {
                        load(shelf, name);
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            files.values().forEach(versions -> versions.sort(Comparator.comparing(Version::at)));
        }
        isLoaded = true;
    }

    private void load(Folder shelf, Path name) throws IOException {
        var text = name.toString();
        var id = text.substring(0, text.length() - ENDING.length());
        try {
            var facts = DurableText.read(shelf, name);
            var content = shelf.lookIfThere(Path.of(id));
            if (content.isEmpty()) {
                shelf.removeFile(name);
                return;
            }
            var user = facts.getProperty("user");
            enter(new Version(
                    id,
                    FilePath.ofChild(facts.getProperty("path", "")),
                    Instant.parse(facts.getProperty("at", "")),
                    content.get().size(),
                    user == null ? null : new UserId(user)));
        } catch (RuntimeException e) { // whatever a damaged file makes of these
            LOG.warn("A version can't be told: {}", name, e);
        }
    }
}
