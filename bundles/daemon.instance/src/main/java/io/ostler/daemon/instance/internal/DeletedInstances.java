package io.ostler.daemon.instance.internal;

import io.ostler.daemon.instance.internal.store.DeletedFolder;
import io.ostler.daemon.instance.internal.store.DeletedFolder.Kept;
import io.ostler.daemon.instance.internal.store.InstanceFolders;
import io.ostler.daemon.instance.internal.store.StorageErrors;
import io.ostler.daemon.instance.internal.store.Trash;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Care;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deleted instances and how long they can be restored. One entry of the timer wakes for the one that goes next.
 * Thread-safe.
 */
final class DeletedInstances {

    private static final Logger LOG = LoggerFactory.getLogger(DeletedInstances.class);

    private final EngineParts parts;
    private final DeletedFolder folder;
    private final Trash trash;
    private final Path daemon;
    private final Map<InstanceId, Kept> kept = new HashMap<>();
    private @Nullable Future<?> next;

    DeletedInstances(Path daemon, Trash trash, EngineParts parts) throws IOException {
        this.daemon = daemon;
        this.parts = parts;
        this.trash = trash;
        folder = new DeletedFolder(daemon, trash);
        folder.settle().forEach(each -> kept.put(each.id(), each));
        parts.wishes().listen(() -> parts.run(this::purgeDue));
    }

    /** Takes an instance's home away: into the grace period when there is one. When it throws, nothing has changed. */
    synchronized void take(InstanceFolders folders) {
        try {
            if (parts.wishes().get().trashDays() == 0) {
                trash.take(folders.home());
            } else {
                kept.put(folders.id(), folder.take(folders, parts.now()));
                wakeForNext();
            }
        } catch (IOException e) {
            throw StorageErrors.of(e, daemon);
        }
    }

    /** After {@link #take}, when nothing of it is used any more. */
    synchronized void takeRest(InstanceFolders folders) throws IOException {
        if (kept.containsKey(folders.id())) {
            folder.takeConsole(folders);
        }
        trash.take(folders.console());
        trash.take(folders.run());
    }

    synchronized List<Care.Deleted> list() {
        var grace = grace();
        return kept.values().stream()
                .sorted(Comparator.comparing(Kept::at).reversed())
                .map(each -> new Care.Deleted(
                        each.id(),
                        each.name(),
                        each.type(),
                        true,
                        each.at(),
                        each.at().plus(grace)))
                .toList();
    }

    /** Puts its folders back where they were. */
    synchronized void bringBack(InstanceFolders folders) {
        requireKept(folders.id());
        try {
            folder.bringBack(folders);
        } catch (IOException e) {
            throw StorageErrors.of(e, daemon);
        }
        kept.remove(folders.id());
    }

    synchronized void purge(InstanceId id) {
        requireKept(id);
        remove(id);
        parts.run(trash::empty);
    }

    private synchronized void purgeDue() {
        if (!parts.wishes().areTold()) {
            return; // their grace may be longer than by default
        }
        var before = parts.now().minus(grace());
        var due = kept.values().stream()
                .filter(each -> !each.at().isAfter(before))
                .map(Kept::id)
                .toList();
        for (var id : due) {
            try {
                remove(id);
            } catch (OstlerException e) {
                LOG.warn("The deleted instance {} stays for longer: {}", id, e.toString());
            }
        }
        if (!due.isEmpty()) {
            parts.run(trash::empty);
        }
        wakeForNext();
    }

    private void remove(InstanceId id) {
        try {
            folder.purge(id);
        } catch (IOException e) {
            throw StorageErrors.of(e, daemon);
        }
        kept.remove(id);
    }

    private void wakeForNext() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
        var first = kept.values().stream().map(Kept::at).min(Comparator.naturalOrder());
        if (first.isPresent()) {
            long seconds = Math.max(60, until(first.get().plus(grace())).toSeconds() + 1);
            try {
                next = parts.timer().schedule(() -> parts.run(this::purgeDue), seconds, TimeUnit.SECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The engine stops; the next life empties the trash");
            }
        }
    }

    private Duration until(Instant time) {
        return Duration.between(parts.now(), time);
    }

    private Duration grace() {
        return Duration.ofDays(parts.wishes().get().trashDays());
    }

    private void requireKept(InstanceId id) {
        if (!kept.containsKey(id)) {
            throw OstlerException.of(ErrorCode.NOT_FOUND, "instance", id.value());
        }
    }
}
