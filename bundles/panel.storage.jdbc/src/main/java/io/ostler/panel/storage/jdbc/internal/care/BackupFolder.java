package io.ostler.panel.storage.jdbc.internal.care;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.panel.api.storage.StorageSettings.BackupFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** {@code DATA/backups}, for the panel's own user alone; nothing else is ever named from outside. Thread-safe. */
final class BackupFolder {
    private static final Pattern NAME = Pattern.compile("ostler-[0-9]{8}-[0-9]{6}(-[0-9]{1,3})?\\.backup");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;

    BackupFolder(Path data) {
        folder = data.resolve("backups");
    }

    Path path() {
        return folder;
    }

    /** The newest first. */
    List<BackupFile> list() throws IOException {
        var found = new ArrayList<BackupFile>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder)) {
                for (var file : files) {
                    var name = file.getFileName().toString();
                    if (NAME.matcher(name).matches() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                        found.add(new BackupFile(
                                name,
                                Files.size(file),
                                Files.getLastModifiedTime(file).toInstant()));
                    }
                }
            }
        }
        found.sort(Comparator.comparing(BackupFile::made).reversed());
        return found;
    }

    /** One that there isn't yet. */
    Path next(Instant now) throws IOException {
        var owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
        var name = "ostler-" + TIME.format(now);
        var file = folder.resolve(name + ".backup");
        for (int i = 2; Files.exists(file) && i < 1000; i++) {
            file = folder.resolve(name + "-" + i + ".backup");
        }
        return file;
    }

    /** {@code NOT_FOUND} for every name that isn't that of a backup here. */
    Path find(String name) {
        var file = folder.resolve(NAME.matcher(name).matches() ? name : "none");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new OstlerException(ErrorCode.NOT_FOUND);
        }
        return file;
    }
}
