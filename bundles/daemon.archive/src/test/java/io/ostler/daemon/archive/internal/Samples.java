package io.ostler.daemon.archive.internal;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Archives of all formats with whatever names. */
final class Samples {
    private Samples() {}

    /** @param link target; null for files; a name with '/' at its end is a folder */
    record Part(String name, String content, String link, int mode) {
        static Part file(String name, String content) {
            return new Part(name, content, null, 0644);
        }

        static Part program(String name, String content) {
            return new Part(name, content, null, 06755);
        }

        static Part folder(String name) {
            return new Part(name + "/", "", null, 0755);
        }

        static Part link(String name, String target) {
            return new Part(name, "", target, 0777);
        }

        byte[] bytes() {
            return (link != null ? link : content).getBytes(StandardCharsets.UTF_8);
        }
    }

    enum Kind {
        ZIP(Samples::zip),
        TAR(Samples::tar),
        TAR_GZ(parts -> gz(tar(parts))),
        TAR_BZ2(parts -> bz2(tar(parts))),
        TAR_XZ(parts -> xz(tar(parts))),
        TAR_ZST(parts -> zst(tar(parts))),
        SEVEN_Z(Samples::sevenZ),
        RAR_4(Rars::four),
        RAR_5(Rars::five);

        private final Function<List<Part>, byte[]> maker;

        Kind(Function<List<Part>, byte[]> maker) {
            this.maker = maker;
        }

        byte[] of(Part... parts) {
            return maker.apply(List.of(parts));
        }

        boolean hasTable() {
            return this == ZIP || this == SEVEN_Z || this == RAR_4 || this == RAR_5;
        }
    }

    static byte[] zip(List<Part> parts) {
        return zip(parts, StandardCharsets.UTF_8, true);
    }

    static byte[] zip(List<Part> parts, Charset names, boolean flag) {
        return bytes(target -> {
            try (var out = new ZipArchiveOutputStream(target)) {
                out.setEncoding(names.name());
                out.setUseLanguageEncodingFlag(flag);
                for (var part : parts) {
                    // the constructor would mend names as other programs don't
                    var entry = new ZipArchiveEntry("x") {
                        @Override
                        public String getName() {
                            return part.name;
                        }
                    };
                    entry.setUnixMode((part.link != null ? 0120000 : 0100000) | part.mode);
                    out.putArchiveEntry(entry);
                    out.write(part.bytes());
                    out.closeArchiveEntry();
                }
            }
        });
    }

    static byte[] tar(List<Part> parts) {
        return bytes(target -> {
            try (var out = new TarArchiveOutputStream(target, "UTF-8")) {
                out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                for (var part : parts) {
                    var type = part.link != null
                            ? TarConstants.LF_SYMLINK
                            : part.name.endsWith("/") ? TarConstants.LF_DIR : TarConstants.LF_NORMAL;
                    var entry = new TarArchiveEntry(part.name, type, true);
                    entry.setMode(part.mode);
                    if (part.link != null) {
                        entry.setLinkName(part.link);
                    } else {
                        entry.setSize(part.bytes().length);
                    }
                    out.putArchiveEntry(entry);
                    if (part.link == null) {
                        out.write(part.bytes());
                    }
                    out.closeArchiveEntry();
                }
            }
        });
    }

    static byte[] sevenZ(List<Part> parts) {
        try (var channel = new SeekableInMemoryByteChannel()) {
            try (var out = new SevenZOutputFile(channel)) {
                for (var part : parts) {
                    var entry = new org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry();
                    entry.setName(part.name);
                    entry.setDirectory(part.name.endsWith("/"));
                    entry.setHasWindowsAttributes(true);
                    entry.setWindowsAttributes(0x8000 | ((part.link != null ? 0120000 : 0100000) | part.mode) << 16);
                    out.putArchiveEntry(entry);
                    if (!entry.isDirectory()) {
                        out.write(part.bytes());
                    }
                    out.closeArchiveEntry();
                }
            }
            return java.util.Arrays.copyOf(channel.array(), (int) channel.size());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] gz(byte[] plain) {
        return packed(plain, GZIPOutputStream::new);
    }

    static byte[] bz2(byte[] plain) {
        return packed(plain, BZip2CompressorOutputStream::new);
    }

    static byte[] xz(byte[] plain) {
        return packed(plain, out -> new XZOutputStream(out, new LZMA2Options(0)));
    }

    static byte[] zst(byte[] plain) {
        return packed(plain, ZstdOutputStream::new);
    }

    interface Wrapping {
        OutputStream around(OutputStream out) throws IOException;
    }

    static byte[] packed(byte[] plain, Wrapping wrapping) {
        return bytes(target -> {
            try (var out = wrapping.around(target)) {
                out.write(plain);
            }
        });
    }

    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    static byte[] bytes(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try {
            writing.to(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static List<Part> many(int count) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < count; i++) {
            parts.add(Part.file("f" + i, ""));
        }
        return parts;
    }

    /** Where a mark of four bytes stands, the first from there on. */
    static int find(byte[] in, int mark, int from) {
        var bytes = ByteBuffer.wrap(in).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i <= in.length - 4; i++) {
            if (bytes.getInt(i) == mark) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }
}
