/**
 * Assertions about peers, for those who have AssertJ. They read as sentences, and say what has
 * arrived in a form in which nothing is invisible.
 *
 * <p>Uses {@code dev.pollen.testkit} and AssertJ; nothing else of Pollen uses it.
 */
@NullMarked
package dev.pollen.testkit.assertion;

import org.jspecify.annotations.NullMarked;
