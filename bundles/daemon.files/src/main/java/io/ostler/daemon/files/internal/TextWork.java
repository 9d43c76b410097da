package io.ostler.daemon.files.internal;

import io.ostler.daemon.files.internal.Guard.Want;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Text;
import io.ostler.protocol.Files.Version;
import io.ostler.protocol.Files.Versions;
import io.ostler.protocol.Files.Written;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Texts and their former contents. Thread-safe. */
final class TextWork {
    private static final Logger LOG = LoggerFactory.getLogger(TextWork.class);

    private final Confined confined;

    TextWork(Confined confined) {
        this.confined = confined;
    }

    Text read(FilePath file, String encoding) {
        return confined.child(file, Want.READ, (folder, name) -> {
            var open = confined.parts().opening().open(folder, name);
            try (var channel = open.channel()) {
                var bytes = TextFiles.readAll(channel);
                var decoded = TextFiles.decode(bytes, encoding);
                var modified = open.attributes().lastModifiedTime().toInstant();
                return new Text(
                        file.toString(), decoded.text(), decoded.encoding(), ETags.of(bytes), modified, bytes.length);
            }
        });
    }

    Written write(FilePath file, String text, String encoding, @Nullable String ifMatch) {
        var charset = TextFiles.charset(encoding);
        return confined.child(
                file,
                Want.WRITE,
                (folder, name) -> write(folder, name, file, TextFiles.encode(text, charset), ifMatch));
    }

    private Written write(Folder folder, Path name, FilePath file, byte[] bytes, @Nullable String ifMatch)
            throws IOException {
        var parts = confined.parts();
        try (var space = parts.space().reserve(Space.cost(bytes.length));
                var temp = parts.staging().create(folder, folder.lookIfThere(name))) {
            for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                temp.channel().write(left);
            }
            temp.channel().force(false);
            var entry = confined.place(
                    temp, file, space, (Confined.Check) (at, now, old) -> prepare(at, now, file, old, ifMatch));
            return new Written(entry, ETags.of(bytes));
        }
    }

    private void prepare(
            Folder folder, Path name, FilePath file, Optional<PosixFileAttributes> old, @Nullable String ifMatch)
            throws IOException {
        if (ifMatch == null) {
            if (old.isPresent()) {
                throw new Fault(ErrorCode.FILE_EXISTS);
            }
            return;
        }
        byte[] content;
        try (var channel = confined.parts().opening().open(folder, name).channel()) {
            if (channel.size() > TextFiles.MAX_BYTES) {
                throw new Fault(ErrorCode.FILE_CHANGED);
            }
            content = TextFiles.readAll(channel);
        }
        if (!ETags.of(content).equals(ifMatch)) {
            throw new Fault(ErrorCode.FILE_CHANGED);
        }
        keep(file, content);
    }

    /** A version that doesn't fit into the quota is given up; a disk that is full refuses the whole. */
    private void keep(FilePath file, byte[] content) throws IOException {
        try (var space = confined.parts().space().reserve(Space.cost(content.length))) {
            confined.parts().versions().keep(file, content, confined.user());
        } catch (Fault e) {
            if (e.code() != ErrorCode.QUOTA_EXCEEDED) {
                throw e;
            }
            LOG.debug("No room for a version", e);
        }
    }

    Versions versions(FilePath file) {
        try {
            confined.guard().require(file, Want.READ);
            var found = confined.parts().versions().list(file).stream()
                    .map(version -> new Version(version.id(), version.at(), version.size(), version.user()))
                    .toList();
            return new Versions(file.toString(), found);
        } catch (IOException e) {
            throw FileErrors.of(file, e);
        }
    }

    Text readVersion(FilePath file, String version, String encoding) {
        try {
            confined.guard().require(file, Want.READ);
            var bytes = confined.parts().versions().read(file, version);
            var at = confined.parts().versions().list(file).stream()
                    .filter(known -> known.id().equals(version))
                    .findFirst()
                    .orElseThrow(() -> OstlerException.of(ErrorCode.NOT_FOUND, "version", version))
                    .at();
            var decoded = TextFiles.decode(bytes, encoding);
            return new Text(file.toString(), decoded.text(), decoded.encoding(), ETags.of(bytes), at, bytes.length);
        } catch (IOException e) {
            throw FileErrors.of(file, e);
        }
    }

    /** Over whatever is there now, which becomes a version in turn. */
    Written restoreVersion(FilePath file, String version) {
        return confined.child(file, Want.WRITE, (folder, name) -> {
            var bytes = confined.parts().versions().read(file, version);
            String now = null;
            if (folder.lookIfThere(name).isPresent()) {
                try (var channel = confined.parts().opening().open(folder, name).channel()) {
                    now = ETags.of(TextFiles.readAll(channel));
                }
            }
            return write(folder, name, file, bytes, now);
        });
    }
}
