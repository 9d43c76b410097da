package io.ostler.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** {@code Bench ASSEMBLIES NAME…}: starts the distributions, sends load on loopback, prints a line per row. */
public final class Bench {
    private static final List<String> ALL = List.of(
            "memory",
            "start",
            "idle",
            "echo",
            "rate",
            "fanout",
            "flat",
            "unwatched",
            "upload",
            "download",
            "small",
            "power",
            "stored",
            "running",
            "many",
            "rest",
            "people");

    /** What is measured with a cache for faster starts, or while it is made, as a user lives with it. */
    private static final Set<String> TRAINED = Set.of("memory", "start", "idle");

    private final Path assemblies;
    private final Path scratch;

    private Bench(Path assemblies, Path scratch) {
        this.assemblies = assemblies;
        this.scratch = scratch;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var names = args.length > 1 ? List.of(args).subList(1, args.length) : ALL;
        Path scratch = Files.createTempDirectory("ostler-bench");
        try {
            var bench = new Bench(Path.of(args[0]), scratch);
            for (String name : names) {
                bench.run(name);
            }
        } finally {
            Server.deleteTree(scratch);
        }
    }

    private void run(String name) throws IOException, InterruptedException {
        switch (name) {
            case "memory" -> memory();
            case "start" -> start();
            case "idle" -> idle();
            case "power" -> power();
            case "stored" -> stored();
            case "running" -> running(200);
            case "many" -> running(1000);
            case "rest", "people" -> rest(name);
            case "upload", "download", "small" -> transfers(name);
            default -> console(name);
        }
    }

    private void power() throws IOException, InterruptedException {
        try (var server = server("standalone", "power")) {
            new PowerRows(Client.setUp(server)).all();
            Report.row("  server after power", "RSS %.0f MB, PSS %.0f MB", server.memory("Rss"), server.memory("Pss"));
        }
    }

    private void stored() throws IOException, InterruptedException {
        try (var server = server("standalone", "stored")) {
            new StoredRows(Client.setUp(server)).all();
        }
    }

    private void running(int count) throws IOException, InterruptedException {
        try (var server = server("standalone", "running")) {
            new ManyRows(server, Client.setUp(server)).running(count);
        }
    }

    private void rest(String name) throws IOException, InterruptedException {
        try (var server = server("standalone", name)) {
            var population = Population.of(server);
            if (name.equals("rest")) {
                new RestRows(population).all();
            } else {
                new PeopleRows(population).all();
            }
            Report.row(
                    "  server after " + name, "RSS %.0f MB, PSS %.0f MB", server.memory("Rss"), server.memory("Pss"));
        }
    }

    private void transfers(String name) throws IOException, InterruptedException {
        try (var server = server("standalone", name)) {
            var rows = new TransferRows(server, Client.setUp(server));
            switch (name) {
                case "upload" -> rows.upload();
                case "download" -> rows.download();
                default -> rows.small();
            }
            Report.row(
                    "  server after " + name, "RSS %.0f MB, PSS %.0f MB", server.memory("Rss"), server.memory("Pss"));
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private void console(String name) throws IOException, InterruptedException {
        try (var server = server("standalone", name)) {
            var rows = new ConsoleRows(server, Client.setUp(server));
            switch (name) {
                case "echo" -> {
                    rows.echo(true);
                    rows.echo(false);
                }
                case "rate" -> {
                    for (int viewers : new int[] {1, 10, 100}) {
                        rows.rate("12 10,000 lines/s (100 %, p99 <= 15 ms)", 10_000, 10, viewers);
                    }
                }
                case "fanout" -> rows.rate("13 10 MB/s (100 %, <= 0.4 ms/MB)", 100_000, 10, 100);
                case "flat" -> {
                    for (int viewers : new int[] {1, 1, 10, 100}) {
                        rows.flat(viewers);
                    }
                }
                case "unwatched" -> {
                    rows.unwatched(false);
                    rows.unwatched(true);
                }
                default -> throw new IllegalArgumentException("no benchmark " + name + "; there are " + ALL);
            }
            Report.row(
                    "  server after " + name, "RSS %.0f MB, PSS %.0f MB", server.memory("Rss"), server.memory("Pss"));
        }
    }

    private void memory() throws IOException, InterruptedException {
        for (String kind : List.of("standalone", "panel", "daemon")) {
            try (var server = server(kind, "memory")) {
                if (!kind.equals("daemon")) {
                    Client.setUp(server);
                }
                server.restart(); // the second start is what a user lives with
                Thread.sleep(20_000);
                Report.row(
                        "1 idle memory, " + kind,
                        "PSS %.0f MB, RSS %.0f MB",
                        server.memory("Pss"),
                        server.memory("Rss"));
            }
        }
    }

    private void start() throws IOException, InterruptedException {
        for (String kind : List.of("standalone", "panel", "daemon")) {
            try (var server = server(kind, "start")) {
                double first = server.firstAnswer().toNanos() / 1e9;
                var warm = new Samples();
                server.warm();
                for (int i = 0; i < 5; i++) {
                    server.restart();
                    warm.add(server.firstAnswer().toNanos());
                }
                Report.row(
                        "3 start, " + kind,
                        "first ever %.2f s, warm %.2f s (median of 5)",
                        first,
                        warm.millis(0.5) / 1000);
            }
        }
    }

    private void idle() throws IOException, InterruptedException {
        try (var server = server("standalone", "idle")) {
            Client.setUp(server);
            Thread.sleep(15_000);
            double before = server.cpuSeconds();
            Thread.sleep(30_000);
            Report.row("4 idle CPU, standalone", "%.2f %% of a core", (server.cpuSeconds() - before) / 30 * 100);
        }
    }

    private Server server(String kind, String name) throws IOException, InterruptedException {
        Path home = assemblies.resolve(kind).resolve("target/assembly");
        Path data = scratch.resolve(name + "-" + kind);
        return new Server(home, data, freePort(), TRAINED.contains(name));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
