package io.ostler.daemon.instance.internal.crash;

import io.ostler.daemon.instance.internal.store.CrashFile;
import io.ostler.daemon.instance.internal.store.InstanceFolders;
import io.ostler.daemon.instance.internal.store.RunLedger;
import io.ostler.daemon.instance.internal.store.UnreadableException;
import io.ostler.model.ExitInfo;
import io.ostler.model.InstanceDefinition;
import io.ostler.protocol.Care;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The report of the last crash of one instance, kept beside its definition. Called with the instance's monitor held. */
public final class CrashReports {

    private static final int KILL = 9;
    private static final Logger LOG = LoggerFactory.getLogger(CrashReports.class);

    private final InstanceFolders folders;

    public CrashReports(InstanceFolders folders) {
        this.folders = folders;
    }

    /**
     * @param ledger of the run that has ended
     * @param limit why a limit of its type ended it, null: none did
     * @param starts how many in a row the restart policy had made
     */
    public void write(
            ExitInfo exit, RunLedger ledger, @Nullable String limit, int starts, InstanceDefinition definition) {
        var lines = lines(ledger, definition);
        try {
            CrashFile.write(
                    folders.crashFile(),
                    new Care.CrashReport(
                            exit, limit != null ? limit : cause(exit, ledger, lines), lines, starts, List.of()));
        } catch (IOException e) {
            LOG.error("The crash of instance {} can't be reported", folders.id(), e);
        }
    }

    /** @param shown the crash that the instance's state tells of; its report may not have found room on the disk */
    public Optional<Care.CrashReport> read(@Nullable ExitInfo shown) {
        try {
            return Optional.of(CrashFile.read(folders.crashFile()));
        } catch (NoSuchFileException e) {
            LOG.debug("Instance {} has no report", folders.id());
        } catch (IOException | UnreadableException e) {
            LOG.warn("{} can't be read: {}", folders.crashFile(), e.toString());
        }
        return Optional.ofNullable(shown)
                .map(exit -> new Care.CrashReport(exit, cause(exit, null, List.of()), List.of(), 0, List.of()));
    }

    public void clear() {
        try {
            Files.deleteIfExists(folders.crashFile());
        } catch (IOException e) {
            LOG.warn("{} stays behind", folders.crashFile(), e);
        }
    }

    private List<String> lines(RunLedger ledger, InstanceDefinition definition) {
        if (ledger.before() == null) {
            return List.of();
        }
        try {
            return LastLines.of(
                    folders.consoleLog(), ledger.before().console(), Charset.forName(definition.encoding()));
        } catch (IOException e) {
            LOG.warn("The last lines of instance {} can't be read: {}", folders.id(), e.toString());
            return List.of();
        }
    }

    private static String cause(ExitInfo exit, @Nullable RunLedger ledger, List<String> lines) {
        if (ledger != null && ledger.stop() != null && ledger.stop().cause() != null) {
            return ledger.stop().cause();
        }
        if (exit.code() == null && exit.signal() == null) {
            return "LOST";
        }
        if (lines.stream().anyMatch(line -> line.contains("java.lang.OutOfMemoryError"))
                || (exit.signal() != null && exit.signal() == KILL && kernelKilled(ledger))) {
            return "OUT_OF_MEMORY";
        }
        return exit.signal() != null ? "SIGNAL" : "EXIT_CODE";
    }

    private static boolean kernelKilled(@Nullable RunLedger ledger) {
        return ledger != null
                && ledger.before() != null
                && ledger.before().oomKills() >= 0
                && OomKills.count() > ledger.before().oomKills();
    }
}
