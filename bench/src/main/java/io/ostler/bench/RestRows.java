package io.ostler.bench;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rows 5 to 9: lists and single instances, tickets, and what others notice of sign-ins. */
final class RestRows {
    private static final int MANY = 16;
    private static final int SIGN_INS = 4;
    private static final int REST_SECONDS = 2;

    private final Population population;
    private final Client client;
    private final double seconds =
            Double.parseDouble(Map.copyOf(System.getenv()).getOrDefault("OSTLER_BENCH_SECONDS", "10"));

    RestRows(Population population) {
        this.population = population;
        client = population.client();
    }

    void all() throws IOException, InterruptedException {
        byte[] list = client.request("GET", "/api/v1/instances?limit=50", null);
        byte[] whole = client.request("GET", "/api/v1/instances?limit=1000", null);
        measure("5 list 50 of 1,000 (>= 20,000/s, p99 <= 5 ms)", MANY, i -> list);
        measure("5 list 50 of 1,000 (p50 <= 0.1 ms)", 1, i -> list);
        measure("6 list all 1,000 in one call (>= 1,000/s)", 1, i -> whole);
        var one = forEach("GET", "", null);
        measure("7 one instance (>= 5,000/s)", 1, one);
        measure("7 one instance (>= 25,000/s)", MANY, one);
        var order = new JsonObject();
        order.addProperty("scope", "console.write");
        measure("8 console ticket (>= 12,000/s)", MANY, forEach("POST", "/tickets", order));
        signIns(one);
    }

    private IntFunction<byte[]> forEach(String method, String path, @Nullable JsonObject body) {
        var requests = population.instances().stream()
                .map(id -> client.request(method, "/api/v1/instances/" + id + path, body))
                .toList();
        return i -> requests.get(Math.floorMod(i, requests.size()));
    }

    private void measure(String name, int clients, IntFunction<byte[]> requests)
            throws IOException, InterruptedException {
        Load.run(client.base(), clients, seconds / 2, requests); // warms
        double cpu = population.server().cpuSeconds();
        var load = Load.run(client.base(), clients, seconds, requests);
        double spent = population.server().cpuSeconds() - cpu;
        Report.row(
                name,
                "%d client%s: %.0f/s, p50 %.2f ms, p99 %.2f ms, %.0f us of CPU each, %d bytes",
                clients,
                clients == 1 ? "" : "s",
                load.perSecond(),
                load.samples().millis(0.5),
                load.samples().millis(0.99),
                spent * 1e6 / load.samples().count(),
                load.bytes());
        Thread.sleep(REST_SECONDS * 1000L);
    }

    private void signIns(IntFunction<byte[]> one) throws IOException, InterruptedException {
        var stranger = Client.stranger(client.base());
        IntFunction<byte[]> signIn = i ->
                stranger.request("POST", "/api/v1/session", Client.credentials("person%05d".formatted(enabled(i))));
        var ended = new AtomicBoolean();
        var signedIn = new AtomicInteger();
        var others = new ArrayList<Thread>();
        for (int i = 0; i < SIGN_INS; i++) {
            int first = i * 1009;
            others.add(Thread.ofPlatform().start(() -> signInUntil(ended, signedIn, first, signIn)));
        }
        long begin = System.nanoTime();
        var load = Load.run(client.base(), 1, seconds, one);
        Report.row(
                "9 one instance while 4 sign in (p50 <= 3 ms)",
                "p50 %.2f ms, p99 %.2f ms; %.1f sign-ins/s",
                load.samples().millis(0.5),
                load.samples().millis(0.99),
                signedIn.get() / ((System.nanoTime() - begin) / 1e9));
        ended.set(true);
        for (var other : others) {
            other.join();
        }
    }

    /** What the server has no time for is not counted. */
    private void signInUntil(AtomicBoolean ended, AtomicInteger signedIn, int first, IntFunction<byte[]> signIn) {
        try (var asker = new Asker(client.base())) {
            for (int i = first; !ended.get(); i++) {
                if (asker.isTaken(signIn.apply(i))) {
                    signedIn.incrementAndGet();
                }
            }
        } catch (IOException e) {
            System.err.println("sign-ins ended: " + e.getMessage());
        }
    }

    /** Some of them are disabled. */
    private static int enabled(int number) {
        int i = Math.floorMod(number, Population.ACCOUNTS);
        return i % 50 == 7 ? i + 1 : i;
    }
}
