package io.ostler.itests.files;

import io.ostler.itests.files.Scenes.Scene;
import io.ostler.itests.files.door.Act;
import io.ostler.itests.files.door.Door;
import io.ostler.itests.files.door.PathBytes;
import java.util.Map;
import java.util.Set;

/**
 * One row of the table of abuse: a path that nothing may be done with.
 *
 * @param number of the abuse case
 * @param harmless acts that may be done: what counts then is only that nothing outside is touched or shown
 */
record Row(int number, String title, PathBytes path, Kind kind, Scene scene, Set<Act> harmless) {
    static final Scene NOTHING = (inside, outside) -> {};

    /** What some doors take for something else, and rightly so. */
    enum Kind {
        PLAIN,
        ABSOLUTE,
        DOTS_INSIDE,
        EMPTY_NAMES,
        NO_TEXT,
        /** Where it ends stands a link, a pipe, a device. */
        SPECIAL,
        NUL,
        /** What it leads to is there and may not be read. */
        UNREADABLE,
        /** Whatever is done with it, files that are not this person's stay. */
        KEEPS
    }

    /** By the beginning of a door's name. */
    private static final Map<String, Map<Kind, String>> DEVIATIONS = Map.of(
            "PUT beneath",
            Map.of(Kind.DOTS_INSIDE, "web servers make addresses plain before anybody sees them"),
            "SFTP",
            Map.of(
                    Kind.ABSOLUTE, "the protocol's paths are absolute: its root is the instance's folder",
                    Kind.DOTS_INSIDE, "clients send such paths all the time; they are plain inside the root",
                    Kind.EMPTY_NAMES, "so are doubled slashes"),
            "archives",
            Map.of(
                    Kind.DOTS_INSIDE, "entries ./name are usual in tar",
                    Kind.EMPTY_NAMES, "a slash at the end is a folder's entry",
                    Kind.UNREADABLE, "what may not be read is left out, and the task says so",
                    Kind.NO_TEXT, "names in archives have encodings; what can't be decoded becomes another name",
                    Kind.SPECIAL, "archives hold links as links and leave out what is no file"),
            "archives (tar",
            Map.of(Kind.NUL, "a NUL ends a name there"),
            "remote",
            Map.of(Kind.UNREADABLE, "the file's name comes from its server and is judged then"),
            "download",
            Map.of(Kind.EMPTY_NAMES, "tickets of folders end with a slash"),
            "download of chosen",
            Map.of(
                    Kind.SPECIAL, "the archive holds links as links and leaves out what is no file",
                    Kind.UNREADABLE, "what may not be read is left out"));

    static Row of(int number, String title, String path) {
        return new Row(number, title, PathBytes.of(path), Kind.PLAIN, NOTHING, Set.of());
    }

    Row as(Kind other) {
        return new Row(number, title, path, other, scene, harmless);
    }

    Row in(Scene other) {
        return new Row(number, title, path, kind, other, harmless);
    }

    Row harmless(Act... acts) {
        return new Row(number, title, path, kind, scene, Set.of(acts));
    }

    boolean mayBeDone(Door door, Act act) {
        // what was kept of a file that is gone, or never was: an empty list
        return act == Act.VERSIONS
                || harmless.contains(act)
                || DEVIATIONS.entrySet().stream()
                        .anyMatch(entry -> door.name().startsWith(entry.getKey())
                                && entry.getValue().containsKey(kind));
    }
}
