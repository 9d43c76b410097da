package io.ostler.daemon.instance.internal.store;

import io.ostler.model.InstanceId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the things of one instance are. Its own files, its console and its run are apart: a backup or the size of the
 * files is never disturbed by the others. Immutable.
 */
public record InstanceFolders(Path daemon, InstanceId id) {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceFolders.class);
    private static final String PRIVATE = "rwx------";

    public Path home() {
        return instances(daemon).resolve(id.value());
    }

    public Path definitionFile() {
        return home().resolve("instance.json");
    }

    public Path stateFile() {
        return home().resolve("state.json");
    }

    public Path crashFile() {
        return home().resolve("crash.json");
    }

    /** Earlier definitions. */
    public Path history() {
        return home().resolve("history");
    }

    /** There while its files are still being made: without them it is no instance. */
    public Path arrivalNote() {
        return home().resolve("arriving");
    }

    public Path files() {
        return home().resolve("files");
    }

    public Path console() {
        return daemon.resolve("consoles").resolve(id.value());
    }

    public Path consoleLog() {
        return console().resolve("out.log");
    }

    public Path run() {
        return daemon.resolve("runs").resolve(id.value());
    }

    public static Path instances(Path daemon) {
        return daemon.resolve("instances");
    }

    public static Path trash(Path daemon) {
        return daemon.resolve("trash");
    }

    /** Makes what isn't there; other people of the machine see nothing of it. */
    public void create() throws IOException {
        createPrivate(home());
        Files.createDirectories(files());
        createPrivate(console());
        createPrivate(run());
        try {
            Files.createFile(
                    consoleLog(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return; // it goes on
        }
    }

    /** After a creation that failed: takes away what it made, and nothing that holds anything. */
    public void removeEmpty() {
        try {
            if (Files.exists(consoleLog()) && Files.size(consoleLog()) == 0) {
                Files.delete(consoleLog());
            }
            Files.deleteIfExists(arrivalNote());
            for (var folder : List.of(console(), run(), files(), home())) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            LOG.debug("{} is not empty", home(), e);
        }
    }

    /** Makes an instance's own name durable. */
    public static void forceAbove(InstanceFolders folders) throws IOException {
        DurableFile.forceFolder(instances(folders.daemon));
    }

    public static void createPrivate(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
    }
}
