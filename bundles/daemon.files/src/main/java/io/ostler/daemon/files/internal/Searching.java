package io.ostler.daemon.files.internal;

import io.ostler.daemon.files.internal.Guard.Want;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Found;
import io.ostler.protocol.Files.Hit;
import io.ostler.protocol.Files.SearchRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One search. Confined to one thread. */
final class Searching {
    private static final Logger LOG = LoggerFactory.getLogger(Searching.class);
    private static final Duration TIME = Duration.ofSeconds(9);
    private static final long LARGEST = 16L << 20;
    private static final int SAMPLE = 8192;
    private static final int SHOWN = 300;
    private static final int SHOWN_BEFORE = 100;

    private final Confined confined;
    private final SearchRequest request;
    private final String name;
    private final @Nullable TextMatch content;
    private final long deadline = System.nanoTime() + TIME.toNanos();
    private final List<Hit> hits = new ArrayList<>();
    private long seen;

    /** Enough is found, or the time is over. */
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Searching(Confined confined, SearchRequest request) {
        if (request.limit() < 1 || request.limit() > 1000) {
            throw OstlerException.invalid("limit", "1 to 1000");
        }
        if (request.name().length() > 255) {
            throw OstlerException.invalid("name", "at most 255 characters");
        }
        this.confined = confined;
        this.request = request;
        this.name = pattern(request.name(), request.matchCase());
        this.content = request.content().isEmpty()
                ? null
                : new TextMatch(request.content(), request.regex(), request.matchCase(), deadline);
    }

    private static String pattern(String name, boolean matchCase) {
        var text = matchCase ? name : Denials.fold(name);
        return name.indexOf('*') < 0 && name.indexOf('?') < 0 ? '*' + text + '*' : text;
    }

    Found run() {
        var path = FilePath.of(request.path());
        boolean isComplete = confined.folder(path, Want.SEE, folder -> {
            try {
                Walker.LenientVisit visit = this::visit;
                Walker.walk(folder, path, visit);
                return true;
            } catch (Enough e) {
                return false;
            } catch (TextMatch.TimeOver e) {
                return false;
            }
        });
        return new Found(hits, isComplete, seen);
    }

    private boolean visit(Folder folder, Path file, FilePath path, PosixFileAttributes attributes) throws IOException {
        if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
            throw new Enough();
        }
        var guard = confined.guard();
        if (!guard.isVisible(path)) {
            return false;
        }
        seen++;
        if (Denials.matches(name, request.matchCase() ? path.name() : Denials.fold(path.name()))) {
            if (content == null) {
                add(path, attributes, 0, "");
            } else if (attributes.isRegularFile() && attributes.size() <= LARGEST && guard.isReadable(path)) {
                look(folder, file, path, attributes, content);
            }
        }
        return true;
    }

    private void add(FilePath path, PosixFileAttributes attributes, int line, String text) throws Enough {
        if (hits.size() == request.limit()) {
            throw new Enough();
        }
        hits.add(new Hit(path.toString(), confined.entry(path, attributes), line, text));
    }

    private void look(Folder folder, Path file, FilePath path, PosixFileAttributes attributes, TextMatch match)
            throws IOException {
        try (var channel = confined.parts().opening().open(folder, file).channel();
                var lines = lines(channel)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (System.nanoTime() > deadline) {
                    throw new Enough();
                }
                int at = match.find(line);
                if (at >= 0) {
                    add(path, attributes, lines.number(), shown(line, at));
                }
            }
        } catch (Enough e) {
            throw e;
        } catch (IOException e) {
            LOG.debug("Not searched: a file that can't be read", e);
        }
    }

    /** None of what is no text. */
    private static LineReader lines(FileChannel channel) throws IOException {
        var in = new PushbackInputStream(new Bounded(Channels.newInputStream(channel), LARGEST), SAMPLE);
        var sample = in.readNBytes(SAMPLE);
        in.unread(sample);
        var charset = TextFiles.guess(sample);
        if (charset.equals(java.nio.charset.StandardCharsets.UTF_8)) {
            for (byte b : sample) {
                if (b == 0) {
                    return new LineReader(Reader.nullReader());
                }
            }
        }
        return new LineReader(new InputStreamReader(in, charset));
    }

    /** So that a file which grows meanwhile has an end. */
    private static final class Bounded extends java.io.FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? super.read() : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = super.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }

    private static String shown(String line, int at) {
        int from = line.length() <= SHOWN ? 0 : Math.max(0, Math.min(at - SHOWN_BEFORE, line.length() - SHOWN));
        return line.substring(from, Math.min(line.length(), from + SHOWN));
    }
}
