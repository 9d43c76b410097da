package io.ostler.daemon.archive.internal;

/**
 * What an archive may hold. Immutable.
 *
 * @param entries in one archive, counted before their content is looked at
 * @param ratio content to archive, judged from {@link #free} bytes of content on
 * @param free bytes of content that need no such judgement: small archives of zeros harm nobody
 * @param total bytes of content
 * @param memory bytes of heap for what a format remembers
 */
public record ArchiveLimits(int entries, int ratio, long free, long total, long memory) {
    private static final long MIB = 1L << 20;

    static ArchiveLimits of(ArchiveConfig config) {
        return new ArchiveLimits(
                config.entries(),
                config.ratio(),
                256 * MIB,
                (long) config.total_gib() << 30,
                config.memory_mib() > 0 ? config.memory_mib() * MIB : usualMemory());
    }

    /** A third holds xz -9 in the 256 MiB that the daemon starts with. */
    static long usualMemory() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / 3, 16 * MIB, 512 * MIB);
    }

    public int memoryKiB() {
        return (int) (memory >> 10);
    }
}
