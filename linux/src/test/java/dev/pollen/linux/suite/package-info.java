/** Runs the behaviour suite of the runtime on the transports of this module. */
@NullMarked
package dev.pollen.linux.suite;

import org.jspecify.annotations.NullMarked;
