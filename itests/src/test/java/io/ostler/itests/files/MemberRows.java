package io.ostler.itests.files;

import io.ostler.itests.files.Row.Kind;
import io.ostler.itests.files.Scenes.Scene;
import io.ostler.itests.files.door.Act;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Abuse cases 9 and 10: what the instance denies to all but its owner, and what a member may not see or change. */
final class MemberRows {
    static final List<String> DENIED = List.of("hidden.cfg", "*.jar", "private/**", "größe.txt");
    static final List<String> PERMISSIONS = List.of("instance.files.write");
    static final List<Map<String, String>> RULES = List.of(
            Map.of("path", "vault", "access", "hide"),
            Map.of("path", "vault/open", "access", "write"),
            Map.of("path", "look", "access", "read"));

    private static final Act[] SEEN = {Act.LIST, Act.STAT};
    private static final Act[] PARTLY = {Act.LIST, Act.STAT, Act.READ, Act.COPY_FROM, Act.SEARCH, Act.CHMOD};

    private MemberRows() {}

    static Stream<Row> all() {
        return Stream.of(denied(), ruled()).flatMap(List::stream);
    }

    private static void secret(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, Scenes.SECRET);
    }

    private static List<Row> denied() {
        var names = List.of(
                "hidden.cfg",
                "sub/hidden.cfg",
                "HIDDEN.CFG",
                "\uff48idden.cfg",
                "hid\uff44en.c\uff46g",
                "plugin.jar",
                "plugin.JAR",
                "sub/plugin.\uff4aar",
                "private/x.txt",
                "PRIVATE/y/z.txt",
                "gro\u0308\u00dfe.txt");
        Scene files = (inside, outside) -> {
            for (var name : names) {
                secret(inside.resolve(name));
            }
        };
        var rows = new ArrayList<Row>();
        for (var name : names) {
            rows.add(Row.of(9, "denied: " + name, name).as(Kind.UNREADABLE).harmless(SEEN));
        }
        rows.add(Row.of(9, "a new name that is denied", "new.jar"));
        rows.add(Row.of(9, "a new name beneath what is denied", "private/new.txt"));
        rows.add(Row.of(9, "the folder of what is denied", "private")
                .as(Kind.UNREADABLE)
                .harmless(PARTLY));
        rows.add(Row.of(9, "a folder with denied files", "sub").as(Kind.KEEPS).harmless(Act.values()));
        return rows.stream().map(row -> row.in(files)).toList();
    }

    private static List<Row> ruled() {
        Scene files = (inside, outside) -> {
            for (var name : List.of("vault/x.txt", "vault/open-secret/x.txt", "vault/deep/er.txt")) {
                secret(inside.resolve(name));
            }
            Files.createDirectories(inside.resolve("vault/open"));
            Files.writeString(inside.resolve("vault/open/fine.txt"), "fine");
            Files.createDirectories(inside.resolve("look"));
            Files.writeString(inside.resolve("look/on.txt"), "look");
        };
        Act[] reads = {Act.LIST, Act.STAT, Act.READ, Act.COPY_FROM, Act.SEARCH};
        return Stream.of(
                        Row.of(10, "hidden", "vault/x.txt"),
                        Row.of(10, "beside what is open, with the same beginning", "vault/open-secret/x.txt"),
                        Row.of(10, "a folder with the same beginning", "vault/open-secret"),
                        Row.of(10, "beneath hidden folders", "vault/deep/er.txt"),
                        Row.of(10, "new and hidden", "vault/new.txt"),
                        Row.of(10, "back out of what is open", "vault/open/../x.txt"),
                        Row.of(10, "the way to what is open", "vault")
                                .as(Kind.KEEPS)
                                .harmless(PARTLY),
                        Row.of(10, "read only", "look/on.txt").harmless(reads),
                        Row.of(10, "new and read only", "look/new.txt"),
                        Row.of(10, "a folder that is read only", "look").harmless(reads))
                .map(row -> row.in(files))
                .toList();
    }
}
