package io.ostler.daemon.link.internal.calls;

import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.api.stream.SftpInfo;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.daemon.link.internal.push.ProcFiles;
import io.ostler.protocol.Messages;
import io.ostler.protocol.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What this daemon says of itself: version, machine, instance types, doors and tasks that are here now. Thread-safe. */
@Component(service = DaemonPortrait.class)
public final class DaemonPortrait {
    private final String version;
    private final Capabilities capabilities;
    private final Set<InstanceType> types = ConcurrentHashMap.newKeySet();

    @Activate
    public DaemonPortrait(BundleContext context, @Reference Capabilities capabilities) {
        this(context.getBundle().getVersion().toString(), capabilities);
    }

    public DaemonPortrait(String version, Capabilities capabilities) {
        this.version = version;
        this.capabilities = capabilities;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addType(InstanceType type) {
        types.add(type);
    }

    void removeType(InstanceType type) {
        types.remove(type);
    }

    public String version() {
        return version;
    }

    List<Messages.InstanceType> types() {
        return types.stream()
                .map(t -> new Messages.InstanceType(t.id(), t.supportsTerminal(), t.survivesDaemon()))
                .sorted(Comparator.comparing(Messages.InstanceType::id))
                .toList();
    }

    Messages.@Nullable SftpDoor sftp() {
        return capabilities.find(SftpInfo.class).map(SftpInfo::door).orElse(null);
    }

    List<Tasks.Snapshot> tasks() {
        return capabilities
                .find(TaskBoard.class)
                .map(board -> TaskTexts.fit(board.tasks()))
                .orElse(List.of());
    }

    static Messages.Machine machine() {
        return new Messages.Machine(
                hostName(),
                system(),
                System.getProperty("java.vendor.version", System.getProperty("java.version")),
                Runtime.getRuntime().availableProcessors(),
                ProcFiles.memory().total());
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return hostNameByLookup();
        }
    }

    private static String hostNameByLookup() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }

    private static String system() {
        var machine = System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
        try (var lines = Files.lines(Path.of("/etc/os-release"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("PRETTY_NAME="))
                    .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                    .findFirst()
                    .map(name -> name + ", " + machine)
                    .orElse(machine);
        } catch (IOException | UncheckedIOException e) {
            return machine;
        }
    }
}
