/**
 * The simulator is not kinder than the kernel: what happens in a scenario on the sockets of the
 * system happens on the simulated network, too.
 *
 * <p>Each actor of a scenario has a trace of its own, since the system does not promise in which
 * order different actors notice something. Reads that follow one another are one, since it does not
 * promise how it cuts a stream either; and what comes in a number that depends on time, such as how
 * many writes succeed before the news of a reset is back, is done until it ends and not counted.
 * The build runs all of it on both selectors of the JDK.
 */
@NullMarked
package dev.pollen.testkit.conformance;

import org.jspecify.annotations.NullMarked;
