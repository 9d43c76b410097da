package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.model.OstlerException;
import io.ostler.panel.storage.jdbc.internal.Migration;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * The move to another database that the next start makes, before any panel writes: {@code database.next} is what
 * {@code database.cfg} will say. Cut off at any step, the next start begins it anew; where it fails, the former database
 * stays in use and {@code database.switched} says why. Stateless.
 */
public final class PlannedSwitch {
    private static final String NEXT = "database.next";
    private static final String RESULT = "database.switched";

    private PlannedSwitch() {}

    /** What the last one came to. */
    public record Result(Instant at, boolean done, String explanation) {}

    /** The lines of the planned file. */
    public static Optional<Properties> planned(Path data) throws IOException {
        return read(file(data, NEXT));
    }

    public static void plan(Path data, List<String> lines) throws IOException {
        replace(file(data, NEXT), lines);
    }

    public static void cancel(Path data) throws IOException {
        Files.deleteIfExists(file(data, NEXT));
    }

    public static Optional<Result> last(Path data) throws IOException {
        return read(file(data, RESULT))
                .map(result -> new Result(
                        Instant.parse(result.getProperty("at", Instant.EPOCH.toString())),
                        Boolean.parseBoolean(result.getProperty("done")),
                        result.getProperty("explanation", "")));
    }

    /** A value as a line of such a file takes it. */
    public static String escaped(String value) {
        var text = value.replace("\\", "\\\\");
        return text.startsWith(" ") || text.startsWith("\t") ? "\\" + text : text;
    }

    /** Says what happened in one line; the panel starts with whatever {@code database.cfg} names then. */
    static String carryOut(Path data, Map<String, List<Migration>> known) throws IOException {
        var settings = planned(data).orElse(null);
        if (settings == null) {
            return "Nothing is planned.";
        }
        var to = Objects.requireNonNullElse(settings.getProperty("storage"), "").strip();
        var from = ChosenDatabase.name(data);
        if (to.equals(from)) {
            // Cut off after the choice.
            cancel(data);
            return "The panel uses " + to + " already.";
        }
        var chosen = file(data, "database.cfg");
        var former = Files.exists(chosen) ? Files.readAllLines(chosen) : List.<String>of("storage = " + from);
        Result result;
        try {
            // Its settings, and the former database as long as the copy isn't complete: in one step, because a start
            // that is cut off in between would take the new one for the whole.
            replace(chosen, ChosenDatabase.choosing(Files.readAllLines(file(data, NEXT)), from));
            try (var source = ChosenDatabase.provider(from).open(data);
                    var target = ChosenDatabase.provider(to).open(data)) {
                var sums = DatabaseCopy.run(source, target, known);
                long rows = sums.values().stream().mapToLong(Sums.Sum::rows).sum();
                result = new Result(
                        Instant.now(),
                        true,
                        "Copied and compared: " + sums.size() + " tables, " + rows + " rows. The panel uses "
                                + ChosenDatabase.provider(to).place(data) + ".");
            }
            ChosenDatabase.choose(data, to);
        } catch (OstlerException e) {
            result = failed(
                    data, former, Objects.requireNonNullElse(e.parameters().get("explanation"), e.toString()));
        } catch (Refused | IOException | SQLException e) {
            result = failed(data, former, String.valueOf(e.getMessage()));
        }
        replace(
                file(data, RESULT),
                List.of(
                        "at = " + result.at(),
                        "done = " + result.done(),
                        "explanation = " + escaped(result.explanation().replaceAll("\\R", " "))));
        cancel(data);
        return result.explanation();
    }

    private static Result failed(Path data, List<String> former, String why) throws IOException {
        replace(file(data, "database.cfg"), former);
        return new Result(Instant.now(), false, why);
    }

    private static Optional<Properties> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return Optional.of(properties);
    }

    private static Path file(Path data, String name) {
        return data.resolve("panel").resolve(name);
    }

    private static void replace(Path file, List<String> lines) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, lines, StandardCharsets.UTF_8);
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
