package io.ostler.daemon.http.internal.tus;

import io.ostler.daemon.http.internal.DaemonServer;
import io.ostler.daemon.http.internal.FakeTickets;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A tus client with a key or a ticket. */
record TusClient(DaemonServer server, String header, String secret) {

    static TusClient withTicket(DaemonServer server, FakeTickets.Wish wish) {
        return new TusClient(server, "Authorization", "Bearer " + server.tickets.issue(wish));
    }

    static TusClient withKey(DaemonServer server, FakeTickets.Wish wish) throws Exception {
        var response = server.send(
                server.request("/daemon/v1/uploads", server.tickets.issue(wish)).POST(BodyPublishers.noBody()));
        return new TusClient(server, UploadKeys.HEADER, header(response, UploadKeys.HEADER));
    }

    /** The same client with the key that an answer told. */
    TusClient keyOf(HttpResponse<?> response) {
        return new TusClient(server, UploadKeys.HEADER, header(response, UploadKeys.HEADER));
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static String metadata(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " "
                                + Base64.getEncoder()
                                        .encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8)))
                        .collect(Collectors.joining(","));
    }

    HttpRequest.Builder request(String path) {
        return server.request(path)
                .header(header, secret)
                .header("Origin", FakeTickets.ORIGIN)
                .header("Tus-Resumable", "1.0.0");
    }

    HttpRequest.Builder creation(long length, Map<String, String> metadata) {
        var request = request("/daemon/v1/tus")
                .header("Upload-Length", Long.toString(length))
                .POST(BodyPublishers.noBody());
        return metadata.isEmpty() ? request : request.header("Upload-Metadata", metadata(metadata));
    }

    HttpResponse<String> create(long length, Map<String, String> metadata) throws Exception {
        return server.send(creation(length, metadata));
    }

    /** The address of a new upload. */
    String begin(long length, Map<String, String> metadata) throws Exception {
        var response = create(length, metadata);
        if (response.statusCode() != 201) {
            throw new AssertionError(response.body());
        }
        return header(response, "Location");
    }

    HttpRequest.Builder part(String location, long offset, BodyPublisher body) {
        return request(location)
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", body);
    }

    HttpResponse<String> patch(String location, long offset, byte[] body) throws Exception {
        return server.send(part(location, offset, BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> head(String location) throws Exception {
        return server.send(request(location).method("HEAD", BodyPublishers.noBody()));
    }

    HttpResponse<String> delete(String location) throws Exception {
        return server.send(request(location).DELETE());
    }
}
