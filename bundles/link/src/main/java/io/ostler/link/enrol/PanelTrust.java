package io.ostler.link.enrol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.ostler.link.key.PrivateFile;
import io.ostler.link.key.VerifyingKey;
import io.ostler.model.NodeId;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The panel that a machine joined, as the enrolment stored it in {@code DATA/daemon/identity/panel.json}. Immutable.
 *
 * @param node the identity that the panel gave to this machine
 */
public record PanelTrust(String panelId, VerifyingKey panelKey, NodeId node) {

    /** Where a daemon with that data folder keeps its key pair. */
    public static Path keyFile(Path data) {
        return data.resolve("daemon/identity/node.key");
    }

    /** Where it keeps the panel that it joined. */
    public static Path trustFile(Path data) {
        return data.resolve("daemon/identity/panel.json");
    }

    /** Empty when the machine joined no panel. */
    public static Optional<PanelTrust> read(Path file) throws IOException {
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            return Optional.of(new PanelTrust(
                    json.get("panelId").getAsString(),
                    VerifyingKey.of(json.get("panelPublicKey").getAsString()),
                    new NodeId(json.get("nodeId").getAsString())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | NullPointerException // a key is missing
                | OstlerException e) {
            throw new IOException(file + " does not describe a panel", e);
        }
    }

    /** Durable when the method returns; a running daemon takes it from then on. */
    public void write(Path file) throws IOException {
        var json = new JsonObject();
        json.addProperty("panelId", panelId);
        json.addProperty("panelPublicKey", panelKey.text());
        json.addProperty("nodeId", node.value());
        PrivateFile.write(file, (json + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
