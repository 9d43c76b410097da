package io.ostler.itests.files;

import io.ostler.itests.files.Row.Kind;
import io.ostler.itests.files.Scenes.Scene;
import io.ostler.itests.files.door.Act;
import io.ostler.itests.files.door.PathBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Abuse cases 1, 2 and 4: what an owner of everything in an instance's folder must not reach from there. */
final class Rows {
    private static final Act[] MOVES_ITSELF = {
        Act.STAT, Act.DELETE, Act.TRASH, Act.RENAME_FROM, Act.MOVE_FROM, Act.COPY_FROM
    };

    private Rows() {}

    static Stream<Row> all(Path inside, Path outside) {
        return Stream.of(names(inside, outside), links(inside, outside), specials())
                .flatMap(List::stream);
    }

    /** Case 1. */
    private static List<Row> names(Path inside, Path outside) {
        var up = inside.relativize(outside);
        var rows = new ArrayList<>(List.of(
                Row.of(1, "climbs", up + "/secret.txt"),
                Row.of(1, "climbs to something new", up + "/new.txt"),
                Row.of(1, "climbs beside", "../beside.txt"),
                Row.of(1, "climbs from a folder", "sub/../../beside.txt"),
                Row.of(1, "only climbs", ".."),
                Row.of(1, "climbs at the end", "sub/..").as(Kind.DOTS_INSIDE),
                Row.of(1, "absolute", outside + "/secret.txt").as(Kind.ABSOLUTE),
                Row.of(1, "absolute and new", outside + "/new.txt").as(Kind.ABSOLUTE),
                Row.of(1, "two slashes first", "//host/share/x").as(Kind.ABSOLUTE),
                Row.of(1, "dots inside", "sub/../own.txt").as(Kind.DOTS_INSIDE),
                Row.of(1, "dot first", "./own.txt").as(Kind.DOTS_INSIDE),
                Row.of(1, "only a dot", ".").as(Kind.DOTS_INSIDE),
                Row.of(1, "empty name", "sub//inner.txt").as(Kind.EMPTY_NAMES),
                Row.of(1, "slash at the end", "sub/").as(Kind.EMPTY_NAMES),
                Row.of(1, "backslashes", "..\\beside.txt"),
                Row.of(1, "drive", "C:\\Windows\\win.ini"),
                Row.of(1, "UNC", "\\\\host\\share\\x"),
                Row.of(1, "NUL", "own.txt\0.png").as(Kind.NUL),
                Row.of(1, "line end", "own\n.txt"),
                Row.of(1, "escape", "own\u001b[2J.txt"),
                Row.of(1, "percent", "%2e%2e/beside.txt").harmless(Act.values()),
                Row.of(1, "percent twice", "%252e%252e%252fbeside.txt").harmless(Act.values()),
                Row.of(1, "dot at the end", "evil."),
                Row.of(1, "space at the end", "evil "),
                Row.of(1, "stream of a file", "own.txt:stream"),
                Row.of(1, "data stream", "evil.txt::$DATA"),
                Row.of(1, "turned letters", "evil\u202etxt.exe"),
                Row.of(1, "name too long", "n".repeat(256)),
                Row.of(1, "path too long", "n/".repeat(2100) + "n"),
                latin("overlong dots", "\u00c0\u00ae\u00c0\u00ae/beside.txt"),
                latin("overlong slash", "..\u00c0\u00afbeside.txt"),
                latin("half a surrogate", "\u00ed\u00a0\u0080.txt"),
                latin("cut off", "\u00e2\u0082"),
                latin("overlong NUL", "own.txt\u00c0\u0080.png")));
        return rows;
    }

    private static Row latin(String title, String bytes) {
        return new Row(1, title, PathBytes.ofLatin(bytes), Kind.NO_TEXT, Row.NOTHING, Set.of());
    }

    /** Case 2. */
    private static List<Row> links(Path inside, Path outside) {
        Scene links = (in, out) -> {
            Files.createSymbolicLink(in.resolve("file"), out.resolve("secret.txt"));
            Files.createSymbolicLink(in.resolve("folder"), out);
            Files.createSymbolicLink(in.resolve("relative"), in.relativize(out));
            Files.createSymbolicLink(in.resolve("chain"), Path.of("folder"));
            Files.createSymbolicLink(in.resolve("dangling"), out.resolve("new.txt"));
            Files.createSymbolicLink(in.resolve("loop"), Path.of("loop"));
            Files.createSymbolicLink(in.resolve("system"), Path.of("/proc/self/root"));
            Files.createSymbolicLink(in.resolve("inner"), Path.of("sub"));
            Files.createSymbolicLink(in.resolve("sub/out"), out);
        };
        var rows = new ArrayList<Row>();
        for (var link : List.of("file", "folder", "relative", "chain", "dangling", "loop", "system", "inner")) {
            rows.add(Row.of(2, "the link " + link, link).as(Kind.SPECIAL).harmless(MOVES_ITSELF));
        }
        var file = outside.resolve("secret.txt").toString().substring(1);
        for (var path : List.of(
                "folder/secret.txt",
                "folder/new.txt",
                "folder/folder",
                "folder/folder/more.txt",
                "relative/secret.txt",
                "chain/secret.txt",
                "chain/folder/new.txt",
                "loop/x",
                "system/" + file,
                "inner/inner.txt",
                "inner/out/secret.txt",
                "sub/out/secret.txt",
                "sub/out/new.txt")) {
            rows.add(Row.of(2, "through a link: " + (path.startsWith("system") ? "system/…" : path), path));
        }
        rows.add(Row.of(2, "a folder with links in it", "sub").harmless(Act.values()));
        return rows.stream().map(row -> row.in(links)).toList();
    }

    /** Case 4. Sockets and hard links are no different for the doors: see the tests of daemon.files. */
    private static List<Row> specials() {
        Scene specials = (in, out) -> {
            Scenes.run("mkfifo", in.resolve("pipe").toString());
            if (Disks.isRoot()) {
                Scenes.run("mknod", in.resolve("device").toString(), "c", "1", "5");
                Scenes.run("mknod", in.resolve("disk").toString(), "b", "7", "250");
            }
        };
        var rows = new ArrayList<Row>();
        for (var name : Disks.isRoot() ? List.of("pipe", "device", "disk") : List.of("pipe")) {
            rows.add(Row.of(4, name, name).as(Kind.SPECIAL).harmless(MOVES_ITSELF));
            rows.add(Row.of(4, "beneath a " + name, name + "/x"));
        }
        return rows.stream().map(row -> row.in(specials)).toList();
    }
}
