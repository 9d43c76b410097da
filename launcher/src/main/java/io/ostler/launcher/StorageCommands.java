package io.ostler.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands {@code db}, {@code backup}, {@code restore}, {@code secrets} and {@code audit} of {@code bin/ostler} to the panel's own code, on a
 * plain class path, with the hold on the data folder: nobody else starts meanwhile. Only a backup, a new key and a look at the
 * audit may have a panel that runs.
 */
final class StorageCommands {
    private static final String COMMAND = "io.ostler.panel.storage.jdbc.internal.move.StorageCommand";
    private static final List<String> WHILE_RUNNING = List.of("backup", "secrets", "audit");

    private StorageCommands() {}

    static void run(Distribution distribution, List<String> words) throws StartRefused {
        if (!distribution.kind().hasPanel()) {
            throw new StartRefused("A daemon has no database", "Use the panel's archive");
        }
        var rest = new ArrayList<>(words);
        Path data = Options.takeData(rest, distribution.kind());
        boolean isThere = Files.exists(data.resolve(DataFolder.MARKER));
        if (!isThere && !words.getFirst().equals("restore")) {
            throw new StartRefused("The folder " + data + " holds no data of a panel", "Say where with --data");
        }
        if (isThere && WHILE_RUNNING.contains(words.getFirst()) && DataLock.isHeld(data)) {
            call(distribution, data, true, rest);
            return;
        }
        try (DataFolder folder = DataFolder.look(data, distribution.kind())) {
            folder.claim("process " + ProcessHandle.current().pid() + " (bin/ostler " + words.getFirst() + ")");
            call(distribution, data, false, rest);
        }
    }

    /** The move to another database that somebody planned in the console; a start without one loads nothing. */
    static void carryOutPlan(Distribution distribution, Path data) {
        if (!distribution.kind().hasPanel()
                || Files.notExists(data.resolve("panel").resolve("database.next"))) {
            return;
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            call(distribution, data, false, List.of("db", "switch"));
        } catch (StartRefused e) {
            // The former database is still chosen.
            System.err.println("ostler: " + e.getMessage());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static void call(Distribution distribution, Path data, boolean online, List<String> words)
            throws StartRefused {
        String refusal;
        try (var loader =
                new URLClassLoader(Enrolment.jars(distribution.system()), StorageCommands.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            refusal = (String) loader.loadClass(COMMAND)
                    .getMethod("run", Path.class, Path.class, String.class, boolean.class, List.class)
                    .invoke(null, data, distribution.system(), distribution.version(), online, words);
        } catch (InvocationTargetException e) {
            throw new StartRefused("The command failed: " + e.getCause(), "Try again");
        } catch (IOException | ReflectiveOperationException e) {
            throw new StartRefused("The program is incomplete: " + e, "Unpack the archive again");
        }
        if (refusal != null) {
            throw new StartRefused(refusal);
        }
    }
}
