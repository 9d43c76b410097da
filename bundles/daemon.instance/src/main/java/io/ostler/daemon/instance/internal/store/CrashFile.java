package io.ostler.daemon.instance.internal.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ostler.protocol.Care;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code crash.json}: how the last run that ended by itself ended. Stateless. */
public final class CrashFile {
    private CrashFile() {}

    public static void write(Path file, Care.CrashReport report) throws IOException {
        var json = new JsonObject();
        json.add("exit", RunLedgerFile.exit(report.exit()));
        json.addProperty("cause", report.cause());
        var lines = new JsonArray();
        report.lines().forEach(lines::add);
        json.add("lines", lines);
        json.addProperty("starts", report.starts());
        DurableFile.writeSoon(file, JsonText.of(json));
    }

    /** @throws UnreadableException when it isn't what was written */
    public static Care.CrashReport read(Path file) throws IOException {
        var json = new JsonFields(JsonText.parse(Files.readString(file)));
        return new Care.CrashReport(
                RunLedgerFile.exit(json.child("exit")),
                json.text("cause"),
                json.texts("lines"),
                (int) json.number("starts"),
                List.of());
    }
}
