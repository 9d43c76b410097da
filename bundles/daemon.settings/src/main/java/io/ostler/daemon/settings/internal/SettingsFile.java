package io.ostler.daemon.settings.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.ostler.link.json.WireJson;
import io.ostler.link.key.PrivateFile;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.NodeSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings on disk: the file is replaced as a whole, and what can't be read is put aside, not lost. Stateless. */
final class SettingsFile {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);

    /** Who can't read what was forbidden opens no door. */
    private static final NodeSettings UNREADABLE = new NodeSettings(null, null, null, null, false);

    private final Path file;

    SettingsFile(Path file) {
        this.file = file;
    }

    NodeSettings read() {
        try {
            // A file of an earlier version lacks what came later.
            var tree = WireJson.gson().toJsonTree(NodeSettings.DEFAULT).getAsJsonObject();
            var stored = WireJson.gson().fromJson(Files.readString(file), JsonObject.class);
            Objects.requireNonNullElseGet(stored, JsonObject::new).asMap().forEach(tree::add);
            return WireJson.gson().fromJson(tree, NodeSettings.class);
        } catch (NoSuchFileException e) {
            return NodeSettings.DEFAULT;
        } catch (IOException | JsonParseException | IllegalStateException e) {
            LOG.error("The node's settings in {} can't be read: {}; SFTP stays closed", file, e.getMessage());
            putAside();
            return UNREADABLE;
        }
    }

    private void putAside() {
        try {
            Files.copy(
                    file, file.resolveSibling(file.getFileName() + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("There is no copy of the unreadable settings: {}", e.getMessage());
        }
    }

    /** {@code DISK_FULL}, {@code STORAGE_FAILED}; then the old file is still there. */
    void write(NodeSettings settings) {
        try {
            PrivateFile.createFolder(Objects.requireNonNull(file.getParent()));
            PrivateFile.write(file, (WireJson.gson().toJson(settings) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.error("The node's settings can't be stored", e);
            throw new OstlerException(isFull(e) ? ErrorCode.DISK_FULL : ErrorCode.STORAGE_FAILED, Map.of(), e);
        }
    }

    private boolean isFull(IOException cause) {
        try {
            return String.valueOf(cause.getMessage()).contains("No space left on device")
                    || Files.getFileStore(Objects.requireNonNull(file.getParent()))
                                    .getUsableSpace()
                            < 64 * 1024;
        } catch (IOException e) {
            return false;
        }
    }
}
