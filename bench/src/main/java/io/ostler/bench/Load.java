package io.ostler.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Clients that ask one request after the other for some seconds.
 *
 * @param samples of all of them together
 * @param bytes of one answer's body, on average
 */
record Load(Samples samples, double perSecond, long bytes) {
    private record Part(Samples samples, long bytes) {}

    /** @param requests whole, by the number of the client and request */
    static Load run(URI base, int clients, double seconds, IntFunction<byte[]> requests)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        var parts = new ArrayList<Future<Part>>();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                int first = i * 7919;
                parts.add(threads.submit((Callable<Part>) () -> one(base, end, first, requests)));
            }
        }
        double took = (System.nanoTime() - begin) / 1e9;
        var all = new Samples();
        long bytes = 0;
        try {
            for (var part : parts) {
                all.addAll(part.get().samples);
                bytes += part.get().bytes;
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return new Load(all, all.count() / took, bytes / Math.max(1, all.count()));
    }

    private static Part one(URI base, long end, int first, IntFunction<byte[]> requests) throws IOException {
        var samples = new Samples();
        long bytes = 0;
        try (var asker = new Asker(base)) {
            int number = first;
            for (long now = System.nanoTime(); now < end; ) {
                bytes += asker.ask(requests.apply(number++));
                long later = System.nanoTime();
                samples.add(later - now);
                now = later;
            }
        }
        return new Part(samples, bytes);
    }
}
