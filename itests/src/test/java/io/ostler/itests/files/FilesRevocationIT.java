package io.ostler.itests.files;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.itests.files.door.Rest;
import io.ostler.itests.files.door.SftpDoor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Abuse cases 15 and 16: who loses the right loses what is open within a second, and gets nothing new. */
class FilesRevocationIT {
    /** The promise is a second; the rest is for slow machines. */
    private static final Duration SOON = Duration.ofSeconds(3);

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

    private interface Change {
        void make(String name, String user) throws Exception;
    }

    @Test
    void whoIsNoMemberAnyMore() throws Exception {
        losesEverything(
                "removed",
                (name, user) -> house.admin()
                        .call("DELETE", "/api/v1/instances/" + instance + "/members/" + user)
                        .ok());
    }

    @Test
    void whoseRightsShrink() throws Exception {
        losesEverything("shrunk", (name, user) -> house.member(instance, name, List.of("instance.view"), List.of()));
    }

    @Test
    void whoseAccountIsDisabled() throws Exception {
        losesEverything(
                "disabled",
                (name, user) -> house.admin()
                        .call("PATCH", "/api/v1/users/" + user, Map.of("disabled", true))
                        .ok());
    }

    @Test
    void whosePasswordIsChanged() throws Exception {
        losesEverything(
                "changed",
                (name, user) -> house.admin()
                        .call("PATCH", "/api/v1/users/" + user, Map.of("password", "quite another phrase 8"))
                        .ok());
    }

    private static void losesEverything(String name, Change change) throws Exception {
        var user = house.account(name);
        house.member(instance, name, List.of("instance.files.write"), List.of());
        var rest = house.signedIn(name);
        var uploads = new Uploads(rest, instance);
        int port = house.sftpPort(instance);
        var sftp = SftpDoor.open(port, name + "." + instance, House.PASSWORD);
        var key = uploads.key();
        var location = uploads.create(key, name + ".bin", SIZE).ok().header("location");
        int http = house.process().port();
        try (var download =
                        OpenTransfer.begin(http, "GET /daemon/v1/download", token(rest, "file.download", "large"), "");
                var put = OpenTransfer.begin(
                        http, "PUT /daemon/v1/upload", token(rest, "file.upload", name + ".put"), length());
                var patch = OpenTransfer.begin(
                        http,
                        "PATCH " + location,
                        "Ostler-Upload-Key: " + key,
                        "Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
                                + length());
                var threads =
                        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            assertTrue(download.read(100_000) == 100_000, "no download");
            put.write(200_000);
            patch.write(200_000);
            sftp.client().stat("large");

            change.make(name, user);
            long changed = System.nanoTime();

            var ends = new ArrayList<Callable<String>>();
            ends.add(() -> {
                download.awaitEnd(SOON.multipliedBy(3));
                return "download " + millis(changed);
            });
            ends.add(() -> {
                put.awaitEnd(SOON.multipliedBy(3));
                return "PUT " + millis(changed);
            });
            ends.add(() -> {
                patch.awaitEnd(SOON.multipliedBy(3));
                return "tus " + millis(changed);
            });
            ends.add(() -> {
                sftp.session().waitFor(EnumSet.of(ClientSessionEvent.CLOSED), SOON.multipliedBy(3));
                return "SFTP " + millis(changed);
            });
            var told = new ArrayList<String>();
            for (var end : threads.invokeAll(ends)) {
                told.add(end.get());
            }
            System.out.println("revoked (" + name + "): " + told);
            for (var line : told) {
                assertTrue(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)) < SOON.toMillis(), told::toString);
            }
        } finally {
            sftp.close();
        }
        assertThrows(IOException.class, () -> SftpDoor.open(port, name + "." + instance, House.PASSWORD));
        assertTrue(rest.ticket(instance, "file.download", "large", false).status() >= 400, "a new ticket");
        assertTrue(uploads.patch(key, location, 0, new byte[1]).status() >= 400, "an old key");
    }

    private static String token(Rest rest, String scope, String path) throws Exception {
        return "Authorization: Bearer " + rest.token(instance, scope, path);
    }

    private static String length() {
        return "Content-Length: " + SIZE + "\r\n";
    }

    private static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }
}
