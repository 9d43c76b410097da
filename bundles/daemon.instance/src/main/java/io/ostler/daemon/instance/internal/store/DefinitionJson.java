package io.ostler.daemon.instance.internal.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import io.ostler.link.json.WireJson;
import io.ostler.model.CarePolicy;
import io.ostler.model.ConsolePolicy;
import io.ostler.model.FilePolicy;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.InstanceDefinition.LineEnd;
import io.ostler.model.LaunchOptions;
import io.ostler.model.OstlerException;
import io.ostler.model.StopAction;
import io.ostler.model.StopAction.SignalName;
import io.ostler.model.Upkeep;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** A definition as JSON, in the shape that the HTTP interface uses too. */
final class DefinitionJson {
    private static final Type STEPS = new TypeToken<List<StopAction.Step>>() {}.getType();

    private DefinitionJson() {}

    /** Sets the definition's fields and leaves others alone. */
    static void write(InstanceDefinition definition, JsonObject json) {
        json.addProperty("name", definition.name());
        json.addProperty("type", definition.type());
        var command = new JsonArray();
        definition.command().forEach(command::add);
        json.add("command", command);
        json.addProperty("workingFolder", definition.workingFolder());
        var environment = new JsonObject();
        new TreeMap<>(definition.environment()).forEach(environment::addProperty);
        json.add("environment", environment);
        json.addProperty("terminal", definition.terminal());
        json.add("stop", stop(definition.stop()));
        json.addProperty("stopTimeoutMillis", definition.stopTimeout().toMillis());
        json.addProperty("encoding", definition.encoding());
        json.addProperty("lineEnd", definition.lineEnd().name());
        json.addProperty("autoStart", definition.autoStart());
        json.add("files", files(definition.files()));
        json.add("launch", WireJson.gson().toJsonTree(definition.launch()));
        json.add("care", WireJson.gson().toJsonTree(definition.care()));
        json.add("upkeep", WireJson.gson().toJsonTree(definition.upkeep()));
        json.add("console", WireJson.gson().toJsonTree(definition.console()));
    }

    static InstanceDefinition read(JsonFields json) {
        try {
            return new InstanceDefinition(
                    json.text("name"),
                    json.text("type"),
                    json.texts("command"),
                    json.text("workingFolder"),
                    json.map("environment"),
                    json.flag("terminal"),
                    stop(json.child("stop")),
                    Duration.ofMillis(json.number("stopTimeoutMillis")),
                    json.text("encoding"),
                    json.word("lineEnd", LineEnd.class),
                    json.flag("autoStart"),
                    files(json),
                    json.part("launch", LaunchOptions.class, LaunchOptions.NONE),
                    json.part("care", CarePolicy.class, CarePolicy.DEFAULT),
                    json.part("upkeep", Upkeep.class, Upkeep.NONE),
                    json.part("console", ConsolePolicy.class, ConsolePolicy.PLAIN));
        } catch (OstlerException e) {
            throw new UnreadableException(String.valueOf(e.getMessage()), e);
        }
    }

    private static JsonObject files(FilePolicy policy) {
        var json = new JsonObject();
        if (policy.quota() != null) {
            json.addProperty("quota", policy.quota());
        }
        var denied = new JsonArray();
        policy.denied().forEach(denied::add);
        json.add("denied", denied);
        return json;
    }

    /** Files of earlier versions say nothing of it. */
    private static FilePolicy files(JsonFields json) {
        if (!json.has("files")) {
            return FilePolicy.FREE;
        }
        var files = json.child("files");
        return new FilePolicy(files.has("quota") ? files.number("quota") : null, files.texts("denied"));
    }

    private static JsonObject stop(StopAction stop) {
        var json = new JsonObject();
        switch (stop) {
            case StopAction.Command(var text) -> {
                json.addProperty("type", "command");
                json.addProperty("text", text);
            }
            case StopAction.Signal(var name) -> {
                json.addProperty("type", "signal");
                json.addProperty("name", name.name());
            }
            case StopAction.Plan(var steps) -> {
                json.addProperty("type", "plan");
                json.add("steps", WireJson.gson().toJsonTree(steps, STEPS));
            }
        }
        return json;
    }

    private static StopAction stop(JsonFields json) {
        return switch (json.text("type")) {
            case "command" -> new StopAction.Command(json.text("text"));
            case "signal" -> new StopAction.Signal(json.word("name", SignalName.class));
            case "plan" -> new StopAction.Plan(json.part("steps", STEPS, List.of()));
            default -> throw new UnreadableException("'stop.type' must be command, signal or plan");
        };
    }
}
