package io.ostler.panel.core.internal.node;

import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import io.ostler.link.json.WireJson;
import io.ostler.link.key.PrivateFile;
import io.ostler.model.NodeId;
import io.ostler.protocol.InstanceSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last snapshots of each node in {@code DATA/panel/directory}, so that the instances of a node that is away stay
 * listed when the panel starts anew. A convenience: the daemons have the truth, so what can't be read or written is
 * logged and passed over. Thread-safe.
 */
@Component(service = DirectoryMemory.class)
public final class DirectoryMemory {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryMemory.class);
    private static final TypeToken<List<InstanceSnapshot>> SNAPSHOTS = new TypeToken<>() {};

    private final Path folder;

    @Activate
    public DirectoryMemory(BundleContext context) {
        this(Path.of(context.getProperty("ostler.data")).resolve("panel/directory"));
    }

    public DirectoryMemory(Path folder) {
        this.folder = folder;
    }

    synchronized void write(NodeId node, List<InstanceSnapshot> snapshots) {
        try {
            PrivateFile.createFolder(folder);
            var json = WireJson.gson().toJson(snapshots, SNAPSHOTS.getType());
            PrivateFile.write(file(node), json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("The directory of node {} could not be kept: {}", node, e.toString());
        }
    }

    List<InstanceSnapshot> read(NodeId node) {
        try {
            var snapshots = WireJson.gson().fromJson(Files.readString(file(node)), SNAPSHOTS);
            return snapshots == null ? List.of() : snapshots;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | JsonParseException e) {
            LOG.warn("The kept directory of node {} can't be read: {}", node, e.toString());
            return List.of();
        }
    }

    void forget(NodeId node) {
        try {
            Files.deleteIfExists(file(node));
        } catch (IOException e) {
            LOG.warn("The kept directory of node {} could not be removed: {}", node, e.toString());
        }
    }

    private Path file(NodeId node) {
        return folder.resolve(node.value() + ".json");
    }
}
