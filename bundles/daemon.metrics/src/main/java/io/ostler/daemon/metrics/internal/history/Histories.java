package io.ostler.daemon.metrics.internal.history;

import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All histories of a daemon, each in a file of its own. Thread-safe; blocks for the disk where that is said. */
public final class Histories {
    private static final Logger LOG = LoggerFactory.getLogger(Histories.class);

    private static final int MOST_POINTS = 2000;
    private static final String END = ".ring";

    private final Path folder;
    private final KeptHistory node;
    private final Map<InstanceId, KeptHistory> instances = new ConcurrentHashMap<>();

    public Histories(Path folder) {
        this.folder = folder;
        this.node = new KeptHistory(folder.resolve("node" + END));
    }

    public KeptHistory node() {
        return node;
    }

    public KeptHistory of(InstanceId id) {
        return instances.computeIfAbsent(id, key -> new KeptHistory(folder.resolve(key.value() + END)));
    }

    /** Writes what is complete of all. Blocks. */
    public void flush(boolean all) {
        node.flush(all);
        instances.values().forEach(history -> history.flush(all));
    }

    /** Blocks. */
    public void remove(InstanceId id) {
        var known = instances.remove(id);
        try {
            (known == null ? new KeptHistory(folder.resolve(id.value() + END)) : known).delete();
        } catch (IOException e) {
            LOG.warn("The history of the deleted instance {} stays", id, e);
        }
    }

    /** Takes away what belongs to nothing that is known and has not been written for longer than anything is kept. */
    public void tidyUp(Set<InstanceId> known) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var oldest = Instant.now().minus(Duration.ofMillis(Tier.COARSE.keptMillis()));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (!name.startsWith("node.")
                        && known.stream().noneMatch(id -> name.startsWith(id.value() + "."))
                        && Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("Old histories of what was used could not be tidied up", e);
        }
    }

    /** {@code INVALID_REQUEST}. Blocks. */
    public Metrics.History read(KeptHistory history, Metrics.HistoryRequest request) {
        if (request.points() < 1 || request.points() > MOST_POINTS) {
            throw OstlerException.invalid("points", "1 to " + MOST_POINTS);
        }
        var now = Instant.now();
        if (!request.from().isBefore(request.to()) || request.from().isAfter(now)) {
            throw OstlerException.invalid("from", "before to, and before now");
        }
        var oldest = now.minusMillis(Tier.COARSE.keptMillis());
        var newest = now.plusMillis(Tier.FINE.stepMillis());
        var from = request.from().isBefore(oldest) ? oldest : request.from();
        var to = request.to().isAfter(newest) ? newest : request.to();
        if (!from.isBefore(to)) {
            throw OstlerException.invalid("to", "within the last thirty days");
        }
        try {
            return history.read(from.toEpochMilli(), to.toEpochMilli(), request.points(), now.toEpochMilli());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
