package io.ostler.itests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.itests.OpenSocket;
import io.ostler.itests.files.door.Rest;
import io.ostler.itests.files.door.SftpDoor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** What an API key opened ends with the key, whatever ends that; what its person opened goes on. */
class KeyRevocationIT {
    /** The promise is a second; the rest is for slow machines. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(5);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(3);
    private static final long SIZE = 4L << 30;

    @TempDir
    private static Path temp;

    private static House house;
    private static String instance;

    @BeforeAll
    static void open() throws Exception {
        house = House.open(temp.resolve("data"));
        instance = house.instance("shared", null, List.of());
        try (var file =
                new RandomAccessFile(house.files(instance).resolve("large").toFile(), "rw")) {
            file.setLength(SIZE);
        }
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    @Test
    void revokedByItsOwner() throws Exception {
        var person = person("owner-revokes");
        var key = key(person, null);
        try (var streams = new Streams(person.withKey(key.secret));
                var own = console(person)) {
            person.call("DELETE", "/api/v1/account/api-keys/" + key.id).ok();
            streams.assertEnd("revoked by its owner");
            assertTrue(own.isOpen(), "the person's own console ended with the key");
        }
        assertRefused(person.withKey(key.secret));
    }

    @Test
    void revokedByAnAdministrator() throws Exception {
        var person = person("admin-revokes");
        var key = key(person, null);
        try (var streams = new Streams(person.withKey(key.secret));
                var own = console(person)) {
            house.admin().call("DELETE", "/api/v1/api-keys/" + key.id).ok();
            streams.assertEnd("revoked by an administrator");
            assertTrue(own.isOpen(), "the person's own console ended with the key");
        }
        assertRefused(person.withKey(key.secret));
    }

    @Test
    void expired() throws Exception {
        var person = person("expires");
        for (var life = SHORTEST_LIFE; ; life = life.multipliedBy(3)) {
            var end = Instant.now().plus(life);
            var key = key(person, end);
            try (var streams = new Streams(person.withKey(key.secret))) {
                streams.assertEnd("expired", Duration.between(Instant.now(), end));
            } catch (IOException | AssertionFailedError tooSlow) {
                // On a slow machine the key may expire before all streams are open: once more with a longer life.
                if (Instant.now().isBefore(end) || life.compareTo(LONGEST_LIFE) > 0) {
                    throw tooSlow;
                }
                continue;
            }
            assertRefused(person.withKey(key.secret));
            return;
        }
    }

    @Test
    void itsAccountIsBanned() throws Exception {
        var person = person("banned");
        var key = key(person, null);
        try (var streams = new Streams(person.withKey(key.secret))) {
            house.admin()
                    .call("PATCH", "/api/v1/users/" + idOf("banned"), Map.of("disabled", true))
                    .ok();
            streams.assertEnd("banned");
        }
        assertRefused(person.withKey(key.secret));
    }

    @Test
    void keysAreSwitchedOff() throws Exception {
        var person = person("mode");
        var key = key(person, null);
        try (var streams = new Streams(person.withKey(key.secret));
                var own = console(person);
                var ofAdministrator = new Streams(house.admin().withKey(key(house.admin(), null).secret))) {
            mode("administrators");
            streams.assertEnd("for administrators only");
            assertTrue(ofAdministrator.areOpen(), "an administrator's key still counts");
            assertRefused(person.withKey(key.secret));
            mode("off");
            ofAdministrator.assertEnd("switched off");
            assertTrue(own.isOpen(), "the person's own console ended with the key");
        } finally {
            mode("on");
        }
    }

    /** Nothing rests on a key there, then. */
    @Test
    void aKeyOpensNoSftp() throws Exception {
        var person = person("sftp");
        var key = key(person, null);
        int port = house.sftpPort(instance);
        assertThrows(IOException.class, () -> SftpDoor.open(port, "sftp." + instance, key.secret));
    }

    private record Key(String id, String secret) {}

    private static Rest person(String name) throws Exception {
        house.account(name);
        house.member(instance, name, List.of("instance.files.write", "instance.console.write"), List.of());
        return house.signedIn(name);
    }

    private static String idOf(String name) throws Exception {
        return house.admin()
                .get("/api/v1/users?q=" + name)
                .ok()
                .json()
                .path("users")
                .path(0)
                .path("id")
                .asText();
    }

    private static Key key(Rest person, Instant expires) throws Exception {
        Map<String, Object> wanted = new HashMap<>(Map.of("name", "program " + System.nanoTime()));
        if (expires != null) {
            wanted.put("expires", expires.toString());
        }
        var made = person.call("POST", "/api/v1/account/api-keys", wanted).ok().json();
        return new Key(made.path("id").asText(), made.path("secret").asText());
    }

    private static void mode(String mode) throws Exception {
        var path = "/api/v1/settings/security";
        Map<String, Object> body = new LinkedHashMap<>();
        house.admin().get(path).ok().json().properties().forEach(field -> body.put(field.getKey(), field.getValue()));
        body.remove("clientAddress");
        body.put("keyMode", mode);
        house.admin().call("PUT", path, body).ok();
    }

    private static void assertRefused(Rest program) throws Exception {
        assertEquals(401, program.get("/api/v1/instances/" + instance).status());
    }

    private static OpenSocket console(Rest caller) throws Exception {
        var ticket = caller.call("POST", "/api/v1/instances/" + instance + "/tickets", Map.of("scope", "console.read"))
                .ok();
        return OpenSocket.console(caller, ticket.json().path("token").asText());
    }

    /** A console, a download and an upload, all open. */
    private static final class Streams implements AutoCloseable {
        private final List<AutoCloseable> open = new ArrayList<>();
        private final OpenSocket console;
        private final OpenSocket events;
        private final OpenTransfer download;
        private final OpenTransfer upload;

        Streams(Rest program) throws Exception {
            try {
                console = kept(KeyRevocationIT.console(program));
                events = kept(OpenSocket.events(program));
                int http = house.process().port();
                var read = "Authorization: Bearer " + program.token(instance, "file.download", "large");
                download = kept(OpenTransfer.begin(http, "GET /daemon/v1/download", read, ""));
                var write = "Authorization: Bearer " + program.token(instance, "file.upload", "new.bin");
                upload = kept(
                        OpenTransfer.begin(http, "PUT /daemon/v1/upload", write, "Content-Length: " + SIZE + "\r\n"));
                assertEquals(100_000, download.read(100_000), "of the download");
                upload.write(200_000);
            } catch (Exception | AssertionError e) {
                close();
                throw e;
            }
        }

        private <T extends AutoCloseable> T kept(T stream) {
            open.add(stream);
            return stream;
        }

        boolean areOpen() throws IOException {
            return console.isOpen() && events.isOpen() && download.read(100_000) == 100_000;
        }

        void assertEnd(String why) throws Exception {
            assertEnd(why, Duration.ZERO);
        }

        void assertEnd(String why, Duration until) throws Exception {
            var limit = until.plus(SOON);
            Map<String, Callable<Duration>> ends = new LinkedHashMap<>();
            ends.put("console", () -> console.awaitEnd(limit));
            ends.put("events", () -> events.awaitEnd(limit));
            ends.put("download", () -> download.awaitEnd(limit));
            ends.put("upload", () -> upload.awaitEnd(limit));
            try (var threads =
                    Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
                var told = threads.invokeAll(ends.values());
                var names = List.copyOf(ends.keySet());
                for (int i = 0; i < told.size(); i++) {
                    var took = told.get(i).get();
                    System.out.println("key " + why + ": " + names.get(i) + " ended after "
                            + took.minus(until).toMillis() + " ms");
                    assertTrue(took.compareTo(limit) < 0, names.get(i) + " goes on");
                }
            }
        }

        @Override
        public void close() throws Exception {
            for (var stream : open) {
                stream.close();
            }
        }
    }
}
