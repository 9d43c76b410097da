package io.ostler.daemon.process.internal.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Size of a terminal; the last one is kept in the run folder, so that the next run begins with it. Immutable. */
public record TerminalSize(int columns, int rows) {

    private static final TerminalSize USUAL = new TerminalSize(80, 24);
    private static final String FILE = "size";

    public TerminalSize {
        columns = Math.clamp(columns, 1, 1000);
        rows = Math.clamp(rows, 1, 1000);
    }

    public static TerminalSize last(Path runFolder) {
        try {
            var fields = Files.readString(runFolder.resolve(FILE)).strip().split(" ", -1);
            return new TerminalSize(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return USUAL; // a size is a comfort: none, or an unreadable one, is no reason not to start
        }
    }

    public void keep(Path runFolder) throws IOException {
        Files.writeString(runFolder.resolve(FILE), columns + " " + rows + "\n");
    }
}
