/**
 * Turns elements into the model, without judging them: what is wrong is for the rules to say.
 *
 * <p>Uses the model only.
 */
@NullMarked
package dev.pollen.processor.read;

import org.jspecify.annotations.NullMarked;
