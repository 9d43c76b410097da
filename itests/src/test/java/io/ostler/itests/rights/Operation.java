package io.ostler.itests.rights;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An operation as the API's description has it. Immutable.
 *
 * @param permissions any of them is enough; empty: none is declared
 * @param forKeys whether API keys may call it at all
 * @param stepUp whether the person has to prove who they are; keys have to name the permission
 * @param fields of its body
 */
record Operation(
        String id,
        String verb,
        String path,
        Set<String> permissions,
        boolean anonymous,
        boolean forKeys,
        boolean stepUp,
        boolean hasBody,
        Set<String> fields) {

    static List<Operation> all(JsonNode description) {
        var all = new ArrayList<Operation>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(verb -> all.add(of(description, path.getKey(), verb.getKey(), verb.getValue()))));
        // What takes away comes last.
        all.sort((a, b) -> Boolean.compare(a.verb.equals("DELETE"), b.verb.equals("DELETE")));
        return all;
    }

    private static Operation of(JsonNode description, String path, String verb, JsonNode operation) {
        var permissions = new HashSet<String>();
        operation.path("x-permissions").forEach(name -> permissions.add(name.asText()));
        boolean forKeys = false;
        for (var way : operation.path("security")) {
            forKeys |= way.has("key");
        }
        return new Operation(
                operation.path("operationId").asText(),
                verb.toUpperCase(Locale.ROOT),
                path,
                permissions,
                operation.path("security").isEmpty(),
                forKeys,
                operation.path("x-step-up").asBoolean(),
                operation.has("requestBody"),
                fields(description, operation));
    }

    private static Set<String> fields(JsonNode description, JsonNode operation) {
        var schema = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        var name = schema.path("$ref").asText("").replaceFirst(".*/", "");
        var fields = new HashSet<String>();
        description
                .path("components")
                .path("schemas")
                .path(name)
                .path("properties")
                .fieldNames()
                .forEachRemaining(fields::add);
        return fields;
    }

    /** About one instance, which the edge looks for first. */
    boolean isOnInstance() {
        return path.startsWith("/instances/{id}");
    }

    /** About one node, which the edge looks for first. */
    boolean isOnNode() {
        return path.startsWith("/nodes/{id}");
    }

    /** Enough to hold the right on some node; the service sorts out which. */
    boolean isForSome() {
        return id.equals("listNodes") || id.equals("createInstance");
    }

    boolean changes() {
        return !verb.equals("GET");
    }

    @Override
    public String toString() {
        return verb + " " + path;
    }
}
