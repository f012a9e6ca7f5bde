/**
 * Plants known bugs into the runtime, one at a time, and has the simulation look for them: the
 * proof that it would have found them. A test of the tests.
 *
 * <p>{@link dev.pollen.testkit.planted.PlantedBugs} is the list; {@code docs/planted-bugs.md} the
 * result.
 */
@NullMarked
package dev.pollen.testkit.planted;

import org.jspecify.annotations.NullMarked;
