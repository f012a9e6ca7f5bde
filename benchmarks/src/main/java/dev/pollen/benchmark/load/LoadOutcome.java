package dev.pollen.benchmark.load;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a load has counted in one run.
 *
 * @param requests how many were answered
 * @param seconds from the first request to the last reply
 * @param processorSeconds how long the processors worked for the load itself
 * @param lateNanos the most that a request was sent after its time, if it had one
 * @param latencies in nanoseconds, if the load has measured them
 */
public record LoadOutcome(
    long requests,
    double seconds,
    double processorSeconds,
    long lateNanos,
    @Nullable Histogram latencies) {}
