/**
 * The rules: bound model in, findings out. Each class judges one thing, and all of them judge all
 * of it, so that one compilation shows everything that is wrong with a handler.
 *
 * <p>Uses the model, the bindings and the catalogue of diagnostics. Prints nothing.
 */
@NullMarked
package dev.pollen.processor.rule;

import org.jspecify.annotations.NullMarked;
