package io.ostler.itests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.itests.files.door.Act;
import io.ostler.itests.files.door.Answer;
import io.ostler.itests.files.door.Door;
import io.ostler.itests.files.door.PathBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Abuse case 3 on the whole house: another process swaps a folder and a link to the outside while all doors work
 * beneath it. The long run of it is daemon.files' own.
 */
class FilesSwapRaceIT {
    private static final long NANOS = 8_000_000_000L;
    private static final Set<Act> WITHOUT =
            EnumSet.of(Act.LINK_TO, Act.READ_LINK, Act.SEARCH, Act.VERSIONS, Act.STAT, Act.COMPRESS_TO);

    @TempDir
    private static Path temp;

    private static House house;
    private static Scenes scenes;
    private static List<Door> doors;

    @BeforeAll
    static void open() throws Exception {
        house = House.open(temp.resolve("data"));
        var id = house.instance("raced", null, List.of());
        scenes = Scenes.of(house.files(id), temp.resolve("outside"));
        for (var name : List.of("a.txt", "sub/b.txt")) {
            Files.createDirectories(scenes.outside().resolve(name).getParent());
            Files.writeString(scenes.outside().resolve(name), Scenes.SECRET);
        }
        doors = FilesAbuseIT.doors(house, house.admin(), "admin", id);
    }

    @AfterAll
    static void close() throws Exception {
        for (var door : doors) {
            door.close();
        }
        house.close();
    }

    @Test
    void noDoorGoesOutWhileAFolderIsSwappedWithALink() throws Exception {
        scenes.build(Row.NOTHING);
        var canaries = scenes.canaries();
        var counts = new Counts();
        try (var swapper = new Swapper(scenes.inside(), scenes.outside(), temp.resolve("kept"));
                var threads =
                        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var jobs = new ArrayList<Callable<Void>>();
            for (var door : doors) {
                jobs.add(() -> race(door, counts));
            }
            for (var job : threads.invokeAll(jobs)) {
                job.get();
            }
            counts.broken.forEach(System.out::println);
            System.out.println("swap race through all doors: " + swapper.swaps() + " swaps, " + counts);
            assertTrue(swapper.swaps() > 100, "hardly any swaps");
        }
        assertEquals(canaries, scenes.canaries());
        assertEquals(Set.of(), scenes.secrets());
        assertTrue(counts.done.get() > 20 && counts.refused.get() > 20, counts::toString);
        assertEquals(Set.of(), counts.broken, () -> troubles());
    }

    /** What the server says about errors of its own, with what stands below. */
    private static String troubles() {
        try {
            var lines = house.log().lines().toList();
            return IntStream.range(0, lines.size())
                    .filter(i ->
                            lines.get(i).contains(" ERROR ") || lines.get(i).contains(" WARN "))
                    .limit(20)
                    .mapToObj(i -> String.join("\n", lines.subList(i, Math.min(i + 25, lines.size()))))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static final class Counts {
        final AtomicInteger done = new AtomicInteger();
        final AtomicInteger refused = new AtomicInteger();
        final Set<String> broken = ConcurrentHashMap.newKeySet();

        void add(Answer answer) {
            (answer.isDone() ? done : refused).incrementAndGet();
        }

        @Override
        public String toString() {
            return done + " done, " + refused + " refused";
        }
    }

    private static Void race(Door door, Counts counts) throws Exception {
        var acts = EnumSet.copyOf(door.acts());
        acts.removeAll(WITHOUT);
        for (long end = System.nanoTime() + NANOS; System.nanoTime() < end; ) {
            for (var act : acts) {
                for (var path : List.of("d/a.txt", "d/sub/b.txt", "d/sub")) {
                    var answer = door.act(act, PathBytes.of(path));
                    counts.add(answer);
                    if (!answer.isDone() && !answer.isTypedRefusal()) {
                        counts.broken.add(act + " " + path + " by " + door.name() + ": " + answer);
                    }
                    assertFalse(
                            new String(answer.content(), StandardCharsets.UTF_8).contains(Scenes.SECRET),
                            () -> act + " " + path + " by " + door.name() + " shows the outside");
                }
            }
        }
        return null;
    }
}
