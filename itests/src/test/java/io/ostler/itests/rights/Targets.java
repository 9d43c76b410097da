package io.ostler.itests.rights;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;

/**
 * What stands for the parameters in paths, by name. A new name needs a line here: the id of something that exists and
 * that nobody minds losing, or {@link #NONE} where what is missing is refused no differently from what is there.
 */
final class Targets {
    static final String NONE = "0000000000000000";

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry("member", "spare"),
            Map.entry("user", NONE),
            Map.entry("instance", NONE),
            Map.entry("detector", "none.such"),
            Map.entry("version", "1"),
            Map.entry("revision", "1"),
            Map.entry("handle", NONE),
            Map.entry("key", "none"),
            Map.entry("name", "none"),
            Map.entry("role", "none"),
            Map.entry("grant", NONE),
            Map.entry("invitation", NONE),
            Map.entry("token", NONE),
            Map.entry("provider", "none"),
            Map.entry("passkey", NONE),
            Map.entry("address", "192.0.2.9"));

    private final Scene scene;
    private final String task;
    private final String batch;

    Targets(Scene scene) throws IOException, InterruptedException {
        this.scene = scene;
        task = scene.task();
        batch = scene.batch();
    }

    /** @param allowed whether it may really happen: then it happens to something made for it */
    String path(Operation operation, String instance, boolean allowed) throws IOException, InterruptedException {
        return path(operation, instance, scene.node, allowed);
    }

    String path(Operation operation, String instance, String node, boolean allowed)
            throws IOException, InterruptedException {
        var parameters = PARAMETER.matcher(operation.path());
        var path = new StringBuilder();
        while (parameters.find()) {
            parameters.appendReplacement(path, value(operation, parameters.group(1), instance, node, allowed));
        }
        return parameters.appendTail(path).toString();
    }

    private String value(Operation operation, String name, String instance, String node, boolean allowed)
            throws IOException, InterruptedException {
        if (!name.equals("id")) {
            var value = BY_NAME.get(name);
            if (value == null) {
                throw new AssertionFailedError("the parameter {" + name + "} of " + operation
                        + " has no value: add one to BY_NAME of " + Targets.class.getName());
            }
            return value;
        }
        boolean takes = allowed && operation.verb().equals("DELETE");
        return switch (operation.path().split("/", -1)[1]) {
            case "instances" -> takes && isWhole(operation) ? scene.instance("gone", null) : instance;
            case "users" -> takes && isWhole(operation) ? scene.throwAwayAccount() : scene.spare;
            case "nodes" -> takes ? NONE : node;
            case "tasks" -> task;
            case "batches" -> takes ? scene.batch() : batch;
            default -> NONE;
        };
    }

    private static boolean isWhole(Operation operation) {
        return operation.path().endsWith("/{id}");
    }
}
