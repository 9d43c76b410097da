package io.ostler.logging.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's logging, writing to rotated files: {@code ostler.0.log} is the newest. Thread-safe.
 */
final class LogFiles implements AutoCloseable {
    private static final int MEGABYTE = 1 << 20;

    private final @Nullable Path folder;
    /** The JDK forgets the level of a logger that nobody holds. */
    private final List<Logger> held = new ArrayList<>();

    private @Nullable Handler handler;
    private LogSettings settings = LogSettings.defaults();

    private LogFiles(@Nullable Path folder) {
        this.folder = folder;
    }

    static LogFiles closed() {
        return new LogFiles(null);
    }

    static LogFiles open(Path folder) throws IOException {
        Files.createDirectories(folder);
        LogManager.getLogManager().reset(); // ends the JDK's habit of writing to the terminal
        var files = new LogFiles(folder);
        files.openHandler();
        files.setLevels();
        return files;
    }

    private void openHandler() throws IOException {
        if (folder == null) {
            return;
        }
        var opened = new FileHandler(
                folder.toString().replace("%", "%%") + "/ostler.%g.log",
                settings.fileSizeMb() * MEGABYTE,
                settings.fileCount(),
                true);
        opened.setEncoding("UTF-8");
        opened.setLevel(Level.ALL);
        opened.setFormatter(new LineFormatter());
        Logger.getLogger("").addHandler(opened);
        closeHandler();
        handler = opened;
    }

    private void setLevels() {
        held.forEach(logger -> logger.setLevel(null));
        held.clear();
        settings.levels().forEach((name, level) -> {
            Logger logger = Logger.getLogger(name);
            logger.setLevel(level);
            held.add(logger);
        });
    }

    synchronized void configure(LogSettings wanted) {
        boolean otherFiles = wanted.fileSizeMb() != settings.fileSizeMb() || wanted.fileCount() != settings.fileCount();
        settings = wanted;
        setLevels();
        if (otherFiles) {
            try {
                closeHandler(); // before the new one: the JDK would take another name beside an open file
                openHandler();
            } catch (IOException e) {
                Logger.getLogger("io.ostler.logging").log(Level.SEVERE, "The log files can't be opened again", e);
            }
        }
    }

    private void closeHandler() {
        if (handler != null) {
            Logger.getLogger("").removeHandler(handler);
            handler.close();
            handler = null;
        }
    }

    @Override
    public synchronized void close() {
        closeHandler();
        held.clear();
    }
}
