package io.ostler.itests.files.door;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Uploads that can be resumed: the path is in the ticket, or in the metadata beneath a folder's ticket. */
public final class TusDoor implements Door {
    private final Rest rest;
    private final String instance;
    private final boolean inMetadata;

    public TusDoor(Rest rest, String instance, boolean inMetadata) {
        this.rest = rest;
        this.instance = instance;
        this.inMetadata = inMetadata;
    }

    @Override
    public String name() {
        return inMetadata ? "tus with relativePath" : "tus";
    }

    @Override
    public Set<Act> acts() {
        return Set.of(Act.WRITE);
    }

    @Override
    public Map<Act, String> leftOut() {
        return Door.allBut(acts(), "an upload only writes");
    }

    @Override
    public Optional<String> cannotSay(PathBytes path) {
        return inMetadata ? Optional.empty() : Door.super.cannotSay(path);
    }

    @Override
    public Answer act(Act act, PathBytes path) throws IOException, InterruptedException {
        var ticket = rest.ticket(instance, "file.upload", inMetadata ? "" : path.text(), true);
        if (!ticket.isOk()) {
            return ticket.answer();
        }
        var metadata = "conflict " + base64("overwrite".getBytes())
                + (inMetadata ? ",relativePath " + base64(path.bytes()) : "");
        var created = rest.send(rest.daemon("/daemon/v1/tus")
                .header("Authorization", "Bearer " + ticket.json().path("token").asText())
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Integer.toString(CONTENT.length()))
                .header("Upload-Metadata", metadata)
                .POST(BodyPublishers.noBody()));
        if (!created.isOk()) {
            return created.answer();
        }
        var key = created.header("ostler-upload-key");
        var sent = rest.send(rest.daemon(created.header("location"))
                .header("Ostler-Upload-Key", key)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofString(CONTENT)));
        if (!sent.isOk()) {
            rest.send(rest.daemon(created.header("location"))
                    .header("Ostler-Upload-Key", key)
                    .header("Tus-Resumable", "1.0.0")
                    .DELETE());
        }
        return sent.answer();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
