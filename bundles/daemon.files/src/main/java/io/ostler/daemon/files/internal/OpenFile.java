package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.Download;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** A regular file that is open for reading, with what was known of it at that moment. */
record OpenFile(FileChannel channel, BasicFileAttributes attributes) {

    /** For whoever sends it; its size is the open file's own. */
    Download asDownload(String name) throws IOException {
        return new Opened(
                name, channel, channel.size(), attributes.lastModifiedTime().toInstant(), etag());
    }

    /** Identity, size and time, hashed so that it tells nothing about the disk. */
    private String etag() throws IOException {
        return ETags.quoted(attributes.fileKey() + "|" + channel.size() + "|" + attributes.lastModifiedTime());
    }

    private record Opened(String name, FileChannel channel, long size, Instant modified, String etag)
            implements Download {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
