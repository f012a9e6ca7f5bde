/**
 * The events that a loop leaves in a flight recording (JFR). For {@code dev.pollen} alone, which
 * they know nothing of; and nothing else of Pollen knows {@code jdk.jfr}, so that all of it works
 * in an image of Java without that module.
 *
 * <p>The events: {@code dev.pollen.Accept}, {@code dev.pollen.Close}, {@code
 * dev.pollen.SlowCallback}, {@code dev.pollen.RefusedWrite} and {@code dev.pollen.AcceptPause}, all
 * in the category <i>Pollen</i>, all recorded unless the settings of a recording say otherwise.
 * While nothing is recorded they cost a look at a flag that is off: no object, no clock, no text.
 */
@NullMarked
package dev.pollen.flight;

import org.jspecify.annotations.NullMarked;
