package io.ostler.itests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ostler.itests.files.door.SftpDoor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that people use: OpenSSH's sftp, lftp, rclone, curl. rsync needs a shell at the other end, which SFTP alone
 * never gives; over a mount of rclone or sshfs it sees files like any other program.
 */
class FilesClientsIT {
    @TempDir
    private static Path temp;

    private static House house;
    private static String instance;
    private static Path files;
    private static int port;
    private static Path askPass;
    private static Path local;

    @BeforeAll
    static void open() throws Exception {
        house = House.open(temp.resolve("data"));
        instance = house.instance("clients", null, List.of());
        files = house.files(instance);
        port = house.sftpPort(instance);
        askPass = Files.writeString(temp.resolve("ask"), "#!/bin/sh\necho '" + House.PASSWORD + "'\n");
        Files.setPosixFilePermissions(askPass, PosixFilePermissions.fromString("rwx------"));
        local = tree(temp.resolve("local"));
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    /** A few folders, odd names, an empty file, a larger one. */
    private static Path tree(Path root) throws IOException {
        Files.createDirectories(root.resolve("maps/with space/ümlaut"));
        Files.createDirectories(root.resolve("empty"));
        var random = new Random(11);
        for (var name : List.of("a.txt", "maps/b.dat", "maps/with space/c d.bin", "maps/with space/ümlaut/日本.txt")) {
            var bytes = new byte[random.nextInt(200_000)];
            random.nextBytes(bytes);
            Files.write(root.resolve(name), bytes);
        }
        Files.createFile(root.resolve("maps/nothing"));
        var large = new byte[24 << 20];
        random.nextBytes(large);
        Files.write(root.resolve("large.bin"), large);
        return root;
    }

    private static void assertSame(Path one, Path other) throws IOException, InterruptedException {
        Scenes.run("diff", "-r", one.toString(), other.toString());
    }

    private static String user() {
        return "admin." + instance;
    }

    /** What it wrote; it must end well. */
    private static String run(String input, String... command) throws IOException, InterruptedException {
        var said = Files.createTempFile(temp, "said", "");
        var typed = Files.writeString(Files.createTempFile(temp, "typed", ""), input);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(typed.toFile())
                .redirectOutput(said.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SSH_ASKPASS",
                        askPass.toString(),
                        "SSH_ASKPASS_REQUIRE",
                        "force",
                        "LC_ALL",
                        "C.UTF-8",
                        "HOME",
                        temp.toString()));
        var process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> String.join(" ", command) + " hangs");
        assertEquals(0, process.exitValue(), () -> String.join(" ", command) + ": " + text(said));
        return text(said);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String[] sftp(String... options) {
        var command = new ArrayList<>(List.of(
                "sftp",
                "-q",
                "-P",
                Integer.toString(port),
                "-oStrictHostKeyChecking=no",
                "-oUserKnownHostsFile=/dev/null",
                "-oNumberOfPasswordPrompts=1"));
        command.addAll(Arrays.asList(options));
        command.add(user() + "@127.0.0.1");
        return command.toArray(String[]::new);
    }

    @Test
    void sftpWithAPassword() throws Exception {
        run("mkdir pass\nput -r " + local + "/. pass\n", sftp("-oPreferredAuthentications=password"));
        assertSame(local, files.resolve("pass"));
    }

    @Test
    void sftpWithAKeyGoesOnWhereATransferEnded() throws Exception {
        var key = temp.resolve("key");
        Scenes.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "laptop", "-f", key.toString());
        house.admin()
                .call("POST", "/api/v1/account/ssh-keys", Map.of("text", Files.readString(temp.resolve("key.pub"))))
                .ok();
        var half = Arrays.copyOf(Files.readAllBytes(local.resolve("large.bin")), 9 << 20);
        Files.write(files.resolve("resumed.bin"), half);
        var back = temp.resolve("back.bin");
        Files.write(back, half);
        var batch = Files.writeString(
                temp.resolve("batch"),
                "reput " + local + "/large.bin resumed.bin\nreget resumed.bin " + back
                        + "\nrename resumed.bin renamed.bin\nchmod 600 renamed.bin\nls -l\n-rm missing\nrm renamed.bin\n");

        var said = run(
                "",
                sftp(
                        "-oPreferredAuthentications=publickey",
                        "-oIdentitiesOnly=yes",
                        "-i",
                        key.toString(),
                        "-b",
                        batch.toString()));

        assertTrue(said.contains("-rw-------"), said);
        assertEquals(-1, Files.mismatch(local.resolve("large.bin"), back));
    }

    @Test
    void lftpMirrorsBothWays() throws Exception {
        run(
                "",
                "lftp",
                "-e",
                "set sftp:auto-confirm yes; set net:max-retries 1; set net:timeout 20;"
                        + " set sftp:connect-program 'ssh -a -x -oUserKnownHostsFile=/dev/null -oStrictHostKeyChecking=no';"
                        + " mirror -R -P4 " + local + " lftp; mirror -P4 lftp " + temp.resolve("lftp-back") + "; bye",
                "-u",
                user() + "," + House.PASSWORD,
                "sftp://127.0.0.1:" + port);
        assertSame(local, files.resolve("lftp"));
        assertSame(local, temp.resolve("lftp-back"));
    }

    @Test
    void rcloneCopiesAndChecks() throws Exception {
        var hidden = run(House.PASSWORD, "rclone", "obscure", "-").strip();
        var remote = ":sftp,host=127.0.0.1,port=" + port + ",user=" + user() + ",pass=" + hidden
                + ",shell_type=none,disable_hashcheck=true:rclone";
        run("", "rclone", "copy", "--create-empty-src-dirs", local.toString(), remote);
        assertSame(local, files.resolve("rclone"));
        run("", "rclone", "check", "--download", local.toString(), remote);
        run("", "rclone", "purge", remote);
        assertTrue(Files.notExists(files.resolve("rclone")));
    }

    @Test
    void curlReadsRanges() throws Exception {
        Files.writeString(files.resolve("naïve \"file\".txt"), "0123456789");
        var rest = house.admin();
        var link = rest.send(rest.daemon("/daemon/v1/downloads")
                        .header(
                                "Authorization",
                                "Bearer " + rest.token(instance, "file.download", "naïve \"file\".txt"))
                        .POST(BodyPublishers.noBody()))
                .ok();
        var url = house.base() + link.json().path("path").asText();

        var head = run("", "curl", "-sS", "-I", url);
        assertTrue(head.contains("filename*="), head);
        var etag = head.lines()
                .filter(line -> line.toLowerCase().startsWith("etag:"))
                .findFirst()
                .orElseThrow()
                .substring(5)
                .strip();
        assertEquals("0123456789", run("", "curl", "-sS", url));
        assertEquals("345", run("", "curl", "-sS", "-r", "3-5", url));
        assertEquals("89", run("", "curl", "-sS", "-r", "-2", url));
        assertEquals("789", run("", "curl", "-sS", "-r", "7-", "-H", "If-Range: " + etag, url));
        assertEquals("0123456789", run("", "curl", "-sS", "-r", "7-", "-H", "If-Range: \"stale\"", url));
        assertEquals("416", run("", "curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "-r", "100-", url));
        var part = Files.writeString(temp.resolve("part.txt"), "0123");
        run("", "curl", "-sS", "-C", "-", "-o", part.toString(), url);
        assertEquals("0123456789", Files.readString(part));
        Files.delete(files.resolve("naïve \"file\".txt"));
    }

    @Test
    void manySessionsAtTheSameTime() throws Exception {
        var bytes = Files.readAllBytes(local.resolve("large.bin"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var jobs = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 8; i++) {
                var name = "session" + i;
                jobs.add(() -> {
                    try (var door = SftpDoor.open(port, user(), House.PASSWORD)) {
                        try (var out = door.client().write(name)) {
                            out.write(bytes, 0, 4 << 20);
                        }
                        try (var in = door.client().read(name)) {
                            assertEquals(
                                    Arrays.hashCode(Arrays.copyOf(bytes, 4 << 20)), Arrays.hashCode(in.readAllBytes()));
                        }
                        door.client().remove(name);
                    }
                    return null;
                });
            }
            for (var job : threads.invokeAll(jobs)) {
                job.get();
            }
        }
    }

    /** With a hard end of the server on the way; 512 MiB for the sake of time, it does the same with 2 GiB. */
    @Test
    void curlResumesAnUploadAcrossAHardEndOfTheServer() throws Exception {
        long size = 512L << 20;
        var source = temp.resolve("resumed.bin");
        try (var file = new RandomAccessFile(source.toFile(), "rw")) {
            file.setLength(size);
            var random = new Random(5);
            var block = new byte[64 << 10];
            for (long at = 0; at < size; at += 32 << 20) {
                random.nextBytes(block);
                file.seek(at);
                file.write(block);
            }
        }
        var uploads = new Uploads(house.admin(), instance);
        var key = uploads.key();
        var location = uploads.create(key, "resumed.bin", size).ok().header("location");
        finished(send(source, 0, size / 4, key, location));
        var broken = send(source, size / 4, size, key, location);
        House.await("half of it", () -> stored(size / 2) ? true : null);
        house.restartHard();
        broken.destroyForcibly().waitFor();
        port = house.sftpPort(instance);

        var again = new Uploads(house.admin(), instance);
        var next = again.key();
        long offset = Long.parseLong(again.ask("HEAD", next, location).ok().header("upload-offset"));
        assertTrue(offset >= size / 4 && offset < size, () -> "goes on at " + offset);
        finished(send(source, offset, size, next, location));

        var target = files.resolve("resumed.bin");
        var sums = run("", "sha256sum", source.toString(), target.toString())
                .lines()
                .map(line -> line.split(" ")[0])
                .toList();
        assertEquals(sums.get(0), sums.get(1));
        Files.delete(target);
        Files.delete(source);
    }

    /** Whether so many bytes of an upload are on the disk. */
    private static boolean stored(long bytes) throws IOException {
        try (var all = Files.walk(house.data().resolve("daemon"))) {
            return all.anyMatch(file -> file.toFile().length() > bytes);
        }
    }

    private static void finished(Process curl) throws InterruptedException {
        assertTrue(curl.waitFor(120, TimeUnit.SECONDS), "curl hangs");
        assertEquals(0, curl.exitValue(), () -> text(temp.resolve("curl.out")));
    }

    private static Process send(Path source, long offset, long end, String key, String location) throws IOException {
        var curl = "tail -c +" + (offset + 1) + " '" + source + "' | head -c " + (end - offset)
                + " | exec curl -sS -f -T - -X PATCH"
                + " -H 'Expect:' -H 'Tus-Resumable: 1.0.0' -H 'Upload-Offset: " + offset + "'"
                + " -H 'Content-Type: application/offset+octet-stream' -H 'Ostler-Upload-Key: " + key + "' '"
                + house.base() + location + "'";
        return new ProcessBuilder("sh", "-c", curl)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("curl.out").toFile())
                .start();
    }
}
