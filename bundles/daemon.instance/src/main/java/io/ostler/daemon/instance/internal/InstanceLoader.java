package io.ostler.daemon.instance.internal;

import io.ostler.daemon.instance.internal.store.DeletedFolder;
import io.ostler.daemon.instance.internal.store.InstanceFolders;
import io.ostler.daemon.instance.internal.store.RunLedger;
import io.ostler.daemon.instance.internal.store.RunLedgerFile;
import io.ostler.daemon.instance.internal.store.StoredDefinition;
import io.ostler.daemon.instance.internal.store.Trash;
import io.ostler.daemon.instance.internal.store.UnreadableException;
import io.ostler.model.InstanceId;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the instances on the disk. What can't be read is listed as such, never changed, and never stops the daemon. */
final class InstanceLoader {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceLoader.class);

    private final Path daemon;
    private final EngineParts parts;
    private final Trash trash;

    InstanceLoader(Path daemon, EngineParts parts, Trash trash) {
        this.daemon = daemon;
        this.parts = parts;
        this.trash = trash;
    }

    /** @throws IOException when it can't even be told which instances there are */
    List<ManagedInstance> load() throws IOException {
        var folder = InstanceFolders.instances(daemon);
        InstanceFolders.createPrivate(folder);
        var found = new ArrayList<ManagedInstance>();
        try (var names = Files.newDirectoryStream(folder)) {
            for (var path : names) {
                idOf(path).map(id -> new InstanceFolders(daemon, id)).ifPresent(folders -> {
                    if (Files.exists(folders.arrivalNote())) {
                        takeUnfinished(folders);
                    } else if (Files.exists(folders.definitionFile())) {
                        found.add(load(folders));
                    } else {
                        LOG.info("{} holds the files of an instance that was deleted", folders.home());
                    }
                });
            }
        }
        return found;
    }

    /** Consoles and runs of instances that are not there: a deletion or a creation was cut short. */
    void takeOrphans() {
        for (var name : List.of("consoles", "runs")) {
            var folder = daemon.resolve(name);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (var paths = Files.newDirectoryStream(folder)) {
                for (var path : paths) {
                    var id = idOf(path);
                    if (id.isPresent() && Files.notExists(new InstanceFolders(daemon, id.get()).definitionFile())) {
                        trash.take(path);
                    }
                }
            } catch (IOException e) {
                LOG.warn("{} can't be tidied up", folder, e);
            }
        }
    }

    private void takeUnfinished(InstanceFolders folders) {
        LOG.info("The copy {} was cut short and goes", folders.home());
        try {
            trash.take(folders.home());
        } catch (IOException e) {
            LOG.warn("{} is left out until it can be taken away", folders.home(), e);
        }
    }

    /** One of which the folders are there. */
    ManagedInstance load(InstanceFolders folders) {
        try {
            DeletedFolder.forgetNote(folders); // of a deletion that wasn't made, or was taken back
        } catch (IOException e) {
            LOG.debug("{} keeps a note of a deletion", folders.home(), e);
        }
        var ledger = ledger(folders);
        try {
            return new ManagedInstance(folders, StoredDefinition.read(folders.definitionFile()), ledger, parts);
        } catch (UnreadableException | IOException e) {
            LOG.error(
                    "{} can't be read, its instance is out of use until the file is repaired and the daemon restarted: {}",
                    folders.definitionFile(),
                    e.toString());
            return ManagedInstance.unreadable(folders, ledger, parts);
        }
    }

    private static RunLedger ledger(InstanceFolders folders) {
        try {
            return RunLedgerFile.read(folders.stateFile());
        } catch (UnreadableException | IOException e) {
            LOG.warn("{} can't be read; what runs is looked for: {}", folders.stateFile(), e.toString());
            return RunLedger.unknown();
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
}
