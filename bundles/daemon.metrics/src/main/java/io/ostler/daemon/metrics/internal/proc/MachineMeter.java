package io.ostler.daemon.metrics.internal.proc;

import io.ostler.daemon.metrics.internal.proc.ProcFolder.Transferred;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** What the whole machine uses, between two readings. Confined to one thread; reads five small files. */
public final class MachineMeter {
    private static final int SECTOR = 512;

    private final Path data;
    private final double ticksPerSecond = Units.ofMachine().ticksPerSecond();
    private final Map<String, Boolean> countedDisks = new HashMap<>();
    private @Nullable State before;

    /** All counts since the machine's start. */
    private record State(long atNanos, long busyTicks, Transferred network, Transferred disks) {}

    /** @param cpu processors in use; bytes, and bytes per second */
    public record Reading(
            double cpu, long memory, long disk, double load, long read, long written, long received, long sent) {}

    /** @param data a folder on the disk that is watched */
    public MachineMeter(Path data) {
        this.data = data;
    }

    /** Null the first time, and on systems that don't tell. */
    public @Nullable Reading read() {
        try {
            var now = new State(System.nanoTime(), busyTicks(), network(), disks());
            var former = before;
            before = now;
            if (former == null) {
                return null;
            }
            double seconds = Math.max(0.001, (now.atNanos - former.atNanos) / 1e9);
            var store = Files.getFileStore(data);
            return new Reading(
                    Math.max(0, now.busyTicks - former.busyTicks) / ticksPerSecond / seconds,
                    usedMemory(),
                    store.getTotalSpace() - store.getUsableSpace(),
                    Double.parseDouble(text("/proc/loadavg").split(" ", 2)[0]),
                    rate(former.disks.read(), now.disks.read(), seconds),
                    rate(former.disks.written(), now.disks.written(), seconds),
                    rate(former.network.read(), now.network.read(), seconds),
                    rate(former.network.written(), now.network.written(), seconds));
        } catch (IOException | RuntimeException e) { // a system whose files read otherwise has no figures
            return null;
        }
    }

    private static long rate(long before, long now, double seconds) {
        return Math.round(Math.max(0, now - before) / seconds);
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    }

    private static long busyTicks() throws IOException {
        var words = new StringTokenizer(text("/proc/stat"));
        words.nextToken();
        long busy = 0;
        // cpu user nice system idle iowait irq softirq steal
        for (int i = 0; i < 8; i++) {
            long ticks = Long.parseLong(words.nextToken());
            busy += i == 3 || i == 4 ? 0 : ticks;
        }
        return busy;
    }

    private static long usedMemory() throws IOException {
        var text = text("/proc/meminfo");
        return Math.max(0, kibibytes(text, "MemTotal:") - kibibytes(text, "MemAvailable:")) * 1024;
    }

    private static long kibibytes(String text, String name) {
        int at = text.indexOf(name);
        return at < 0 ? 0 : Long.parseLong(new StringTokenizer(text.substring(at + name.length())).nextToken());
    }

    /** Bridges and the ends of containers would count the same bytes twice. */
    private static Transferred network() throws IOException {
        var text = text("/proc/net/dev");
        var devices = NetworkFile.total(text, name -> Files.exists(Path.of("/sys/class/net", name, "device")));
        return devices.equals(Transferred.NONE) ? NetworkFile.total(text, name -> name.startsWith("e")) : devices;
    }

    private Transferred disks() throws IOException {
        var total = Transferred.NONE;
        for (var line : text("/proc/diskstats").split("\n", -1)) {
            var words = new StringTokenizer(line);
            if (words.countTokens() >= 10) {
                words.nextToken();
                words.nextToken();
                if (countedDisks.computeIfAbsent(words.nextToken(), MachineMeter::isWholeDisk)) {
                    total = total.plus(sectors(words));
                }
            }
        }
        return total;
    }

    private static boolean isWholeDisk(String name) {
        return Files.exists(Path.of("/sys/block", name, "device"));
    }

    private static Transferred sectors(StringTokenizer words) {
        words.nextToken();
        words.nextToken();
        long read = Long.parseLong(words.nextToken()) * SECTOR;
        words.nextToken();
        words.nextToken();
        words.nextToken();
        return new Transferred(read, Long.parseLong(words.nextToken()) * SECTOR);
    }
}
