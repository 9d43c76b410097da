package io.ostler.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A panel with 10,000 accounts and 1,000 instances. The accounts are written into the database while the panel is
 * stopped: to hash a password for each would take a quarter of an hour. The instances are made as people make them.
 */
record Population(Server server, Client client, List<String> instances) {
    static final int ACCOUNTS = 10_000;
    private static final int INSTANCES = 1_000;
    private static final int AT_ONCE = 4;

    static Population of(Server server) throws IOException, InterruptedException {
        var client = Client.setUp(server);
        server.whileStopped(() -> fill(server));
        client.signIn();
        var ids = new ArrayList<String>();
        ids.add(client.createInstance("Instance 0000", false, List.of("sleep", "1000000")));
        var made = new ArrayList<Future<String>>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 1; i < INSTANCES; i++) {
                String name = "Instance %04d".formatted(i);
                made.add(threads.submit(
                        (Callable<String>) () -> client.createInstance(name, false, List.of("sleep", "1000000"))));
            }
        }
        try {
            for (var instance : made) {
                ids.add(instance.get());
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return new Population(server, client, List.copyOf(ids));
    }

    private static void fill(Server server) throws IOException, InterruptedException {
        Path root = server.home().resolve("../../../..").normalize();
        var log = new File(server.data() + ".fill");
        int ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        derby(server.home()).toString(),
                        root.resolve("web-console/e2e/support/FillUsers.java").toString(),
                        server.data().resolve("panel/db").toString(),
                        Integer.toString(ACCOUNTS))
                .directory(server.data().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start()
                .waitFor();
        if (ended != 0) {
            throw new IOException(Files.readString(log.toPath()));
        }
    }

    private static Path derby(Path home) throws IOException {
        try (var files = Files.walk(home.resolve("system/io/ostler/io.ostler.thirdparty.derby"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findAny()
                    .orElseThrow();
        }
    }
}
