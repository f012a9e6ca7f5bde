/** What happens on the simulated network while planted bugs are looked for, and what must hold. */
@NullMarked
package dev.pollen.testkit.planted.scenario;

import org.jspecify.annotations.NullMarked;
