/**
 * The entry of the annotation processor: rounds, waiting for types that other processors generate,
 * and the order of work for one handler.
 *
 * <p>That order is <em>read</em>, <em>bind</em>, <em>rule</em>, <em>report</em>, <em>write</em>, in
 * packages of these names; only this package knows them all. {@link
 * dev.pollen.processor.DispatcherProcessor} is all that javac sees.
 */
@NullMarked
package dev.pollen.processor;

import org.jspecify.annotations.NullMarked;
