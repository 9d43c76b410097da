package io.ostler.itests.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of this machine by a word of their command line. Stateless. */
final class Processes {
    private Processes() {}

    static List<Long> with(String word) throws IOException {
        var found = new ArrayList<Long>();
        try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : all) {
                if (commandLine(process).contains(word)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    private static String commandLine(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // gone
        }
    }

    /** Bytes that a file takes on the disk, without its holes. */
    static long onDisk(Path file) throws IOException, InterruptedException {
        var stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        var blocks = new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        stat.waitFor();
        return Long.parseLong(blocks) * 512;
    }
}
