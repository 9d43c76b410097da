package io.ostler.daemon.files.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/**
 * A file in the making that nobody sees under its name yet. Confined to one thread at a time. Closing it removes it
 * unless it was moved to its place.
 */
final class TempFile implements Closeable {
    private final Staging staging;
    private final Folder place;
    private final Path name;
    private final boolean isPrivate;
    private final FileChannel channel;
    private boolean isMoved;
    private boolean hasOwner;

    /** Takes over the handle of the folder in which it lies. */
    TempFile(Staging staging, Folder place, Path name, boolean isPrivate, FileChannel channel) {
        this.staging = staging;
        this.place = place;
        this.name = name;
        this.isPrivate = isPrivate;
        this.channel = channel;
    }

    /** Takes mode and time of what it is a copy of. */
    void takeLooks(PosixFileAttributes other) throws IOException {
        if (isPrivate) {
            var view = place.viewOf(name);
            view.setPermissions(other.permissions());
            view.setTimes(other.lastModifiedTime(), null, null);
        }
    }

    FileChannel channel() {
        return channel;
    }

    PosixFileAttributes attributes() throws IOException {
        return place.look(name);
    }

    /**
     * Gives it its name, replacing a file of that name at once: the caller has checked that it may.
     *
     * @param old the file that it replaces, whose mode and owner it takes
     */
    void moveTo(Folder target, Path to, Optional<PosixFileAttributes> old) throws IOException {
        if (old.isPresent()) {
            takeAfter(old.get());
        } else if (isPrivate && !hasOwner) {
            giveTo(target.attributes());
        }
        try {
            place.rename(name, target, to);
            isMoved = true;
        } catch (AtomicMoveNotSupportedException e) {
            // Another mount of the same disk; nothing but the system's refusal tells.
            try (var copy = staging.createBeside(target, old)) {
                copyTo(copy.channel);
                copy.moveTo(target, to, old);
            }
        }
    }

    private void copyTo(FileChannel copy) throws IOException {
        try (var source = place.openFile(name)) {
            for (long at = 0; at < source.size(); ) {
                at += source.transferTo(at, source.size() - at, copy);
            }
        }
        copy.force(false);
    }

    /** Takes mode and owner of the file that it replaces. */
    void takeAfter(PosixFileAttributes old) throws IOException {
        hasOwner = true;
        if (!isPrivate) {
            return; // made with that mode
        }
        giveTo(old);
        place.viewOf(name).setPermissions(old.permissions());
    }

    /** A new file is its folder's owner's: the program's account must be able to use what people bring. */
    private void giveTo(PosixFileAttributes owner) throws IOException {
        Staging.give(place.viewOf(name), owner);
    }

    /** It has its name; the channel lives on. */
    void release() throws IOException {
        place.close();
        staging.forget(name);
    }

    @Override
    public void close() throws IOException {
        try (place) {
            channel.close();
            if (!isMoved) {
                place.removeFile(name);
            }
        } catch (NoSuchFileException e) {
            // removed together with its folder
        } finally {
            staging.forget(name);
        }
    }
}
