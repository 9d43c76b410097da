package io.ostler.daemon.files.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Files.Conflict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unfinished uploads of one instance: {@code ID} holds the bytes, {@code ID.offset} how many of them are certain,
 * {@code ID.part} what it is to become. Thread-safe.
 */
final class PartStore {
    static final int PER_USER = 200;
    static final Duration LIFE = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(PartStore.class);
    private static final String FACTS = ".part";
    static final String OFFSET = ".offset";

    private final KeptFolder place;
    private final Staging staging;
    private final Space space;
    private final Map<String, Kept> parts = new HashMap<>();
    private boolean isLoaded;

    /** One unfinished upload. Mutable; guarded by the store, its space by its holder. */
    static final class Kept {
        final String id;
        final FilePath path;
        final long size;
        final Conflict conflict;
        final UserId user;
        final Space.Reservation space;
        volatile Instant touched;
        private boolean isHeld;

        Kept(String id, FilePath path, long size, Conflict conflict, UserId user, Space.Reservation space) {
            this.id = id;
            this.path = path;
            this.size = size;
            this.conflict = conflict;
            this.user = user;
            this.space = space;
            this.touched = Instant.now();
        }

        Instant expires() {
            return touched.plus(LIFE);
        }
    }

    PartStore(Path folder, Staging staging, Space space) {
        this.place = new KeptFolder(folder);
        this.staging = staging;
        this.space = space;
    }

    Folder open() throws IOException {
        return place.open();
    }

    Staging staging() {
        return staging;
    }

    /** A new one, held by the caller. Its space is taken over. */
    Kept create(FilePath path, long size, Conflict conflict, UserId user, Space.Reservation reserved)
            throws IOException {
        load();
        var kept = new Kept(KeptFolder.newId(), path, size, conflict, user, reserved);
        kept.isHeld = true;
        enter(kept);
        try (var folder = place.open()) {
            folder.create(Path.of(kept.id)).close();
            OffsetFile.create(folder, kept.id + OFFSET);
            DurableText.write(
                    folder,
                    kept.id + FACTS,
                    Map.of(
                            "path", path.toString(),
                            "size", Long.toString(size),
                            "conflict", conflict.name(),
                            "user", user.value()));
            folder.sync();
        } catch (IOException e) {
            forget(kept);
            throw e;
        }
        return kept;
    }

    private synchronized void enter(Kept kept) {
        long mine = parts.values().stream()
                .filter(part -> part.user.equals(kept.user))
                .count();
        if (mine >= PER_USER) {
            throw OstlerException.of(ErrorCode.STREAM_LIMIT, "limit", Integer.toString(PER_USER));
        }
        parts.put(kept.id, kept);
    }

    /** Holds it; {@code UPLOAD_BUSY}. */
    Optional<Kept> hold(String id, UserId user) throws IOException {
        load();
        synchronized (this) {
            var kept = parts.get(id);
            if (kept == null || !kept.user.equals(user) || kept.expires().isBefore(Instant.now())) {
                return Optional.empty();
            }
            if (kept.isHeld) {
                throw new OstlerException(ErrorCode.UPLOAD_BUSY);
            }
            kept.isHeld = true;
            return Optional.of(kept);
        }
    }

    synchronized void release(Kept kept) {
        kept.isHeld = false;
    }

    /** Removes what is left of it. */
    void forget(Kept kept) {
        synchronized (this) {
            parts.remove(kept.id);
        }
        kept.space.close();
        try (var folder = place.open()) {
            for (var name : List.of(kept.id + FACTS, kept.id + OFFSET, kept.id)) {
                removeIfThere(folder, Path.of(name));
            }
        } catch (IOException e) {
            LOG.warn("An unfinished upload could not be removed", e);
        }
    }

    private static void removeIfThere(Folder folder, Path name) throws IOException {
        try {
            folder.removeFile(name);
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone already", name);
        }
    }

    /** What nobody went on with goes. */
    void expire() {
        var now = Instant.now();
        List<Kept> old;
        synchronized (this) {
            old = parts.values().stream()
                    .filter(kept -> !kept.isHeld && kept.expires().isBefore(now))
                    .toList();
            old.forEach(kept -> kept.isHeld = true);
        }
        old.forEach(this::forget);
    }

    /** Reads what an earlier life of the daemon left. */
    synchronized void load() throws IOException {
        if (isLoaded) {
            return;
        }
        if (place.isThere()) {
            try (var folder = place.open();
                    var names = folder.reopen()) {
                for (var each = names.names(); each.hasNext(); ) {
                    var name = each.next();
                    if (name.toString().endsWith(FACTS)) {
                        load(folder, name);
                    }
                }
                removeStray(folder);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        isLoaded = true;
    }

    private void load(Folder folder, Path name) throws IOException {
        var text = name.toString();
        var id = text.substring(0, text.length() - FACTS.length());
        var data = folder.lookIfThere(Path.of(id));
        if (data.isEmpty()) {
            removeIfThere(folder, name);
            return;
        }
        try {
            var facts = DurableText.read(folder, name);
            long size = Long.parseLong(facts.getProperty("size", ""));
            var kept = new Kept(
                    id,
                    FilePath.ofChild(facts.getProperty("path", "")),
                    size,
                    Conflict.valueOf(facts.getProperty("conflict", "")),
                    new UserId(facts.getProperty("user", "")),
                    space.reserveAnyway(Space.cost(size)));
            kept.touched = data.get().lastModifiedTime().toInstant();
            parts.put(id, kept);
        } catch (RuntimeException e) { // whatever a damaged file makes of these
            LOG.warn("An unfinished upload can't be told: {}", name, e);
        }
    }

    /** Bytes of an upload whose making or end was cut off. */
    private void removeStray(Folder folder) throws IOException {
        try (var names = folder.reopen()) {
            for (var each = names.names(); each.hasNext(); ) {
                var name = each.next();
                var text = name.toString();
                int dot = text.indexOf('.');
                if (!parts.containsKey(dot < 0 ? text : text.substring(0, dot)) && !text.endsWith(FACTS)) {
                    removeIfThere(folder, name);
                }
            }
        }
    }

    static FileChannel openData(Folder folder, Kept kept) throws IOException {
        return folder.openFile(Path.of(kept.id), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
