package io.ostler.daemon.files.internal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.ostler.model.ErrorCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Reads what a link says, without following it. Java reads links by path only, and a path may lead elsewhere a moment
 * later; the system's own name of an open folder ({@code /proc/self/fd/7}) can't.
 */
final class LinkText {
    private static final Path HANDLES = Path.of("/proc/self/fd");

    private LinkText() {}

    /** Empty when it can't be told, or is no text; {@code NOT_A_FILE} when the name is no link. */
    static Optional<String> of(Folder folder, Path name) throws IOException {
        var link = folder.look(name);
        if (!link.isSymbolicLink()) {
            throw new Fault(ErrorCode.NOT_A_FILE);
        }
        if (!Files.isDirectory(HANDLES)) {
            return Optional.empty();
        }
        var here = folder.attributes();
        try (var handles = Files.newDirectoryStream(HANDLES)) {
            return read(handles, here, link, name);
        }
    }

    private static Optional<String> read(
            DirectoryStream<Path> handles, BasicFileAttributes folder, BasicFileAttributes link, Path name) {
        for (var handle : handles) {
            try {
                if (!isFolder(handle, folder)) {
                    continue;
                }
                var text = Files.readSymbolicLink(handle.resolve(name)).toString();
                // The number may be another thread's handle of the same folder, and be given anew meanwhile.
                if (isFolder(handle, folder) && isLink(handle.resolve(name), link)) {
                    return Optional.of(text).filter(read -> !ShownName.isOdd(read));
                }
            } catch (IOException e) {
                continue; // closed or changed meanwhile: another handle may tell
            }
        }
        return Optional.empty();
    }

    /** While the caller holds the folder, nothing else can have its identity. */
    private static boolean isFolder(Path handle, BasicFileAttributes folder) throws IOException {
        return Folder.isSame(Files.readAttributes(handle, BasicFileAttributes.class), folder);
    }

    private static boolean isLink(Path path, BasicFileAttributes link) throws IOException {
        return Folder.isSame(Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS), link);
    }
}
