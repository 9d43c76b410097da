package io.ostler.testkit.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server of the test's own: a fresh cluster in a temporary folder, on loopback, gone with the test. Tests
 * are skipped, with the reason, where no server is installed or where it can't run.
 */
public final class PostgresCluster implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port;

    private PostgresCluster(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    public static PostgresCluster start() throws IOException, InterruptedException {
        var programs = newestPrograms();
        assumeTrue(programs.isPresent(), "no PostgreSQL server is installed (Debian: apt install postgresql)");
        assumeTrue(!isRoot() || hasUser("postgres"), "PostgreSQL doesn't run as root and there is no user postgres");
        var folder = Files.createTempDirectory("ostler-postgres");
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
        var cluster = new PostgresCluster(programs.get(), folder, freePort());
        try {
            cluster.run("initdb", "-D", cluster.data(), "-U", "ostler", "-A", "trust", "-E", "UTF8", "--no-sync");
            cluster.run(
                    "pg_ctl",
                    "start",
                    "-w",
                    "-D",
                    cluster.data(),
                    "-l",
                    folder.resolve("server.log").toString(),
                    "-o",
                    "-c listen_addresses=127.0.0.1 -c port=" + cluster.port + " -c unix_socket_directories=" + folder
                            + " -c fsync=off");
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** A new, empty database, and the file in that data folder that describes it. */
    public void describe(Path data, String storage) throws IOException, InterruptedException {
        describe(data, storage, create());
    }

    /** The file that describes a database that there is. */
    public void describe(Path data, String storage, String database) throws IOException {
        Files.createDirectories(data.resolve("panel"));
        var file = data.resolve("panel/database.cfg");
        Files.writeString(
                file,
                "storage = " + storage + "\nhost = 127.0.0.1\nport = " + port + "\nuser = ostler\ndatabase = "
                        + database + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** A new, empty database that user {@code ostler} owns; its name. */
    public String create() throws IOException, InterruptedException {
        var name = "db" + Long.toHexString(System.nanoTime());
        run("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "ostler", name);
        return name;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (Files.exists(folder.resolve("data/postmaster.pid"))) {
            run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
        }
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        // Not a pipe: the server inherits it and would hold it open.
        var output = Files.createTempFile("ostler-postgres", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertEquals(0, process.waitFor(), () -> command + ": " + read(output));
        } finally {
            Files.delete(output);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Optional<Path> newestPrograms() throws IOException {
        if (Files.notExists(INSTALLED)) {
            return Optional.empty();
        }
        try (var versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean hasUser(String name) throws IOException {
        return Files.readAllLines(Path.of("/etc/passwd")).stream().anyMatch(line -> line.startsWith(name + ":"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
