package io.ostler.testkit.instance;

import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.InstanceId;
import io.ostler.model.StopAction;
import io.ostler.model.StopAction.SignalName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The folders of one instance as the engine would make them, and its launch contexts. Confined to a test. */
public final class InstanceFolders {

    private final InstanceId id;
    private final Path files;
    private final Path consoleLog;
    private final Path runFolder;

    /** A new instance's. */
    public InstanceFolders(Path root) throws IOException {
        this(root, InstanceId.create());
        Files.createFile(consoleLog);
    }

    private InstanceFolders(Path root, InstanceId id) throws IOException {
        this.id = id;
        files = Files.createDirectories(
                root.resolve("instances").resolve(id.value()).resolve("files"));
        consoleLog = Files.createDirectories(root.resolve("consoles").resolve(id.value()))
                .resolve("out.log");
        runFolder = Files.createDirectories(root.resolve("runs").resolve(id.value()));
    }

    /** Those of an instance that is already there. */
    public static InstanceFolders existing(Path root, String id) throws IOException {
        return new InstanceFolders(root, new InstanceId(id));
    }

    public InstanceId id() {
        return id;
    }

    public Path files() {
        return files;
    }

    public Path consoleLog() {
        return consoleLog;
    }

    public Path runFolder() {
        return runFolder;
    }

    public LaunchContext context(String type, List<String> command, boolean terminal, Map<String, String> environment) {
        var definition = new InstanceDefinition(
                "test",
                type,
                command,
                "",
                environment,
                terminal,
                new StopAction.Signal(SignalName.TERM),
                Duration.ofSeconds(10),
                "UTF-8",
                LineEnd.LF,
                false,
                FilePolicy.FREE);
        return new LaunchContext(id, definition, files, files, consoleLog, runFolder, environment);
    }

    /** The console's text as UTF-8. */
    public String console() throws IOException {
        return new String(Files.readAllBytes(consoleLog), StandardCharsets.UTF_8);
    }
}
