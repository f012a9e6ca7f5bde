/**
 * Writes the dispatcher of a handler in which nothing is wrong. The only place that creates files,
 * and the only one that knows JavaPoet.
 *
 * <p>Uses the model and the bindings. Reports nothing: whatever could go wrong with the written
 * code has been ruled out before.
 */
@NullMarked
package dev.pollen.processor.write;

import org.jspecify.annotations.NullMarked;
