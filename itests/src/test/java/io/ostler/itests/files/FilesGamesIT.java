package io.ostler.itests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.ostler.itests.files.door.Answer;
import io.ostler.itests.files.door.Rest;
import io.ostler.itests.files.door.Samples;
import io.ostler.itests.files.door.Samples.Part;
import io.ostler.itests.files.door.SftpDoor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Abuse cases that take more than a path: archives, quotas, uploads, huge files, addresses, others' ids. */
class FilesGamesIT {
    private static final int MIB = 1 << 20;
    private static final long QUOTA = 4L * MIB;

    /** What may go beyond a quota: what is on its way in one buffer. */
    private static final long BUFFER = MIB;

    @TempDir
    private static Path temp;

    private static House house;
    private static Rest admin;
    private static String free;
    private static String small;
    private static Path freeFiles;
    private static Path smallFiles;
    private static SftpDoor sftp;

    @BeforeAll
    static void open() throws Exception {
        house = House.open(temp.resolve("data"));
        admin = house.admin();
        free = house.instance("free", null, List.of());
        small = house.instance("small", QUOTA, List.of());
        freeFiles = house.files(free);
        smallFiles = house.files(small);
        sftp = SftpDoor.open(house.sftpPort(small), "admin." + small, House.PASSWORD);
    }

    @AfterAll
    static void close() throws Exception {
        if (sftp != null) { // what opens it failed: the server must end all the same
            sftp.close();
        }
        house.close();
    }

    private static String files(String instance) {
        return "/api/v1/instances/" + instance + "/files";
    }

    private static Answer extract(String instance, byte[] archive, String to) throws Exception {
        var file = house.files(instance).resolve("hostile.zip");
        Files.write(file, archive);
        try {
            return admin.work(files(instance) + "/extract", Map.of("path", "hostile.zip", "to", to));
        } finally {
            Files.delete(file);
        }
    }

    /** Through the door: what goes past it is counted some seconds later. */
    private static void emptySmall() throws IOException, InterruptedException {
        var names = smallFiles.toFile().list();
        if (names.length > 0) {
            assertTrue(admin.work(files(small) + "/delete", Map.of("paths", List.of(names), "forever", true))
                    .isDone());
        }
        admin.work(files(small) + "/trash/purge", Map.of());
    }

    private static long used(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    // ---- 5: links in archives

    @Test
    void aFileThroughALinkOfTheSameArchiveGoesNowhere() throws Exception {
        var outside = Files.createDirectories(temp.resolve("outside"));
        for (var target : List.of(outside.toString(), "../../../../../outside", ".")) {
            var archive = Samples.zip(List.of(Part.link("way", target), Part.file("way/evil.txt", "evil")));
            extract(free, archive, "slip");
            assertEquals(0, outside.toFile().list().length, target);
            assertFalse(Files.exists(freeFiles.resolve("evil.txt")), target);
            Scenes.run("rm", "-rf", freeFiles.resolve("slip").toString());
        }
    }

    // ---- 6: bombs

    @Test
    void aBombStopsAtTheQuota() throws Exception {
        emptySmall();
        var answer = extract(small, Samples.zip(List.of(Part.file("zeros", "\0".repeat(64 * MIB)))), "bomb");

        assertTrue(answer.isTypedRefusal(), answer::toString);
        assertTrue(used(smallFiles) <= QUOTA + BUFFER);
        assertFalse(Files.exists(smallFiles.resolve("bomb/zeros")));
    }

    @Test
    void tooManyEntriesAreRefusedBeforeTheFirstIsMade() throws Exception {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < 100_001; i++) {
            parts.add(Part.file("f" + i, ""));
        }
        assertEquals("ARCHIVE_LIMIT", extract(free, Samples.zip(parts), "many").code());
        assertFalse(Files.exists(freeFiles.resolve("many")));
    }

    // ---- 7: quotas

    @Test
    void noDoorWritesBeyondTheQuota() throws Exception {
        emptySmall();
        var uploads = new Uploads(admin, small);
        var much = new byte[(int) QUOTA + 2 * MIB];
        assertEquals("QUOTA_EXCEEDED", uploads.put("a", much).code());
        assertEquals("QUOTA_EXCEEDED", uploads.putChunked("a", much).code());
        assertEquals(
                "QUOTA_EXCEEDED",
                uploads.create(uploads.key(), "a", much.length).code());
        assertTrue(uploads.create(uploads.key(), "a", Long.MAX_VALUE).status() >= 400);
        assertEquals(List.of(), List.of(smallFiles.toFile().list()));

        uploads.put("b", new byte[3 * MIB]).ok();
        assertEquals(
                "QUOTA_EXCEEDED",
                admin.work(files(small) + "/copy", Map.of("paths", List.of("b"), "to", "", "conflict", "rename"))
                        .code());
        assertEquals(
                "QUOTA_EXCEEDED",
                admin.send(admin.request(files(small) + "/text?path=c")
                                .header("Content-Type", "application/json")
                                .header("If-None-Match", "*")
                                .PUT(BodyPublishers.ofString(
                                        "{\"encoding\":\"UTF-8\",\"text\":\"" + "x".repeat(2 * MIB) + "\"}")))
                        .code());
        assertEquals(3 * MIB, used(smallFiles));
    }

    @Test
    void sftpPlaysNoTricksWithOffsetsAndSizes() throws Exception {
        emptySmall();
        var client = sftp.client();
        try (var file = client.open("holes", OpenMode.Write, OpenMode.Create)) {
            for (long offset : new long[] {1L << 40, Long.MAX_VALUE - 100, QUOTA + 1}) {
                assertThrows(SftpException.class, () -> client.write(file, offset, new byte[100]), "at " + offset);
            }
            for (long size : new long[] {1L << 30, 1L << 62, QUOTA + 1}) {
                assertThrows(
                        SftpException.class, () -> client.setStat(file, new Attributes().size(size)), "to " + size);
            }
            for (int i = 0; i < 20; i++) {
                client.setStat(file, new Attributes().size(3L * MIB));
                client.setStat(file, new Attributes().size(0));
            }
        }
        try (var file = client.open("stream", OpenMode.Write, OpenMode.Create)) {
            var block = new byte[64 << 10];
            assertThrows(SftpException.class, () -> {
                for (long offset = 0; offset < 2 * QUOTA; offset += block.length) {
                    client.write(file, offset, block);
                }
            });
        }
        assertTrue(
                used(smallFiles) <= QUOTA,
                () -> "stands at " + Arrays.toString(smallFiles.toFile().list()));
    }

    @Test
    void writersAtTheSameTimeStayBelowTheQuotaTogether() throws Exception {
        emptySmall();
        var uploads = new Uploads(admin, small);
        var block = new byte[2 * MIB];
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var jobs = new ArrayList<Callable<Object>>();
            for (int i = 0; i < 6; i++) {
                var name = "p" + i;
                jobs.add(() -> uploads.put(name, block).status());
                jobs.add(() -> uploads.putChunked(name + "c", block).status());
            }
            jobs.add(() -> {
                try (var out = sftp.client().write("over-sftp")) {
                    out.write(block);
                } catch (IOException e) {
                    return e.getMessage();
                }
                return "done";
            });
            for (var job : threads.invokeAll(jobs)) {
                job.get();
            }
        }
        assertTrue(used(smallFiles) <= QUOTA + BUFFER, "more than the quota");
        emptySmall();
        uploads.put("nothing-is-held-any-more", new byte[(int) QUOTA - 64 * 1024])
                .ok();
    }

    // ---- 8: uploads

    @Test
    void anUploadCannotBeGoneOnWithWronglyOrByOthers() throws Exception {
        house.account("other");
        house.member(free, "other", List.of("instance.files.write"), List.of());
        var mine = new Uploads(admin, free);
        var key = mine.key();
        var location = mine.create(key, "eight.bin", 100).ok().header("location");
        mine.patch(key, location, 0, new byte[40]).ok();

        assertEquals(
                "UPLOAD_OFFSET_WRONG",
                mine.patch(key, location, 0, new byte[40]).code());
        assertEquals(
                "UPLOAD_OFFSET_WRONG",
                mine.patch(key, location, 50, new byte[10]).code());
        assertEquals(
                "REQUEST_TOO_LARGE", mine.patch(key, location, 40, new byte[61]).code());
        var others = new Uploads(house.signedIn("other"), free);
        // tickets of the first half second after a change of rights are refused
        var theirs = House.await("a key", () -> {
            var token = others.rest().token(free, "file.upload", "");
            var opened = others.open(token);
            return opened.isOk() ? opened.json().path("key").asText() : null;
        });
        assertEquals(
                "UPLOAD_GONE", others.patch(theirs, location, 40, new byte[60]).code());
        assertEquals(404, others.ask("HEAD", theirs, location).status());
        assertEquals("UPLOAD_GONE", others.ask("DELETE", theirs, location).code());
        assertEquals("40", mine.ask("HEAD", key, location).ok().header("upload-offset"));
        assertFalse(Files.exists(freeFiles.resolve("eight.bin")));
        mine.patch(key, location, 40, new byte[60]).ok();
        assertEquals(100, Files.size(freeFiles.resolve("eight.bin")));
    }

    // ---- 11, 12: huge files, costly patterns

    @Test
    void hugeFilesAreNeverReadWhole() throws Exception {
        try (var file = new RandomAccessFile(freeFiles.resolve("huge.log").toFile(), "rw")) {
            file.setLength(10L << 30);
        }
        assertEquals(
                "FILE_TOO_LARGE", admin.get(files(free) + "/text?path=huge.log").code());
        assertTrue(extractAs("huge.log").isTypedRefusal());
        var tail = admin.send(admin.daemon("/daemon/v1/download")
                .header("Authorization", "Bearer " + admin.token(free, "file.download", "huge.log"))
                .header("Range", "bytes=-10")
                .GET());
        assertEquals(206, tail.status());
        assertEquals(10, tail.bytes().length);
        Files.delete(freeFiles.resolve("huge.log"));
    }

    private static Answer extractAs(String path) throws Exception {
        return admin.work(files(free) + "/extract", Map.of("path", path, "to", ""));
    }

    @Test
    void aCostlyPatternEndsByItself() throws Exception {
        Files.writeString(freeFiles.resolve("a.txt"), "a".repeat(60_000) + "!");
        var answer = admin.get(files(free) + "/search?path=&regex=true&content=" + Rest.encoded("(a+)+$"));
        assertTrue(answer.isOk() || answer.status() == 400, () -> answer.status() + " " + answer.code());
        admin.get("/api/v1/nodes").ok();
        Files.delete(freeFiles.resolve("a.txt"));
    }

    @Test
    void deepJsonIsRefused() throws Exception {
        var deep = "[".repeat(100_000);
        var answer = admin.send(admin.request(files(free) + "/delete")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"paths\":" + deep)));
        assertEquals(400, answer.status());
    }

    // ---- 33: addresses

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://2130706433:%d/",
                "http://0x7f000001:%d/",
                "http://0177.0.0.1:%d/",
                "http://127.1:%d/",
                "http://0.0.0.0:%d/",
                "http://user@127.0.0.1:%d/",
                "http://10.0.0.1/",
                "http://192.168.0.1/",
                "http://172.16.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[fe80::1]/",
                "http://[fd00:ec2::254]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "gopher://127.0.0.1:%d/",
                "jar:http://127.0.0.1:%d/!/x",
                "http:///etc/passwd"
            })
    void whatIsNotOnThePublicInternetIsNotFetched(String url) throws Exception {
        var asked = new AtomicInteger();
        var listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        listener.start();
        try {
            var answer = admin.work(
                    files(free) + "/fetch",
                    Map.of("url", url.formatted(listener.getAddress().getPort()), "to", "", "name", "fetched"));
            assertTrue(answer.isTypedRefusal(), answer::toString);
            assertEquals(0, asked.get());
            assertFalse(Files.exists(freeFiles.resolve("fetched")));
        } finally {
            listener.stop(0);
        }
    }

    // ---- 42: others' ids, damaged archives

    @Test
    void whatBelongsToAnotherInstanceCannotBeRestoredOrReadHere() throws Exception {
        emptySmall();
        Files.writeString(freeFiles.resolve("theirs.txt"), Scenes.SECRET);
        admin.work(files(free) + "/delete", Map.of("paths", List.of("theirs.txt")));
        var item = admin.get(files(free) + "/trash")
                .ok()
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        assertFalse(item.isEmpty());

        for (var id : List.of(item, "../" + item, "../../" + free + "/trash/" + item, "", "/", "..", "a/b")) {
            assertTrue(
                    admin.work(files(small) + "/trash/restore", Map.of("items", List.of(id)))
                            .isTypedRefusal(),
                    "restored " + id);
            if (!id.isEmpty()) {
                admin.work(files(small) + "/trash/purge", Map.of("items", List.of(id)));
            }
            assertEquals(
                    400,
                    admin.get(files(small) + "/versions/" + Rest.encoded("../" + id) + "?path=theirs.txt")
                                    .status()
                            / 100
                            * 100,
                    "read " + id);
        }
        assertEquals(List.of(), List.of(smallFiles.toFile().list()));
        assertTrue(admin.work(files(free) + "/trash/restore", Map.of("items", List.of(item)))
                .isDone());
        assertEquals(Scenes.SECRET, Files.readString(freeFiles.resolve("theirs.txt")));
    }

    @Test
    void aDamagedArchiveLeavesNoHalfFile() throws Exception {
        var good = Samples.zip(List.of(Part.file("data.txt", "0123456789".repeat(10_000))));
        for (int cut : new int[] {1, 20, good.length / 2, good.length - 1}) {
            var answer = extract(free, Arrays.copyOf(good, good.length - cut), "damaged");
            assertTrue(answer.isTypedRefusal(), () -> "cut by " + cut + ": " + answer);
        }
        var changed = good.clone();
        changed[60] ^= 0x55;
        var answer = extract(free, changed, "damaged");
        assertTrue(answer.isTypedRefusal(), answer::toString);
        assertFalse(Files.exists(freeFiles.resolve("damaged/data.txt")));
    }
}
