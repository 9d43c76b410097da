package io.ostler.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the person asked for with options or, where an option is missing, by environment. Immutable.
 *
 * @param data the data folder, absolute
 * @param bind the address to listen on, as given
 */
public record Options(Path data, int port, String bind) {
    private static final String USAGE = "Try: bin/ostler help";

    /**
     * @param arguments what follows {@code run}
     * @param environment {@code OSTLER_DATA}, {@code OSTLER_PORT} and {@code OSTLER_BIND} count where no option is given
     */
    public static Options parse(List<String> arguments, Map<String, String> environment, Kind kind)
            throws StartRefused {
        String data = environment.getOrDefault("OSTLER_DATA", "data");
        String port = environment.getOrDefault("OSTLER_PORT", Integer.toString(kind.defaultPort()));
        String bind = environment.getOrDefault("OSTLER_BIND", "127.0.0.1");
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : null;
            switch (name) {
                case "--data" -> data = present(name, value);
                case "--port" -> port = present(name, value);
                case "--bind" -> bind = present(name, value);
                default -> throw new StartRefused("There is no option " + name, USAGE);
            }
        }
        return new Options(path(data), number(port), bind);
    }

    /** The data folder alone, for commands with words of their own: takes the option out of them. */
    static Path takeData(List<String> words, Kind kind) throws StartRefused {
        int at = words.indexOf("--data");
        List<String> option = List.of();
        if (at >= 0) {
            List<String> found = words.subList(at, Math.min(at + 2, words.size()));
            option = List.copyOf(found);
            found.clear();
        }
        return parse(option, System.getenv(), kind).data();
    }

    private static String present(String name, @Nullable String value) throws StartRefused {
        if (value == null || value.isBlank()) {
            throw new StartRefused("The option " + name + " needs a value", USAGE);
        }
        return value;
    }

    private static Path path(String data) throws StartRefused {
        try {
            return Path.of(data).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new StartRefused("The data folder " + data + " is not a path", USAGE);
        }
    }

    private static int number(String port) throws StartRefused {
        try {
            int number = Integer.parseInt(port);
            if (number >= 1 && number <= 65535) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for all wrong ports
        }
        throw new StartRefused("The port " + port + " is not a number from 1 to 65535", "Choose another with --port");
    }
}
