package io.ostler.daemon.instance.internal.store;

import com.google.gson.JsonObject;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code instance.json}. Fields that this version doesn't know are kept when it is written again.
 * Immutable but for the JSON object, which nobody changes.
 */
public final class StoredDefinition {

    private static final int FORMAT = 1;
    private static final String BY = "changedBy";
    private static final String AT = "changedAt";

    private final InstanceDefinition definition;
    private final long revision;
    private final JsonObject json;

    private StoredDefinition(InstanceDefinition definition, long revision, JsonObject json) {
        this.definition = definition;
        this.revision = revision;
        this.json = json;
    }

    /** @param user who made it, null: nobody in particular */
    public static StoredDefinition first(InstanceDefinition definition, @Nullable UserId user, Instant at) {
        return of(definition, 1, user, at, new JsonObject());
    }

    /** With another definition and the next revision. */
    public StoredDefinition changed(InstanceDefinition changed, @Nullable UserId user, Instant at) {
        return of(changed, revision + 1, user, at, json.deepCopy());
    }

    /** Who made it what it is, null: nobody in particular, or an earlier version that didn't note it. */
    public @Nullable UserId changedBy() {
        var fields = new JsonFields(json);
        try {
            return fields.has(BY) ? new UserId(fields.text(BY)) : null;
        } catch (OstlerException | UnreadableException e) {
            return null; // edited by hand; not worth an instance
        }
    }

    /** Null when an earlier version didn't note it. */
    public @Nullable Instant changedAt() {
        var fields = new JsonFields(json);
        try {
            return fields.has(AT) ? fields.instant(AT) : null;
        } catch (UnreadableException e) {
            return null; // as above
        }
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

    private static StoredDefinition of(
            InstanceDefinition definition, long revision, @Nullable UserId user, Instant at, JsonObject json) {
        json.addProperty("format", FORMAT);
        json.addProperty("revision", revision);
        json.remove(BY);
        if (user != null) {
            json.addProperty(BY, user.value());
        }
        json.addProperty(AT, at.toString());
        DefinitionJson.write(definition, json);
        return new StoredDefinition(definition, revision, json);
    }
}
