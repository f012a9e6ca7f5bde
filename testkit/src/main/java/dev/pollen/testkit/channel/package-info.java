/**
 * The JDK's channels on the simulated kernel, for programs that know nothing of Pollen.
 *
 * <p>Used by this module only; users get them from {@link
 * dev.pollen.testkit.SimulatedNetwork#channels()}. Knows the kernel, and nothing of loops and
 * transports.
 */
@NullMarked
package dev.pollen.testkit.channel;

import org.jspecify.annotations.NullMarked;
