/**
 * The transport of the simulated network: Pollen's seam on one side, the simulated kernel on the
 * other.
 *
 * <p>Used by this module only.
 */
@NullMarked
package dev.pollen.testkit.transport;

import org.jspecify.annotations.NullMarked;
