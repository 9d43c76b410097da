package io.ostler.daemon.files.internal;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A path that a person gave, checked as text. That keeps nonsense out early and gives clear errors; whether it stays
 * inside is decided by {@link Folder} alone, name by name. Immutable.
 */
record FilePath(List<String> names) {
    private static final int MAX_BYTES = 4096;
    private static final int MAX_NAME_BYTES = 255;

    /** What other systems take for a drive or a stream of a file. */
    private static final Pattern COLON = Pattern.compile(":");

    FilePath {
        names = List.copyOf(names);
    }

    /** {@code PATH_INVALID} unless every name could stand in a folder. */
    static FilePath of(String text) {
        if (text.isEmpty()) {
            return new FilePath(List.of());
        }
        check(StandardCharsets.UTF_8.newEncoder().canEncode(text), text, "valid Unicode");
        check(bytes(text) <= MAX_BYTES, text, "at most 4096 bytes");
        var path = new FilePath(List.of(text.split("/", -1)));
        for (var name : path.names()) {
            check(!name.isEmpty() && !name.equals(".") && !name.equals(".."), text, "no empty names, no dots alone");
            check(name.indexOf('\\') < 0, text, "no backslashes");
            check(name.chars().noneMatch(Character::isISOControl), text, "no control characters");
            check(bytes(name) <= MAX_NAME_BYTES, text, "names of at most 255 bytes");
            check(!Staging.isTemporary(name), text, "no names of unfinished uploads");
        }
        return path;
    }

    /** A path of something inside the folder, not the folder itself. */
    static FilePath ofChild(String text) {
        var path = of(text);
        check(!path.names.isEmpty(), text, "a name inside the instance's folder");
        return path;
    }

    /**
     * Refuses a last name that a new file may not have, though an old one of that name can be read and removed: names
     * that other systems take for a stream, a drive or another name, and such that show as something else.
     */
    void requireCreatable() throws Fault {
        var name = name();
        boolean misleading = name.endsWith(".")
                || name.endsWith(" ")
                || name.startsWith(" ")
                || COLON.matcher(name).find()
                || name.codePoints().anyMatch(FilePath::isInvisible);
        if (misleading) {
            throw new Fault(ErrorCode.PATH_INVALID);
        }
    }

    String name() {
        return names.getLast();
    }

    FilePath parent() {
        return new FilePath(names.subList(0, names.size() - 1));
    }

    /** Something in it, by the name that the system told. */
    FilePath child(String name) {
        var all = new ArrayList<>(names);
        all.add(name);
        return new FilePath(all);
    }

    /** The same beneath another folder: what was {@code one/rest} becomes {@code other/rest}. */
    FilePath from(FilePath one, FilePath other) {
        var all = new ArrayList<>(other.names);
        all.addAll(names.subList(one.names.size(), names.size()));
        return new FilePath(all);
    }

    boolean isAbove(FilePath other) {
        return other.names.size() > names.size()
                && other.names.subList(0, names.size()).equals(names);
    }

    @Override
    public String toString() {
        return String.join("/", names);
    }

    private static boolean isInvisible(int c) {
        return c == 0xFFFD
                || c == 0x2028
                || c == 0x2029
                || c == 0xFEFF
                || (c >= 0x200B && c <= 0x200F && c != 0x200C && c != 0x200D)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void check(boolean holds, String text, String rule) {
        if (!holds) {
            throw new OstlerException(ErrorCode.PATH_INVALID, Map.of("path", shorten(text), "rule", rule));
        }
    }

    private static String shorten(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
