package io.ostler.daemon.console.internal;

import io.ostler.daemon.api.console.Viewer;
import io.ostler.daemon.api.console.Viewing;
import io.ostler.daemon.console.internal.log.Retention;
import io.ostler.model.InstanceId;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** From the log to viewers in the same machine, without a socket. Run by hand; prints figures, asserts nothing. */
final class ConsoleBench {

    private final FakeEngine engine;
    private final LogConsoles consoles;

    private ConsoleBench() throws Exception {
        engine = new FakeEngine(Files.createTempDirectory("console-bench"));
        consoles = new LogConsoles(engine, new Retention(64 << 20, 512 << 20), 512);
    }

    public static void main(String[] arguments) throws Exception {
        var bench = new ConsoleBench();
        for (int round = 0; round < 2; round++) {
            bench.echo(500, 20);
            bench.echo(2000, 0);
            for (int viewers : new int[] {1, 10, 100}) {
                bench.flood(viewers, 200, 0);
            }
            bench.flood(100, 50, 10);
            bench.unwatched(1000);
        }
        System.exit(0);
    }

    /** Counts, and is ready at once. */
    private static final class Counter implements Viewer {
        final AtomicLong seen = new AtomicLong();
        volatile long lastAt;
        volatile Viewing viewing;

        @Override
        public void output(long offset, ByteBuffer bytes) {
            lastAt = System.nanoTime();
            seen.addAndGet(bytes.remaining());
            while (viewing == null) {
                Thread.onSpinWait();
            }
            viewing.ready();
        }

        @Override
        public void gap(long from, long to) {
            seen.addAndGet(to - from);
            System.out.println("  gap " + (to - from));
        }

        @Override
        public void ended(String reason) {}
    }

    private void echo(int count, int pauseMillis) throws Exception {
        var id = engine.add();
        var viewer = view(id);
        var nanos = new long[count];
        long cpu = cpu();
        try (var log = log(id)) {
            for (int i = 0; i < count; i++) {
                long target = viewer.seen.get() + 10;
                long before = System.nanoTime();
                log.write("123456789\n".getBytes());
                while (viewer.seen.get() < target) {
                    Thread.onSpinWait();
                }
                nanos[i] = viewer.lastAt - before;
                if (pauseMillis > 0) {
                    Thread.sleep(pauseMillis);
                }
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                "echo every %d ms: p50 %.2f p99 %.2f ms%n",
                pauseMillis, nanos[count / 2] / 1e6, nanos[count * 99 / 100] / 1e6);
        viewer.viewing.close();
    }

    /** @param rate in MB/s, 0 for as fast as it goes */
    private void flood(int viewers, int megabytes, int rate) throws Exception {
        var id = engine.add();
        var all = new ArrayList<Counter>();
        for (int i = 0; i < viewers; i++) {
            all.add(view(id));
        }
        long before = System.nanoTime();
        var writer = new ProcessBuilder(
                        "sh",
                        "-c",
                        rate == 0
                                ? "head -c " + megabytes + "000000 /dev/zero | tr '\\0' x >> " + engine.consoleLog(id)
                                : "i=0; while [ $i -lt " + megabytes * 10 / rate + " ]; do head -c " + rate
                                        + "00000 /dev/zero >> " + engine.consoleLog(id)
                                        + "; sleep 0.1; i=$((i+1)); done")
                .start();
        long cpu = cpu();
        long total = megabytes * 1_000_000L;
        for (var viewer : all) {
            while (viewer.seen.get() < total) {
                Thread.sleep(1);
            }
        }
        double seconds = (System.nanoTime() - before) / 1e9;
        System.out.printf(
                "%d MB to %d viewers at %s: %.0f MB/s each, %.2f ms CPU per MB and viewer%n",
                megabytes,
                viewers,
                rate == 0 ? "full speed" : rate + " MB/s",
                megabytes / seconds,
                (cpu() - cpu) / 1e6 / megabytes / viewers);
        writer.waitFor();
        all.forEach(viewer -> viewer.viewing.close());
    }

    private void unwatched(int instances) throws Exception {
        for (int i = 0; i < instances; i++) {
            engine.add();
        }
        Thread.sleep(1000);
        long cpu = cpu();
        Thread.sleep(5000);
        System.out.printf("%d quiet instances: %.2f %% CPU%n", instances, (cpu() - cpu) / 5e7);
    }

    private Counter view(InstanceId id) {
        var viewer = new Counter();
        viewer.viewing = consoles.view(id, 0, viewer);
        return viewer;
    }

    private OutputStream log(InstanceId id) throws Exception {
        return Files.newOutputStream(engine.consoleLog(id), StandardOpenOption.APPEND);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
