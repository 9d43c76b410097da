package io.ostler.daemon.instance.internal.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.List;

/** The last lines of a console as plain text, whatever the program has printed. Stateless. */
final class LastLines {

    static final int MOST = 20;
    static final int LONGEST = 2000;
    private static final int WINDOW = 64 * 1024;

    private LastLines() {}

    /** @param from where the run's output begins */
    static List<String> of(Path log, long from, Charset encoding) throws IOException {
        try (var channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long end = channel.size();
            long begin = Math.max(from, end - WINDOW);
            begin += Math.floorMod(from - begin, 4); // no half characters in the encodings of fixed length
            var bytes = ByteBuffer.allocate((int) Math.max(0, end - begin));
            while (bytes.hasRemaining() && channel.read(bytes, begin + bytes.position()) > 0) {}
            return last(encoding.decode(bytes.flip()).toString(), begin > from);
        }
    }

    private static List<String> last(String text, boolean isCut) {
        var lines = new ArrayDeque<String>();
        boolean cut = isCut;
        for (var raw : text.split("\n", -1)) {
            var line = PlainText.of(raw);
            if (!line.isBlank()) {
                lines.addLast(cut ? tail(line) : head(line));
                if (lines.size() > MOST) {
                    lines.removeFirst();
                }
            }
            cut = false;
        }
        return List.copyOf(lines);
    }

    private static String head(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    /** Of a line without an end its latest part tells more. */
    private static String tail(String line) {
        return line.length() <= LONGEST ? line : line.substring(line.length() - LONGEST);
    }
}
