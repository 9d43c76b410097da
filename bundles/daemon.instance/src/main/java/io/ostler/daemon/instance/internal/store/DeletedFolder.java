package io.ostler.daemon.instance.internal.store;

import com.google.gson.JsonObject;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code DATA/daemon/deleted}: instances that can be restored, each a folder of the instance's id with all that it had,
 * its console in it. One rename takes an instance here, one brings it back; what a death leaves in between is put right
 * by {@link #settle}. Not thread-safe.
 */
public final class DeletedFolder {

    private static final String NOTE = "deleted.json";
    private static final String CONSOLE = "console";
    private static final Logger LOG = LoggerFactory.getLogger(DeletedFolder.class);

    private final Path daemon;
    private final Path folder;
    private final Trash trash;

    /** One that can be restored. */
    public record Kept(InstanceId id, String name, String type, Instant at) {}

    public DeletedFolder(Path daemon, Trash trash) throws IOException {
        this.daemon = daemon;
        this.trash = trash;
        folder = daemon.resolve("deleted");
        InstanceFolders.createPrivate(folder);
    }

    /** Takes it from the instances, durably; when it throws it is still one of them. */
    public Kept take(InstanceFolders folders, Instant at) throws IOException {
        var note = new JsonObject();
        note.addProperty("at", at.toString());
        var file = folders.home().resolve(NOTE);
        try {
            DurableFile.write(file, JsonText.of(note));
            trash.take(place(folders.id())); // an earlier one of the same id
            Files.move(folders.home(), place(folders.id()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        forceBoth();
        return kept(folders.id(), at);
    }

    /** The second half: nobody looks at the console any more. */
    public void takeConsole(InstanceFolders folders) throws IOException {
        if (Files.isDirectory(folders.console()) && Files.isDirectory(place(folders.id()))) {
            var place = place(folders.id()).resolve(CONSOLE);
            trash.take(place);
            Files.move(folders.console(), place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** {@code NOT_FOUND}; {@code CONFLICT} when there are files of that id already. */
    public void bringBack(InstanceFolders folders) throws IOException {
        var place = place(folders.id());
        if (!Files.isDirectory(place)) {
            throw OstlerException.of(
                    ErrorCode.NOT_FOUND, "instance", folders.id().value());
        }
        if (Files.exists(folders.home())) {
            throw OstlerException.of(
                    ErrorCode.CONFLICT, "instance", folders.id().value());
        }
        if (Files.isDirectory(place.resolve(CONSOLE))) {
            trash.take(folders.console());
            InstanceFolders.createPrivate(
                    Objects.requireNonNull(folders.console().getParent()));
            Files.move(place.resolve(CONSOLE), folders.console(), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(place, folders.home(), StandardCopyOption.ATOMIC_MOVE);
        forceBoth();
        forgetNote(folders);
    }

    /** Of one that is no longer, or not yet, deleted. */
    public static void forgetNote(InstanceFolders folders) throws IOException {
        Files.deleteIfExists(folders.home().resolve(NOTE));
    }

    /** For good; nothing happens when it isn't there. */
    public void purge(InstanceId id) throws IOException {
        trash.take(place(id));
    }

    /** What is there; what was cut short is put right. */
    public List<Kept> settle() throws IOException {
        var all = new ArrayList<Kept>();
        try (var paths = Files.newDirectoryStream(folder)) {
            for (var path : paths) {
                idOf(path).ifPresent(id -> {
                    var folders = new InstanceFolders(daemon, id);
                    try {
                        if (Files.notExists(folders.definitionFile())) {
                            takeConsole(folders);
                        }
                    } catch (IOException e) {
                        LOG.warn("The console of {} stays where it is", path, e);
                    }
                    all.add(kept(id, at(path)));
                });
            }
        }
        return all;
    }

    private Kept kept(InstanceId id, Instant at) {
        try {
            var definition =
                    StoredDefinition.read(place(id).resolve("instance.json")).definition();
            return new Kept(id, definition.name(), definition.type(), at);
        } catch (IOException | UnreadableException e) {
            LOG.warn("The definition of the deleted instance {} can't be read: {}", id, e.toString());
            return new Kept(id, id.value(), "unknown", at);
        }
    }

    private static Instant at(Path place) {
        try {
            return new JsonFields(JsonText.parse(Files.readString(place.resolve(NOTE)))).instant("at");
        } catch (IOException | UnreadableException e) {
            LOG.warn("When {} was deleted can't be read: {}", place, e.toString());
            return Instant.now();
        }
    }

    private static Optional<InstanceId> idOf(Path path) {
        try {
            return Optional.of(new InstanceId(String.valueOf(path.getFileName())));
        } catch (OstlerException e) {
            LOG.warn("{} is not an instance's", path);
            return Optional.empty();
        }
    }

    private Path place(InstanceId id) {
        return folder.resolve(id.value());
    }

    private void forceBoth() {
        try {
            DurableFile.forceFolder(folder);
            DurableFile.forceFolder(InstanceFolders.instances(daemon));
        } catch (IOException e) {
            LOG.error("What was moved to or from {} may be back after a loss of power", folder, e);
        }
    }
}
