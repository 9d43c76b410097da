package io.ostler.daemon.metrics.internal.history;

/**
 * The values of one span of time; not a number where nothing was measured. The array is never changed.
 *
 * @param step the span's number, counted in spans since 1970
 */
record Point(int step, float[] values) {}
