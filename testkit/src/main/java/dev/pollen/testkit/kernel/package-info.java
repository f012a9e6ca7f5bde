/**
 * The simulated operating system: streams, datagrams, queues and a clock, as the kernel of Linux
 * has them, with every choice that a kernel or a network has left to {@link
 * dev.pollen.testkit.kernel.Decisions}.
 *
 * <p>Used by this module only. Knows nothing of loops and dispatchers.
 */
@NullMarked
package dev.pollen.testkit.kernel;

import org.jspecify.annotations.NullMarked;
