package io.ostler.itests.files.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** JSON as a request's body. */
final class Json {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Json() {}

    static BodyPublisher body(Object value) throws JsonProcessingException {
        return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(value));
    }
}
