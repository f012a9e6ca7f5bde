/**
 * Which parameter of an event method receives what, and what the method may return.
 *
 * <p>{@link dev.pollen.processor.bind.Signature} is the table; {@link
 * dev.pollen.processor.bind.Binder} is one cell of it. The rules and the writer both look here, so
 * what is accepted is what is written. Uses the model only.
 */
@NullMarked
package dev.pollen.processor.bind;

import org.jspecify.annotations.NullMarked;
