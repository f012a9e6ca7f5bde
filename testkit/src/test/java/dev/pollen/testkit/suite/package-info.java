/** Puts the behaviour suite of the runtime onto the simulated transport. */
@NullMarked
package dev.pollen.testkit.suite;

import org.jspecify.annotations.NullMarked;
