package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.Download;
import io.ostler.daemon.api.files.RandomFile;
import io.ostler.daemon.api.files.ResumableUploads.Part;
import io.ostler.daemon.api.files.Upload;
import io.ostler.daemon.files.internal.Guard.Want;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.model.UserId;
import io.ostler.protocol.Files.Conflict;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** Bytes in and out. Thread-safe. */
final class ByteWork {
    private static final int TRIES = 16;

    private final Confined confined;

    ByteWork(Confined confined) {
        this.confined = confined;
    }

    Upload upload(FilePath file, long size, Conflict conflict) {
        return confined.child(file, Want.WRITE, (folder, name) -> {
            var old = prepare(folder, name, file, size, conflict);
            var space = confined.parts().space().reserve(Space.cost(Math.max(0, size)));
            try {
                var temp = confined.parts().staging().create(folder, old);
                return new StagedUpload(
                        file,
                        temp,
                        space,
                        size,
                        (done, its, isDurable) -> isDurable
                                ? confined.placeUpload(done, file, its, conflict)
                                : confined.placeForLater(done, file, its, conflict));
            } catch (IOException e) {
                space.close();
                throw e;
            }
        });
    }

    void flush() {
        try {
            DiskFlush.flush(confined.parts().root());
        } catch (IOException e) {
            throw new OstlerException(ErrorCode.STORAGE_FAILED, Map.of(), e);
        }
    }

    /** What can be refused before the first byte. */
    private Optional<java.nio.file.attribute.PosixFileAttributes> prepare(
            Folder folder, Path name, FilePath file, long size, Conflict conflict) throws IOException {
        requireRule(conflict);
        var old = folder.lookIfThere(name);
        if (conflict != Conflict.RENAME) {
            Confined.requireReplaceable(file, old, conflict == Conflict.OVERWRITE);
        } else if (old.isEmpty()) {
            file.requireCreatable();
        }
        if (size > Files.getFileStore(confined.parts().root()).getUsableSpace()) {
            throw new Fault(ErrorCode.DISK_FULL);
        }
        return conflict == Conflict.OVERWRITE ? old : Optional.empty();
    }

    private static void requireRule(Conflict conflict) {
        if (conflict == Conflict.SKIP) {
            throw OstlerException.invalid("conflict", "FAIL, OVERWRITE or RENAME");
        }
    }

    Download download(FilePath file) {
        return confined.child(
                file,
                Want.READ,
                (folder, name) -> confined.parts().opening().open(folder, name).asDownload(file.name()));
    }

    RandomFile open(FilePath file, boolean create, boolean exclusive, boolean truncate) {
        return confined.child(file, Want.WRITE, (folder, name) -> {
            for (int i = 0; i < TRIES; i++) {
                var old = folder.lookIfThere(name);
                if (old.isPresent() && exclusive) {
                    throw new Fault(ErrorCode.FILE_EXISTS);
                }
                if (old.isPresent()) {
                    return inPlace(folder, name, file, truncate);
                }
                if (!create) {
                    throw new Fault(ErrorCode.FILE_NOT_FOUND);
                }
                var made = make(folder, name, file);
                if (made.isPresent()) {
                    return made.get();
                }
            }
            throw new Fault(ErrorCode.CONFLICT);
        });
    }

    private RandomFile inPlace(Folder folder, Path name, FilePath file, boolean truncate) throws IOException {
        var open = confined.parts().opening().open(folder, name, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var inPlace = new InPlaceFile(file, open.channel(), open.attributes().fileKey(), confined);
        if (truncate) {
            try {
                inPlace.resize(0);
            } catch (RuntimeException e) {
                inPlace.close();
                throw e;
            }
        }
        return inPlace;
    }

    /** Empty when somebody else was faster. */
    private Optional<RandomFile> make(Folder folder, Path name, FilePath file) throws IOException {
        file.requireCreatable();
        try (var space = confined.parts().space().reserve(Space.cost(0))) {
            if (confined.parts().staging().isOfAnother(folder)) {
                return makeForAnother(folder, name, file, space);
            }
            var channel = folder.create(name);
            space.settle(Space.cost(0));
            var key = folder.look(name).fileKey();
            return Optional.of(new InPlaceFile(file, channel, key, confined));
        } catch (FileAlreadyExistsException e) {
            return Optional.empty();
        }
    }

    /** Made where nobody can swap it while it changes hands. */
    private Optional<RandomFile> makeForAnother(Folder folder, Path name, FilePath file, Space.Reservation space)
            throws IOException {
        var temp = confined.parts().staging().create(folder, Optional.empty());
        boolean isPlaced = false;
        confined.parts().names().lock();
        try {
            if (folder.lookIfThere(name).isPresent()) {
                return Optional.empty();
            }
            var key = temp.attributes().fileKey();
            temp.moveTo(folder, name, Optional.empty());
            space.settle(Space.cost(0));
            isPlaced = true;
            temp.release();
            return Optional.of(new InPlaceFile(file, temp.channel(), key, confined));
        } finally {
            confined.parts().names().unlock();
            if (!isPlaced) {
                temp.close();
            }
        }
    }

    Part create(FilePath file, long size, Conflict conflict, UserId user) {
        if (size < 0) {
            throw OstlerException.invalid("size", "not negative");
        }
        return confined.child(file, Want.WRITE, (folder, name) -> {
            prepare(folder, name, file, size, conflict);
            var parts = confined.parts();
            var space = parts.space().reserve(Space.cost(size));
            try {
                return begin(parts.parts(), parts.parts().create(file, size, conflict, user, space));
            } catch (IOException | RuntimeException e) {
                space.close();
                throw e;
            }
        });
    }

    private Part begin(PartStore store, PartStore.Kept kept) throws IOException {
        try {
            return KeptPart.open(store, kept, confined);
        } catch (IOException e) {
            store.forget(kept);
            throw e;
        }
    }

    Optional<Part> open(String id, UserId user) {
        try {
            var store = confined.parts().parts();
            var kept = store.hold(id, user);
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(KeptPart.open(store, kept.get(), confined));
        } catch (IOException e) {
            throw FileErrors.of(FilePath.of(""), e);
        }
    }
}
