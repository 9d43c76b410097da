package io.ostler.panel.storage.jdbc.internal.move;

import io.ostler.model.OstlerException;
import io.ostler.panel.storage.jdbc.internal.SchemaHistory;
import io.ostler.panel.storage.jdbc.internal.SchemaHistory.SchemaMismatchException;
import io.ostler.panel.storage.jdbc.internal.secret.KeyFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bin/ostler db}, {@code backup}, {@code restore}, {@code secrets} and {@code audit} do, on a plain class path: no panel of
 * ours runs meanwhile, unless {@code online} says so. Confined to one thread.
 */
public final class StorageCommand {
    private final Path data;
    private final Path repository;
    private final String version;
    private final boolean online;
    private final PrintStream out;

    StorageCommand(Path data, Path repository, String version, boolean online, PrintStream out) {
        this.data = data;
        this.repository = repository;
        this.version = version;
        this.online = online;
        this.out = out;
    }

    /**
     * Called by the launcher, by name.
     *
     * @return null, or the line that says why not
     */
    public static @Nullable String run(Path data, Path repository, String version, boolean online, List<String> words) {
        return new StorageCommand(data, repository, version, online, System.out).run(words);
    }

    @Nullable
    String run(List<String> words) {
        try {
            return switch (String.join(" ", words.stream().limit(2).toList())) {
                case "db copy" -> copy(Arguments.of(words, 2, Set.of("--to"), Set.of("--use")));
                case "db check" -> check();
                case "db switch" -> carryOut();
                case "secrets rotate" -> rotate();
                case "audit verify" -> verify(Arguments.of(words, 2, Set.of("--known"), Set.of()));
                default ->
                    switch (words.getFirst()) {
                        case "backup" -> backup(Arguments.of(words, 1, Set.of("--passphrase-file"), Set.of()));
                        case "restore" -> restore(Arguments.of(words, 1, Set.of("--passphrase-file"), Set.of()));
                        default -> throw new Refused("There is no such command. Try: bin/ostler help");
                    };
            };
        } catch (Refused | SchemaMismatchException e) {
            return e.getMessage();
        } catch (OstlerException e) {
            var explanation = e.parameters().get("explanation");
            return explanation == null ? e.getMessage() : explanation;
        } catch (IOException | SQLException e) {
            var next = e instanceof SQLException sql ? sql.getNextException() : null;
            return "It failed: " + (next == null ? e : next).getMessage();
        }
    }

    private @Nullable String copy(Arguments arguments) throws Refused, IOException, SQLException {
        var to = arguments.options().get("--to");
        var from = ChosenDatabase.name(data);
        if (to == null || !arguments.files().isEmpty()) {
            throw new Refused("Say where to: bin/ostler db copy --to postgres (or derby).");
        }
        if (to.equals(from)) {
            throw new Refused("The panel uses " + from + " already.");
        }
        var source = ChosenDatabase.provider(from);
        var target = ChosenDatabase.provider(to);
        out.println("From: " + source.place(data));
        out.println("To:   " + target.place(data));
        try (var opened = source.open(data);
                var empty = target.open(data)) {
            DatabaseCopy.run(opened, empty, KnownMigrations.in(repository))
                    .forEach((table, sum) -> out.println("  " + table + ": " + sum.rows() + " rows, the same"));
        }
        if (arguments.flags().contains("--use")) {
            ChosenDatabase.choose(data, to);
            out.println("Copied and verified. The panel uses it from the next start on.");
        } else {
            out.println("Copied and verified. To use it, write storage = " + to + " into "
                    + data.resolve("panel").resolve("database.cfg") + ".");
        }
        return null;
    }

    private @Nullable String check() throws Refused, IOException, SQLException {
        var provider = ChosenDatabase.provider(ChosenDatabase.name(data));
        out.println(provider.place(data));
        try (var database = provider.open(data);
                var connection = database.dataSource().getConnection()) {
            new SchemaHistory(database.dataSource()).requireComplete();
            var sums = new Sums();
            connection.setAutoCommit(false);
            DatabaseRows.visit(connection, sums);
            connection.rollback();
            sums.tables()
                    .forEach((table, sum) -> out.println("  " + table + ": " + sum.rows() + " rows, "
                            + sum.content().substring(0, 16)));
        }
        return null;
    }

    /** At a start, by the launcher. */
    private @Nullable String carryOut() throws IOException {
        out.println(PlannedSwitch.carryOut(data, KnownMigrations.in(repository)));
        return null;
    }

    private @Nullable String rotate() throws IOException {
        var ring = new KeyFile(data).rotate();
        out.println("Key " + ring.current() + " seals from now on; the older ones still open. Copy "
                + new KeyFile(data).path() + " to where your copy of it is.");
        return null;
    }

    private @Nullable String backup(Arguments arguments) throws Refused, IOException, SQLException {
        var file = arguments.file("backup FILE");
        var passphrase = arguments.passphrase();
        BackupWriter.Rows rows = online ? visitor -> RowsDoor.visit(data, visitor) : this::visitStopped;
        BackupWriter.write(data, file, passphrase, version, rows);
        out.println("Written and verified: " + file
                + (passphrase == null
                        ? ". The panel's keys are not in it: keep copies of panel/identity/panel.key and"
                                + " panel/secrets.key apart."
                        : ", with the panel's keys under your passphrase."));
        return null;
    }

    private @Nullable String verify(Arguments arguments) throws Refused, IOException, SQLException {
        var check = new AuditCheck(arguments.options().get("--known"));
        if (online) {
            RowsDoor.visit(data, check);
        } else {
            visitStopped(check);
        }
        out.println(check.result());
        return null;
    }

    private void visitStopped(RowVisitor visitor) throws IOException, SQLException, Refused {
        try (var database = ChosenDatabase.provider(ChosenDatabase.name(data)).open(data)) {
            new SchemaHistory(database.dataSource()).requireComplete();
            database.readConsistently(data.resolve("panel"), connection -> DatabaseRows.visit(connection, visitor));
        }
    }

    private @Nullable String restore(Arguments arguments) throws Refused, IOException, SQLException {
        var file = arguments.file("restore FILE");
        var into = ChosenDatabase.provider(ChosenDatabase.name(data));
        Restore.run(data, file, arguments.passphrase(), into, KnownMigrations.in(repository));
        out.println("Restored and verified: " + into.place(data) + ". Everybody signs in again.");
        return null;
    }

    /** What follows a command. Immutable. */
    record Arguments(List<String> files, Map<String, String> options, Set<String> flags) {

        static Arguments of(List<String> words, int skip, Set<String> withValue, Set<String> without) throws Refused {
            var files = new ArrayList<String>();
            var options = new HashMap<String, String>();
            var flags = new HashSet<String>();
            for (int i = skip; i < words.size(); i++) {
                var word = words.get(i);
                if (withValue.contains(word) && i + 1 < words.size()) {
                    options.put(word, words.get(++i));
                } else if (without.contains(word)) {
                    flags.add(word);
                } else if (word.startsWith("-")) {
                    throw new Refused("There is no option " + word + ", or it lacks its value. Try: bin/ostler help");
                } else {
                    files.add(word);
                }
            }
            return new Arguments(List.copyOf(files), Map.copyOf(options), Set.copyOf(flags));
        }

        Path file(String usage) throws Refused {
            if (files.size() != 1) {
                throw new Refused("Name one file: bin/ostler " + usage);
            }
            return Path.of(files.getFirst()).toAbsolutePath();
        }

        /** The first line of the file that the option names. */
        char @Nullable [] passphrase() throws IOException, Refused {
            var file = options.get("--passphrase-file");
            if (file == null) {
                return null;
            }
            try (var lines = Files.lines(Path.of(file))) {
                var line = lines.findFirst().orElse("");
                if (line.length() < 8) {
                    throw new Refused("The passphrase in " + file + " has less than 8 characters.");
                }
                return line.toCharArray();
            }
        }
    }
}
