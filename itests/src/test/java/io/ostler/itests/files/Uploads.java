package io.ostler.itests.files;

import io.ostler.itests.files.door.Rest;
import io.ostler.itests.files.door.Rest.Reply;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;

/** Uploads as a person's programs make them. */
record Uploads(Rest rest, String instance) {

    Reply put(String path, byte[] bytes) throws IOException, InterruptedException {
        return put(path, BodyPublishers.ofByteArray(bytes));
    }

    Reply put(String path, BodyPublisher body) throws IOException, InterruptedException {
        return rest.send(rest.daemon("/daemon/v1/upload?conflict=overwrite")
                .header("Authorization", "Bearer " + rest.token(instance, "file.upload", path))
                .PUT(body));
    }

    /** Without a length told in advance. */
    Reply putChunked(String path, byte[] bytes) throws IOException, InterruptedException {
        return put(path, BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(bytes)));
    }

    /** What goes on with uploads beneath the folder. */
    String key() throws IOException, InterruptedException {
        return open(rest.token(instance, "file.upload", ""))
                .ok()
                .json()
                .path("key")
                .asText();
    }

    Reply open(String token) throws IOException, InterruptedException {
        return rest.send(rest.daemon("/daemon/v1/uploads")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));
    }

    Reply create(String key, String path, long length) throws IOException, InterruptedException {
        return rest.send(rest.daemon("/daemon/v1/tus")
                .header("Ostler-Upload-Key", key)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Long.toString(length))
                .header(
                        "Upload-Metadata",
                        "relativePath " + Base64.getEncoder().encodeToString(path.getBytes())
                                + ",conflict b3ZlcndyaXRl")
                .POST(BodyPublishers.noBody()));
    }

    Reply patch(String key, String location, long offset, byte[] bytes) throws IOException, InterruptedException {
        return rest.send(rest.daemon(location)
                .header("Ostler-Upload-Key", key)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(bytes)));
    }

    Reply ask(String method, String key, String location) throws IOException, InterruptedException {
        return rest.send(rest.daemon(location)
                .header("Ostler-Upload-Key", key)
                .header("Tus-Resumable", "1.0.0")
                .method(method, BodyPublishers.noBody()));
    }
}
