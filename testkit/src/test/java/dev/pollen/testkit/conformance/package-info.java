/**
 * What is told does not depend on the transport: what happens in a scenario on the JDK's sockets
 * happens on the simulated network, which must not be kinder than the kernel, and on every other
 * transport, too. A module that brings transports compares them by the test jar of this package,
 * and says which they are as it does for the behaviour suite; what a kernel rule forbids one of
 * them to tell is a {@link KnownDifference}.
 *
 * <p>Each actor of a scenario has a trace of its own, since the system does not promise in which
 * order different actors notice something. Reads that follow one another are one, since it does not
 * promise how it cuts a stream either; and what comes in a number that depends on time, such as how
 * many writes succeed before the news of a reset is back, is done until it ends and not counted.
 * The build of the test kit runs all of it on both selectors of the JDK.
 */
@NullMarked
package dev.pollen.testkit.conformance;

import org.jspecify.annotations.NullMarked;
