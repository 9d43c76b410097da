package io.ostler.daemon.instance.internal.store;

import com.google.gson.JsonObject;
import io.ostler.model.InstanceDefinition;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The content of {@code instance.json}. Fields that this version doesn't know are kept when it is written again.
 * Immutable but for the JSON object, which nobody changes.
 */
public final class StoredDefinition {

    private static final int FORMAT = 1;

    private final InstanceDefinition definition;
    private final long revision;
    private final JsonObject json;

    private StoredDefinition(InstanceDefinition definition, long revision, JsonObject json) {
        this.definition = definition;
        this.revision = revision;
        this.json = json;
    }

    public static StoredDefinition first(InstanceDefinition definition) {
        return of(definition, 1, new JsonObject());
    }

    /** With another definition and the next revision. */
    public StoredDefinition changed(InstanceDefinition changed) {
        return of(changed, revision + 1, json.deepCopy());
    }

    public InstanceDefinition definition() {
        return definition;
    }

    public long revision() {
        return revision;
    }

    /**
     * What is on the disk.
     *
     * @throws UnreadableException when it is no definition of a format that this version knows
     */
    public static StoredDefinition read(Path file) throws IOException {
        try {
            var json = JsonText.parse(Files.readString(file));
            var fields = new JsonFields(json);
            if (fields.number("format") != FORMAT) {
                throw new UnreadableException("'format' must be " + FORMAT + " for this version of Ostler");
            }
            long revision = fields.number("revision");
            if (revision < 1) {
                throw new UnreadableException("'revision' must be at least 1");
            }
            return new StoredDefinition(DefinitionJson.read(fields), revision, json);
        } catch (CharacterCodingException e) {
            throw new UnreadableException("not UTF-8", e);
        }
    }

    /** On the disk when it returns. */
    public void write(Path file) throws IOException {
        DurableFile.write(file, JsonText.of(json));
    }

    private static StoredDefinition of(InstanceDefinition definition, long revision, JsonObject json) {
        json.addProperty("format", FORMAT);
        json.addProperty("revision", revision);
        DefinitionJson.write(definition, json);
        return new StoredDefinition(definition, revision, json);
    }
}
