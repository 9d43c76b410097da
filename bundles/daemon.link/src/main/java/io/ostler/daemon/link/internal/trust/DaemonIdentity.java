package io.ostler.daemon.link.internal.trust;

import io.ostler.link.enrol.PanelTrust;
import io.ostler.link.key.KeyFile;
import io.ostler.link.key.PrivateFile;
import io.ostler.link.key.SigningKey;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who this daemon is: its key pair, its own node id (for a panel in the same process), and the panel that it joined.
 * The latter is looked up anew whenever its file changes, so that an enrolment takes effect in a running daemon.
 * Thread-safe; reads small files.
 */
@Component(service = DaemonIdentity.class)
public final class DaemonIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonIdentity.class);

    private final Path trustFile;
    private final SigningKey key;
    private final NodeId ownNode;
    private volatile Joined joined = new Joined(List.of(), Optional.empty());

    /** @param version what tells one version of the file from another */
    private record Joined(List<?> version, Optional<PanelTrust> panel) {}

    @Activate
    public DaemonIdentity(BundleContext context) {
        this(Path.of(Objects.requireNonNull(context.getProperty("ostler.data"), "ostler.data is not set")));
    }

    public DaemonIdentity(Path data) {
        trustFile = PanelTrust.trustFile(data);
        try {
            key = KeyFile.loadOrCreate(PanelTrust.keyFile(data));
            ownNode = ownNode(PanelTrust.keyFile(data).resolveSibling("node.id"));
        } catch (IOException e) {
            LOG.error("The daemon's identity can't be read: {}", e.getMessage());
            throw new IllegalStateException("no identity", e);
        }
    }

    public SigningKey key() {
        return key;
    }

    /** Made at the first start and never changed; a panel that the daemon joins gives it another one of its own. */
    public NodeId ownNode() {
        return ownNode;
    }

    /** The panel that this machine joined last. */
    public Optional<PanelTrust> joined() {
        var version = version();
        var known = joined;
        if (!known.version().equals(version)) {
            known = new Joined(version, read());
            joined = known;
        }
        return known.panel();
    }

    /** A replaced file is another inode, whatever the clock says. */
    private List<?> version() {
        try {
            var attributes = Files.readAttributes(trustFile, BasicFileAttributes.class);
            @Nullable Object identity = attributes.fileKey();
            return List.of(attributes.lastModifiedTime(), attributes.size(), identity == null ? "" : identity);
        } catch (IOException e) {
            return List.of();
        }
    }

    private Optional<PanelTrust> read() {
        try {
            return PanelTrust.read(trustFile);
        } catch (IOException e) {
            LOG.error("No panel is taken: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static NodeId ownNode(Path file) throws IOException {
        try {
            return new NodeId(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (NoSuchFileException e) {
            PrivateFile.create(file, (NodeId.create() + "\n").getBytes(StandardCharsets.US_ASCII));
            return ownNode(file);
        } catch (OstlerException e) {
            throw new IOException(file + " holds no node id", e);
        }
    }
}
