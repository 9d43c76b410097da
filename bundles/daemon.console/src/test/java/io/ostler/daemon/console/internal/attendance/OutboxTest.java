package io.ostler.daemon.console.internal.attendance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.model.InstanceId;
import io.ostler.model.UserId;
import io.ostler.protocol.ConsoleWork.Typed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final InstanceId INSTANCE = new InstanceId("instance-1");
    private static final UserId USER = new UserId("user-0001");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("daemon/typed");
    }

    private Outbox open(int most) throws IOException {
        return new Outbox(file(), most, 1 << 20);
    }

    private static Typed line(String text) {
        return new Typed(INSTANCE, USER, text, 0, 17, Instant.ofEpochMilli(1234), null);
    }

    private static List<String> texts(Outbox outbox) {
        return outbox.first(Integer.MAX_VALUE).stream().map(Typed::text).toList();
    }

    @Test
    void whatIsNotDeliveredIsThereAgainInOrder() throws Exception {
        var keys = new Typed(INSTANCE, USER, null, 7, 20, Instant.ofEpochMilli(99), null);
        var refused = new Typed(INSTANCE, USER, "", 0, 20, Instant.ofEpochMilli(100), "COMMAND_DENIED");
        try (var outbox = open(100)) {
            outbox.add(line("one"));
            outbox.add(line("zwei ü \u202e 🎉"));
            outbox.add(keys);
            outbox.add(refused);
            outbox.remove(1);
        }
        try (var outbox = open(100)) {
            assertEquals(List.of(line("zwei ü \u202e 🎉"), keys, refused), outbox.first(10));
            outbox.remove(3);
        }
        try (var outbox = open(100)) {
            assertTrue(outbox.isEmpty());
            assertEquals(0, Files.size(file()));
        }
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws Exception {
        try (var outbox = open(3)) {
            for (int i = 0; i < 10; i++) {
                outbox.add(line("c" + i));
            }
            assertEquals(List.of("c7", "c8", "c9"), texts(outbox));
        }
        try (var outbox = open(3)) {
            assertEquals(List.of("c7", "c8", "c9"), texts(outbox));
        }
    }

    @Test
    void theFileStaysSmallHoweverMuchGoesThrough() throws Exception {
        var text = "x".repeat(4096);
        try (var outbox = open(100)) {
            outbox.add(line("first"));
            for (int i = 0; i < 3000; i++) {
                outbox.add(line(text));
                outbox.remove(1);
            }
            assertEquals(1, outbox.first(10).size());
            assertTrue(Files.size(file()) < 3 << 20);
        }
    }

    @Test
    void aHalfWrittenLineCostsNoOtherOne() throws Exception {
        try (var outbox = open(100)) {
            outbox.add(line("whole"));
        }
        Files.writeString(file(), "instance-1\tuser-0001\t0\t1", StandardOpenOption.APPEND);
        try (var outbox = open(100)) {
            outbox.add(line("next"));
        }
        try (var outbox = open(100)) {
            assertEquals(List.of("whole", "next"), texts(outbox));
        }
    }

    @Test
    void nonsenseInTheFileIsLeftOut() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(
                file(), "\0\0\0\nx\ty\na\tb\tc\td\te\tf\tg\n" + TypedCodec.encode(line("good")) + "\n-\n-\n-\n");
        try (var outbox = open(100)) {
            assertTrue(outbox.isEmpty());
            outbox.add(line("later"));
            assertEquals(List.of("later"), texts(outbox));
        }
    }

    @Test
    void aLineCanNotPassForTwoNorForAnotherPersons() {
        var text = "a\tb\nother-0001\u0085\u001b[31m";
        var decoded = TypedCodec.decode(TypedCodec.encode(line(text))).orElseThrow();
        assertEquals("abother-0001[31m", decoded.text());
        assertEquals(USER, decoded.user());
        assertEquals(List.of("say a", "stop"), TypedText.lines("say a\r\nstop\n\n"));
        assertFalse(TypedText.clean("x".repeat(9999)).length() > TypedText.LONGEST);
        assertEquals("\uFFFDx", TypedText.clean("\ud83dx"));
    }

    @Test
    void whatWasAddedOutlivesAKilledProcess() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Typist.class.getName(),
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var last = "";
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < 200; i++) {
                last = String.valueOf(out.readLine());
            }
        } finally {
            process.destroyForcibly();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        }
        try (var outbox = open(100_000)) {
            var texts = texts(outbox);
            assertTrue(texts.contains(last), last);
            for (int i = 0; i < texts.size(); i++) {
                assertEquals("c" + i, texts.get(i));
            }
        }
    }

    /** Adds for ever and says what it has added. */
    static final class Typist {
        public static void main(String[] arguments) throws Exception {
            try (var outbox = new Outbox(Path.of(arguments[0]), 100_000, 1 << 30)) {
                for (int i = 0; ; i++) {
                    outbox.add(line("c" + i));
                    System.out.println("c" + i);
                }
            }
        }
    }
}
