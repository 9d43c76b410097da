package io.ostler.itests.files.door;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Archives with whatever names. */
public final class Samples {
    private static final int LINK = 0120777;
    private static final int FILE = 0100644;

    private Samples() {}

    /** @param link target; null for a file */
    public record Part(PathBytes name, byte[] content, String link) {
        public static Part file(PathBytes name, String content) {
            return new Part(name, content.getBytes(StandardCharsets.UTF_8), null);
        }

        public static Part file(String name, String content) {
            return file(PathBytes.of(name), content);
        }

        public static Part link(String name, String target) {
            return new Part(PathBytes.of(name), target.getBytes(StandardCharsets.UTF_8), target);
        }
    }

    public static byte[] zip(List<Part> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipArchiveOutputStream(bytes)) {
            // as bytes, which need not be text
            out.setEncoding("ISO-8859-1");
            out.setUseLanguageEncodingFlag(false);
            for (var part : parts) {
                // the constructor would mend names as other programs don't
                var entry = new ZipArchiveEntry("x") {
                    @Override
                    public String getName() {
                        return part.name.latin();
                    }
                };
                entry.setUnixMode(part.link != null ? LINK : FILE);
                out.putArchiveEntry(entry);
                if (!entry.isDirectory()) {
                    out.write(part.content);
                }
                out.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    public static byte[] tarGz(List<Part> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "ISO-8859-1")) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            for (var part : parts) {
                var type = part.link != null ? TarConstants.LF_SYMLINK : TarConstants.LF_NORMAL;
                var entry = new TarArchiveEntry(part.name.latin(), type, true);
                if (part.link != null) {
                    entry.setLinkName(part.link);
                } else if (!entry.getName().endsWith("/")) {
                    entry.setSize(part.content.length);
                }
                out.putArchiveEntry(entry);
                if (entry.getSize() > 0) {
                    out.write(part.content);
                }
                out.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** All that is in it, one after another. */
    static byte[] unzipped(byte[] zip) throws IOException {
        var all = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            while (in.getNextEntry() != null) {
                in.transferTo(all);
            }
        }
        return all.toByteArray();
    }
}
