package dev.pollen;

/**
 * What a loop has done since it was opened; from {@link Loop#statistics()}.
 *
 * @param passes how many passes it has made
 * @param idleWakeups how many of them ended a wait for which there was no reason: no socket, no
 *     timer, no task. A few are harmless; many mean that something burns the processor
 * @param ready how many times a socket was ready
 * @param accepted how many peers were accepted and served
 * @param refused how many peers were accepted and turned away, by their listener or because of a
 *     failure
 * @param bytesReceived how many bytes came from peers
 * @param bytesSent how many bytes the operating system has taken for peers
 * @param failures how many failures no handler took
 * @param suppressedFailures how many of these were only counted, because there were too many to log
 *     each
 */
public record LoopStatistics(
    long passes,
    long idleWakeups,
    long ready,
    long accepted,
    long refused,
    long bytesReceived,
    long bytesSent,
    long failures,
    long suppressedFailures) {}
