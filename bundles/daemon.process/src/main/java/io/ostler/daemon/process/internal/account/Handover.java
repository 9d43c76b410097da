package io.ostler.daemon.process.internal.account;

import io.ostler.daemon.process.internal.system.Tools;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives an instance's files to the account of its program, and the way to them, nothing else. Links are given, never
 * followed, and only what the former owner or root had changes hands: a hard link to a stranger's file stays his.
 */
public final class Handover {

    private static final Set<PosixFilePermission> STRANGERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final Path data;
    private final Tools tools;

    /** @param data the daemon's own folder: what lies above it isn't touched */
    public Handover(Path data, Tools tools) {
        this.data = data;
        this.tools = tools;
    }

    /** Before each start, with nothing of the instance running. */
    public void files(Account account, Path files) throws IOException, InterruptedException {
        openWay(account, files);
        int owner = owner(files);
        if (owner != account.user()) {
            LOG.info("The files in {} become those of {}", files, account.name());
            give(account, owner, files, true);
        }
        if (owner != 0 && linksAreGuarded()) {
            give(account, 0, files, true); // what was put there by root since
        }
    }

    /** A program may open its own input once more by {@code /dev/stdin}. */
    public void streams(Account account, List<Path> files) throws IOException, InterruptedException {
        for (var file : files) {
            give(account, owner(file), file, false);
        }
    }

    private void give(Account account, int from, Path what, boolean all) throws IOException, InterruptedException {
        var mode = all ? "-hRP" : "-h";
        var process = new ProcessBuilder(
                        tools.path("chown"),
                        mode,
                        "--from=" + from,
                        account.user() + ":" + account.group(),
                        "--",
                        what.toString())
                .redirectErrorStream(true)
                .start();
        String said;
        try (var output = process.getInputStream()) {
            said = new String(output.readNBytes(2000), StandardCharsets.ISO_8859_1);
            output.transferTo(OutputStream.nullOutputStream());
        }
        if (process.waitFor() != 0) {
            LOG.error("{} can't be given to {}: {}", what, account.name(), said.strip());
            throw new OstlerException(ErrorCode.START_FAILED, Map.of("reason", "OWNER_UNCHANGED"));
        }
    }

    /** Folders on the way may be passed, not looked into; what lies beside the way is closed. */
    private void openWay(Account account, Path files) throws IOException {
        var home = Objects.requireNonNull(files.getParent());
        if (home.startsWith(data)) {
            for (var folder = home.getParent();
                    folder != null && folder.startsWith(data);
                    folder = folder.getParent()) {
                pass(folder, data.relativize(home));
            }
            Files.setAttribute(home, "unix:gid", account.group(), LinkOption.NOFOLLOW_LINKS);
            change(home, EnumSet.of(PosixFilePermission.GROUP_EXECUTE), EnumSet.noneOf(PosixFilePermission.class));
            change(
                    files,
                    EnumSet.noneOf(PosixFilePermission.class),
                    EnumSet.of(
                            PosixFilePermission.OTHERS_READ,
                            PosixFilePermission.OTHERS_WRITE,
                            PosixFilePermission.OTHERS_EXECUTE));
        }
        for (var folder = data.getParent(); folder != null; folder = folder.getParent()) {
            if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                LOG.error("{} lets no other account pass; programs can't run as {}", folder, account.name());
                throw new OstlerException(ErrorCode.START_FAILED, Map.of("reason", "FOLDER_CLOSED"));
            }
        }
    }

    private void pass(Path folder, Path way) throws IOException {
        if (Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                .contains(PosixFilePermission.OTHERS_EXECUTE)) {
            return;
        }
        var next = folder.resolve(way.getName(
                data.relativize(folder).toString().isEmpty()
                        ? 0
                        : data.relativize(folder).getNameCount()));
        try (var beside = Files.newDirectoryStream(folder)) {
            for (var path : beside) {
                boolean closes = !path.equals(next) && !Files.isSymbolicLink(path);
                if (closes && !owned(path, folder)) {
                    change(path, EnumSet.noneOf(PosixFilePermission.class), STRANGERS);
                }
            }
        }
        change(folder, EnumSet.of(PosixFilePermission.OTHERS_EXECUTE), EnumSet.noneOf(PosixFilePermission.class));
    }

    /** Homes of instances have their own rule. */
    private static boolean owned(Path path, Path folder) {
        return folder.endsWith("instances") && Files.isDirectory(path);
    }

    private static void change(Path path, Set<PosixFilePermission> more, Set<PosixFilePermission> less)
            throws IOException {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        if (permissions.addAll(more) | permissions.removeAll(less)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether an account can make hard links to files of others. */
    private static boolean linksAreGuarded() {
        try {
            return Files.readString(Path.of("/proc/sys/fs/protected_hardlinks"))
                    .strip()
                    .equals("1");
        } catch (IOException e) {
            return false;
        }
    }
}
