package io.ostler.daemon.instance.internal.store;

import com.google.gson.JsonObject;
import io.ostler.daemon.instance.internal.store.RunLedger.Before;
import io.ostler.daemon.instance.internal.store.RunLedger.Phase;
import io.ostler.daemon.instance.internal.store.RunLedger.Requested;
import io.ostler.daemon.instance.internal.store.RunLedger.Retries;
import io.ostler.daemon.instance.internal.store.RunLedger.Stop;
import io.ostler.model.ExitInfo;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code state.json}: the {@link RunLedger} of an instance. Stateless. */
public final class RunLedgerFile {
    private RunLedgerFile() {}

    /**
     * What is written down, or rest when nothing ever was.
     *
     * @throws UnreadableException when the file is there and can't be understood
     */
    public static RunLedger read(Path file) throws IOException {
        try {
            var json = new JsonFields(JsonText.parse(Files.readString(file)));
            return new RunLedger(
                    json.word("phase", Phase.class),
                    json.has("since") ? json.instant("since") : null,
                    json.has("startedWith") ? DefinitionJson.read(json.child("startedWith")) : null,
                    json.has("before") ? before(json.child("before")) : null,
                    json.word("requested", Requested.class),
                    json.has("stopSince") && json.has("deadline") ? stop(json) : null,
                    json.has("exit") ? exit(json.child("exit")) : null,
                    json.has("retries") ? retries(json.child("retries")) : null,
                    json.has("resumes") && json.flag("resumes"));
        } catch (NoSuchFileException e) {
            return RunLedger.rest(null);
        } catch (CharacterCodingException e) {
            throw new UnreadableException("not UTF-8", e);
        }
    }

    /** Not forced to the disk: when the machine goes down, so does what it tells of. */
    public static void write(Path file, RunLedger ledger) throws IOException {
        var json = new JsonObject();
        json.addProperty("phase", ledger.phase().name());
        add(json, "since", ledger.since());
        json.addProperty("requested", ledger.requested().name());
        if (ledger.before() != null) {
            var before = new JsonObject();
            before.addProperty("console", ledger.before().console());
            before.addProperty("oomKills", ledger.before().oomKills());
            json.add("before", before);
        }
        var stop = ledger.stop();
        json.addProperty("stopSent", stop != null && stop.isSent());
        if (stop != null) {
            add(json, "stopSince", stop.since());
            add(json, "deadline", stop.deadline());
            json.addProperty("stopStep", stop.step());
            add(json, "stepUntil", stop.stepUntil());
            if (stop.cause() != null) {
                json.addProperty("cause", stop.cause());
            }
        }
        if (ledger.retries() != null) {
            var retries = new JsonObject();
            retries.addProperty("attempt", ledger.retries().attempt());
            add(retries, "next", ledger.retries().next());
            json.add("retries", retries);
        }
        if (ledger.resumes()) {
            json.addProperty("resumes", true);
        }
        if (ledger.exit() != null) {
            json.add("exit", exit(ledger.exit()));
        }
        if (ledger.startedWith() != null) {
            var definition = new JsonObject();
            DefinitionJson.write(ledger.startedWith(), definition);
            json.add("startedWith", definition);
        }
        DurableFile.writeSoon(file, JsonText.of(json));
    }

    private static void add(JsonObject json, String name, @Nullable Instant time) {
        if (time != null) {
            json.addProperty(name, time.toString());
        }
    }

    private static Before before(JsonFields json) {
        return new Before(json.number("console"), json.number("oomKills"));
    }

    /** Earlier versions knew no steps. */
    private static Stop stop(JsonFields json) {
        return new Stop(
                json.instant("stopSince"),
                json.instant("deadline"),
                json.has("stopStep") ? (int) json.number("stopStep") : 0,
                json.has("stepUntil") ? json.instant("stepUntil") : null,
                json.flag("stopSent"),
                json.has("cause") ? json.text("cause") : null);
    }

    private static Retries retries(JsonFields json) {
        return new Retries((int) json.number("attempt"), json.has("next") ? json.instant("next") : null);
    }

    static JsonObject exit(ExitInfo exit) {
        var json = new JsonObject();
        json.addProperty("code", exit.code());
        json.addProperty("signal", exit.signal());
        json.addProperty("at", exit.at().toString());
        json.addProperty("ranMillis", exit.ran().toMillis());
        json.addProperty("requested", exit.requested());
        return json;
    }

    static ExitInfo exit(JsonFields json) {
        return new ExitInfo(
                json.has("code") ? (int) json.number("code") : null,
                json.has("signal") ? (int) json.number("signal") : null,
                json.instant("at"),
                Duration.ofMillis(json.number("ranMillis")),
                json.flag("requested"));
    }
}
