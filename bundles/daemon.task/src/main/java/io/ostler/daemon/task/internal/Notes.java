package io.ostler.daemon.task.internal;

import com.google.gson.JsonParseException;
import io.ostler.link.json.WireJson;
import io.ostler.link.key.PrivateFile;
import io.ostler.model.TaskId;
import io.ostler.protocol.Tasks.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is on disk of the tasks: a file for each. A note that can't be written never keeps work from being done:
 * deleting files is what helps when the disk is full. Thread-safe; waits for the disk.
 */
final class Notes {
    private static final Logger LOG = LoggerFactory.getLogger(Notes.class);
    private static final String END = ".json";

    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<TaskId> kept = ConcurrentHashMap.newKeySet();

    Notes(Path folder) throws IOException {
        this.folder = folder;
        PrivateFile.createFolder(folder);
    }

    /** What former lives left. A note that can't be read is put aside; drafts are removed. */
    List<Snapshot> read() throws IOException {
        var found = new ArrayList<Snapshot>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = String.valueOf(file.getFileName());
                if (name.endsWith(".new")) {
                    Files.deleteIfExists(file);
                } else if (name.endsWith(END)) {
                    read(file, name).ifPresent(found::add);
                }
            }
        }
        found.forEach(task -> kept.add(task.id()));
        return found;
    }

    private static Optional<Snapshot> read(Path file, String name) throws IOException {
        try {
            var task = WireJson.gson().fromJson(Files.readString(file), Snapshot.class);
            if (task != null && name.equals(task.id() + END)) {
                return Optional.of(task);
            }
            LOG.error("The note {} of a task tells of another one; it is put aside", file);
        } catch (NoSuchFileException e) {
            return Optional.empty(); // a former life was just removing it
        } catch (JsonParseException | IOException e) {
            LOG.error("The note {} of a task can't be read: {}; it is put aside", file, e.getMessage());
        }
        Files.move(file, file.resolveSibling(name + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
        return Optional.empty();
    }

    /** The task is known from now on, also after a crash. */
    void begin(Snapshot task) {
        kept.add(task.id());
        write(task);
    }

    /** Its newest state; nothing when it has been forgotten meanwhile. */
    void write(Snapshot task) {
        lock.lock();
        try {
            if (kept.contains(task.id())) {
                PrivateFile.write(file(task.id()), WireJson.gson().toJson(task).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            LOG.warn("Task {} can't be noted: {}", task.id(), e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    void forget(TaskId id) {
        lock.lock();
        try {
            kept.remove(id);
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            LOG.warn("The note of task {} stays: {}", id, e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private Path file(TaskId id) {
        return folder.resolve(id + END);
    }
}
