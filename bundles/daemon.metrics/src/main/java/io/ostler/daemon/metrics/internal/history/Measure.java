package io.ostler.daemon.metrics.internal.history;

/** What is kept of each span of time; the order is that of the files. */
public enum Measure {
    CPU("cpu", 1000, false),
    CPU_MAX("cpuMax", 1000, true),
    MEMORY("memory", 1, false),
    MEMORY_MAX("memoryMax", 1, true),
    DISK("disk", 1, false),
    READ("read", 1, false),
    WRITTEN("written", 1, false),
    RECEIVED("received", 1, false),
    SENT("sent", 1, false),
    THREADS("threads", 10, false),
    PROCESSES("processes", 10, false),
    LOAD("load", 100, false);

    static final int COUNT = values().length;

    private final String text;
    private final double precision;
    private final boolean isPeak;

    Measure(String text, double precision, boolean isPeak) {
        this.text = text;
        this.precision = precision;
        this.isPeak = isPeak;
    }

    String text() {
        return text;
    }

    /** Whether the highest value stands for several, else their average. */
    boolean isPeak() {
        return isPeak;
    }

    public double rounded(double value) {
        return Math.round(value * precision) / precision;
    }
}
